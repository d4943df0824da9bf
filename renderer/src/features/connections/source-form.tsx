import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import styles from './connections.module.css';
import { fieldText, SecretField } from './secret-field.tsx';
import { useSecretCall } from './use-secret-call.ts';

/** The contract's limit for either text. */
const LONGEST_KEY = 500;

interface SourceFormProps {
  readonly company: string;
  readonly onConnected: () => void;
  /** Offered where there is a key already. */
  readonly onCancel: (() => void) | null;
}

/** Key and secret of the order source, with the way to find them. Both are checked with one call before they are kept. */
export function SourceForm({ company, onConnected, onCancel }: SourceFormProps): ReactElement {
  const keyField = useRef<HTMLInputElement>(null);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const { isPending, failure, send } = useSecretCall('source.connect');
  const connect = async (form: HTMLFormElement): Promise<void> => {
    const keys = { apiKey: fieldText(form, 'apiKey'), apiSecret: fieldText(form, 'apiSecret') };
    const isEmpty = keys.apiKey === '' && keys.apiSecret === '';
    setIsIncomplete(isEmpty);
    if (isEmpty || isPending) {
      return;
    }
    form.reset();
    const connected = await send({ company, ...keys });
    if (connected === null) {
      keyField.current?.focus();
      return;
    }
    notify(texts.connections.keyConnected, texts.common.stores(connected.stores.length));
    onConnected();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void connect(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off" aria-label={texts.connections.keyTitle}>
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
        {isIncomplete && (
          <Text size="sm" c="error" role="alert">
            {texts.connections.bothNeeded}
          </Text>
        )}
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            {texts.connections.keyConnect}
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

/** Where key and secret are found, why they are V1's, and when they end. */
function KeyGuide(): ReactElement {
  return (
    <>
      <ol className={styles['guide']}>
        {texts.connections.keySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Text size="sm">{texts.connections.keyWhy}</Text>
      <Text size="sm" c="dimmed">
        {texts.connections.keyExpiry}
      </Text>
    </>
  );
}
