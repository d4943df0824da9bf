import { Button, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Says that nothing here is real, and mends both connections at once. */
export function PracticePanel({ company }: { readonly company: string }): ReactElement {
  const reconnect = useCommand('practice.reconnect', { onDone: () => notify(texts.connections.practiceReconnected) });
  return (
    <Panel title={texts.connections.practiceTitle}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" maw={720}>
          {texts.connections.practiceLead}
        </Text>
        {reconnect.error !== null && <FailureCard failure={reconnect.error} title={texts.connections.practiceFailed} />}
        <Button loading={reconnect.isPending} onClick={() => void reconnect.run({ company })}>
          {texts.connections.practiceReconnect}
        </Button>
      </Stack>
    </Panel>
  );
}
