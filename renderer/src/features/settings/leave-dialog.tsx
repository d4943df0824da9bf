import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';

/** Asks before changes are lost: on the way to another screen, to another tab of this one, and when the window is closed. */
export function LeaveDialog({ isDirty }: { readonly isDirty: boolean }): ReactElement | null {
  const blocker = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: () => isDirty, withResolver: true });
  if (blocker.status !== 'blocked') {
    return null;
  }
  return (
    <Modal opened onClose={blocker.reset} title={texts.settings.leaveTitle}>
      <Text size="sm">{texts.settings.leaveLead}</Text>
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={blocker.proceed}>
          {texts.settings.leaveGo}
        </Button>
        <Button data-autofocus onClick={blocker.reset}>
          {texts.settings.leaveStay}
        </Button>
      </Group>
    </Modal>
  );
}
