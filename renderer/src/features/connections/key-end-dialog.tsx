import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { notify } from '../../ui/notices.tsx';
import { type KeyEnd, KeyLifetimeField } from './key-lifetime-field.tsx';

interface KeyEndDialogProps {
  readonly company: string;
  readonly onClose: () => void;
}

/** The end of a key that is connected already: said later, without entering the key again. */
export function KeyEndDialog({ company, onClose }: KeyEndDialogProps): ReactElement {
  useFocusReturn();
  const [end, setEnd] = useState<KeyEnd>({ expiresOn: null, isOver: false });
  const note = useCommand('source.noteKeyEnd', {
    onDone: () => {
      notify(texts.connections.keyEndSaved);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!end.isOver) {
      void note.run({ company, expiresOn: end.expiresOn });
    }
  };
  return (
    <Modal opened onClose={onClose} title={texts.connections.keyEndTitle}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {note.error !== null && <FailureCard failure={note.error} title={texts.failures.commandTitle} />}
          <KeyLifetimeField onChange={setEnd} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={note.isPending} disabled={end.isOver}>
              {texts.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
