import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../../shared/contract/client.ts';
import { useCommand } from '../../../client/calls.ts';
import { formatCount } from '../../../lib/format.ts';
import { texts } from '../../../lib/texts.ts';
import { FailureCard } from '../../../ui/failure-card.tsx';
import { useFocusReturn } from '../../../ui/focus-return.ts';
import { useFocusWhen } from '../../../ui/focus-when.ts';
import { ConfirmRestore } from './confirm-restore.tsx';

interface RestoreDialogProps {
  /** Empty: a person names it. */
  readonly file: string;
  readonly onClose: () => void;
}

type Restored = MethodOutput<'backup.restore'>;

/** First the backup is opened and says what it is of; only then it can be put in place. What comes next is said until it was read. */
export function RestoreDialog({ file: first, onClose }: RestoreDialogProps): ReactElement {
  useFocusReturn();
  const [file, setFile] = useState(first);
  const [passphrase, setPassphrase] = useState('');
  const [restored, setRestored] = useState<Restored | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const open = useCommand('backup.open');
  const contents = open.data;
  return (
    <Modal opened onClose={isBusy ? () => undefined : onClose} withCloseButton={!isBusy} title={texts.backup.restoreTitle}>
      {contents === undefined && (
        <OpenForm
          file={file}
          passphrase={passphrase}
          isNamed={first !== ''}
          isBusy={open.isPending}
          failure={open.error}
          onFile={setFile}
          onPassphrase={setPassphrase}
          onOpen={() => void open.run({ file: file.trim(), passphrase })}
          onClose={onClose}
        />
      )}
      {contents !== undefined && restored === null && (
        <ConfirmRestore
          file={file.trim()}
          passphrase={passphrase}
          contents={contents}
          onRestored={setRestored}
          onBusy={setIsBusy}
          onClose={onClose}
        />
      )}
      {restored !== null && <RestoredView restored={restored} isNew={contents?.here === null} onClose={onClose} />}
    </Modal>
  );
}

interface OpenFormProps {
  readonly file: string;
  readonly passphrase: string;
  readonly isNamed: boolean;
  readonly isBusy: boolean;
  readonly failure: Error | null;
  readonly onFile: (file: string) => void;
  readonly onPassphrase: (passphrase: string) => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

function OpenForm({ file, passphrase, isNamed, isBusy, failure, onFile, onPassphrase, onOpen, onClose }: OpenFormProps): ReactElement {
  const isReady = file.trim() !== '' && passphrase !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isBusy) {
      onOpen();
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          {...(isNamed ? {} : { 'data-autofocus': true })}
          size="sm"
          label={texts.backup.file}
          value={file}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => onFile(currentTarget.value)}
        />
        <PasswordInput
          {...(isNamed ? { 'data-autofocus': true } : {})}
          size="sm"
          label={texts.backup.passphrase}
          autoComplete="off"
          value={passphrase}
          onChange={({ currentTarget }) => onPassphrase(currentTarget.value)}
        />
        {failure !== null && <FailureCard failure={failure} title={texts.backup.openFailed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" disabled={!isReady} loading={isBusy}>
            {texts.backup.open}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface RestoredViewProps {
  readonly restored: Restored;
  readonly isNew: boolean;
  readonly onClose: () => void;
}

function RestoredView({ restored: { company, lookedUp }, isNew, onClose }: RestoredViewProps): ReactElement {
  const navigate = useNavigate();
  const button = useFocusWhen(true);
  const goTo = (): void => {
    onClose();
    // Safe: a route of router.tsx.
    void navigate({ to: `/c/${company.slug}/${isNew ? 'connections' : 'overview'}` } as never);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600} role="status">
        {texts.backup.restored(company.name)}
      </Text>
      <Text size="sm">{lookedUp === 0 ? texts.backup.restoredNothing : texts.backup.restoredBody(formatCount(lookedUp))}</Text>
      {isNew && <Text size="sm">{texts.backup.connectAgain}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {texts.common.close}
        </Button>
        <Button ref={button} onClick={goTo}>
          {texts.backup.toCompany}
        </Button>
      </Group>
    </Stack>
  );
}
