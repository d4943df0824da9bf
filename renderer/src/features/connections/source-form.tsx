import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';

import { type KeyReading, readSourceKeys } from '../../../../shared/domain/connections/source-keys.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { FormLeaveGuard } from '../../ui/leave-dialog.tsx';
import { notify } from '../../ui/notices.tsx';
import styles from './connections.module.css';
import { type KeyEnd, KeyLifetimeField } from './key-lifetime-field.tsx';
import { KeyNote, type KeyNotes, noteOf } from './key-note.tsx';
import { fieldText, SecretField } from './secret-field.tsx';
import { useSecretCall } from './use-secret-call.ts';

/** The contract's limit for either text. */
const LONGEST_KEY = 500;
const NOTHING_YET: KeyNotes = { tone: 'quiet', text: '' };
const UNKNOWN_END: KeyEnd = { expiresOn: null, isOver: false };

interface SourceFormProps {
  readonly company: string;
  readonly onConnected: () => void;
  /** Offered where there is a key already. */
  readonly onCancel: (() => void) | null;
}

/** The key is recognised while it is entered; of what was entered, only what it looks like is held outside the fields. */
export function SourceForm({ company, onConnected, onCancel }: SourceFormProps): ReactElement {
  const keyField = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState<KeyNotes>(NOTHING_YET);
  const [end, setEnd] = useState<KeyEnd>(UNKNOWN_END);
  const { isPending, failure, send } = useSecretCall('source.connect');
  const connect = async (form: HTMLFormElement): Promise<void> => {
    const reading = readingOf(form);
    if (reading.kind !== 'keys') {
      setNote({ tone: 'bad', text: texts.told.keyMistake(reading.kind, reading.message) });
      return;
    }
    if (isPending || end.isOver) {
      return;
    }
    clearSecrets(form);
    setNote(NOTHING_YET);
    const connected = await send({ company, ...reading.keys, expiresOn: end.expiresOn });
    if (connected === null) {
      keyField.current?.focus();
      return;
    }
    const stores = texts.common.stores(connected.stores.length);
    notify(texts.connections.keyConnected, connected.swapped ? `${stores}. ${texts.connections.keySwapped}` : stores);
    onConnected();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void connect(event.currentTarget);
  };
  return (
    <form
      onSubmit={submit}
      onInput={({ currentTarget }) => setNote(noteOf(readingOf(currentTarget)))}
      noValidate
      autoComplete="off"
      aria-label={texts.connections.keyTitle}
    >
      <Stack gap="sm">
        <KeyGuide />
        {failure !== null && (
          <>
            <FailureCard failure={failure} title={texts.connections.keyFailed} />
            <Text size="xs" c="dimmed">
              {texts.connections.keyFailedHint}
            </Text>
          </>
        )}
        <SecretField name="apiKey" label={texts.connections.apiKey} inputRef={keyField} maxLength={LONGEST_KEY} />
        <SecretField
          name="apiSecret"
          label={texts.connections.apiSecret}
          description={texts.connections.secretHint}
          maxLength={LONGEST_KEY}
        />
        <KeyNote note={note} />
        <KeyLifetimeField onChange={setEnd} />
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            {note.tone === 'warn' ? texts.connections.keyConnectSingle : texts.connections.keyConnect}
          </Button>
          {onCancel !== null && (
            <Button variant="default" onClick={onCancel}>
              {texts.common.cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function readingOf(form: HTMLFormElement): KeyReading {
  return readSourceKeys({ apiKey: fieldText(form, 'apiKey'), apiSecret: fieldText(form, 'apiSecret') });
}

/** The answers about the key's end stay: only what is secret must go. */
function clearSecrets(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[name="apiKey"], input[name="apiSecret"]')) {
    field.value = '';
  }
}

/** Where key and secret are found, why V1's are recommended, and what the account needs. */
function KeyGuide(): ReactElement {
  return (
    <>
      <FormLeaveGuard />
      <ol className={styles['guide']}>
        {texts.connections.keySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Text size="sm">{texts.connections.keyWhy}</Text>
      <Text size="sm" c="dimmed">
        {texts.connections.keyPlan}
      </Text>
    </>
  );
}
