import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { notify } from '../../ui/notices.tsx';

interface UnpairDialogProps {
  readonly company: string;
  readonly onClose: () => void;
}

/** Says what ends and what stays. Forgetting by force is offered only after the orderly way has failed. */
export function UnpairDialog({ company, onClose }: UnpairDialogProps): ReactElement {
  useFocusReturn();
  const [isForced, setIsForced] = useState(false);
  const unpair = useCommand('relay.unpair', {
    onDone: () => {
      notify(texts.relay.unpaired);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.relay.unpairTitle}>
      <Stack gap="sm">
        <Text size="sm">{texts.relay.unpairLead}</Text>
        {unpair.error !== null && (
          <>
            <FailureCard failure={unpair.error} title={texts.failures.commandTitle} />
            <Checkbox checked={isForced} onChange={({ currentTarget }) => setIsForced(currentTarget.checked)} label={texts.relay.force} />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button color="red.9" loading={unpair.isPending} onClick={() => void unpair.run({ company, force: isForced })}>
            {texts.relay.unpair}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
