import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCall, useCommand } from '../../../client/calls.ts';
import { texts } from '../../../lib/texts.ts';
import { FailureCard } from '../../../ui/failure-card.tsx';
import { useFocusReturn } from '../../../ui/focus-return.ts';
import { notify, notifyFailure } from '../../../ui/notices.tsx';
import { formatCount } from '../../../lib/format.ts';
import { isPassphraseGiven, NO_PASSPHRASE } from './passphrase.ts';
import { PassphraseFields } from './passphrase-fields.tsx';
import { ProgressLine } from './progress-line.tsx';

interface MakeDialogProps {
  readonly company: string;
  /** Where a backup goes that is given no other place. */
  readonly folder: string;
  readonly onClose: () => void;
}

/** One backup now. It goes on when the dialog is closed; the bar at the top shows it, with its Stop. */
export function MakeDialog({ company, folder, onClose }: MakeDialogProps): ReactElement {
  useFocusReturn();
  const [draft, setDraft] = useState(NO_PASSPHRASE);
  const [file, setFile] = useState('');
  const make = useCommand('backup.make', {
    onDone: (written) => {
      notify(texts.backup.made, written.file);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isPassphraseGiven(draft) && !make.isPending) {
      void make.run({ company, file: file.trim() === '' ? null : file.trim(), passphrase: draft.passphrase });
    }
  };
  return (
    <Modal opened onClose={onClose} title={texts.backup.makeTitle}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <PassphraseFields isFirst draft={draft} label={texts.backup.passphrase} hint={texts.backup.passphraseHint} onChange={setDraft} />
          <TextInput
            size="sm"
            label={texts.backup.file}
            description={texts.backup.fileHint(folder)}
            value={file}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => setFile(currentTarget.value)}
          />
          {make.error !== null && <FailureCard failure={make.error} title={texts.backup.makeFailed} />}
          {make.isPending && <MakingProgress company={company} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {make.isPending ? texts.common.close : texts.common.cancel}
            </Button>
            <Button type="submit" disabled={!isPassphraseGiven(draft)} loading={make.isPending}>
              {texts.backup.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function MakingProgress({ company }: { readonly company: string }): ReactElement {
  const running = useCall('run.current', { company }).data?.running ?? null;
  const stop = useCommand('run.stop', { onFailed: (failure) => notifyFailure(failure) });
  const isOurs = running?.kind === 'backup' && running.total !== null && running.total > 0;
  return (
    <ProgressLine
      label={isOurs ? texts.backup.making : (running?.label ?? texts.backup.making)}
      done={isOurs ? texts.backup.progress(formatCount(running.done), formatCount(running.total ?? 0)) : ''}
      share={isOurs ? running.done / (running.total ?? 1) : null}
      canStop
      isStopping={stop.isPending || stop.isSuccess}
      onStop={() => void stop.run({ company })}
    />
  );
}
