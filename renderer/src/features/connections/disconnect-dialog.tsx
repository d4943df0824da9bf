import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { notify } from '../../ui/notices.tsx';

interface DisconnectDialogProps {
  readonly company: string;
  readonly service: 'source' | 'books';
  readonly onClose: () => void;
}

/** Says what ends and what stays before a connection is given up. */
export function DisconnectDialog({ company, service, onClose }: DisconnectDialogProps): ReactElement {
  useFocusReturn();
  const isSource = service === 'source';
  const { connections } = texts;
  const done = (): void => {
    notify(isSource ? connections.sourceDisconnected : connections.booksDisconnected);
    onClose();
  };
  const source = useCommand('source.disconnect', { onDone: done });
  const books = useCommand('books.disconnect', { onDone: done });
  const command = isSource ? source : books;
  return (
    <Modal opened onClose={onClose} title={isSource ? connections.disconnectSourceTitle : connections.disconnectBooksTitle}>
      <Stack gap="sm">
        <Text size="sm">{isSource ? connections.disconnectSourceLead : connections.disconnectBooksLead}</Text>
        {command.error !== null && <FailureCard failure={command.error} title={texts.failures.commandTitle} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button color="red.9" loading={command.isPending} onClick={() => void command.run({ company })}>
            {connections.disconnect}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
