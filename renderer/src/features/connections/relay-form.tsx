import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import { fieldText, SecretField } from './secret-field.tsx';
import { useSecretCall } from './use-secret-call.ts';

/** The contract's limit for either text. */
const LONGEST = 500;

interface RelayFormProps {
  readonly company: string;
  readonly onCancel: () => void;
}

/** Address and code from whoever runs the relay. The code is emptied when it is sent. */
export function RelayForm({ company, onCancel }: RelayFormProps): ReactElement {
  const addressField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<'address' | 'code' | null>(null);
  const { isPending, failure, send } = useSecretCall('relay.pair');
  const pair = async (form: HTMLFormElement): Promise<void> => {
    const address = fieldText(form, 'address');
    const code = fieldText(form, 'code');
    const empty = address === '' ? 'address' : 'code';
    setMissing(address === '' || code === '' ? empty : null);
    if (address === '' || code === '') {
      (address === '' ? addressField : codeField).current?.focus();
      return;
    }
    if (isPending) {
      return;
    }
    if (codeField.current !== null) {
      codeField.current.value = '';
    }
    const paired = await send({ company, address, code });
    if (paired === null) {
      codeField.current?.focus();
      return;
    }
    notify(texts.relay.paired, texts.relay.pairedNext);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void pair(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off" aria-label={texts.relay.formTitle}>
      <Stack gap="sm" maw={520}>
        {failure !== null && (
          <>
            <FailureCard failure={failure} title={texts.relay.pairFailed} />
            <Text size="xs" c="dimmed">
              {texts.relay.pairFailedHint}
            </Text>
          </>
        )}
        <TextInput
          size="sm"
          ref={addressField}
          name="address"
          type="url"
          inputMode="url"
          label={texts.relay.address}
          description={texts.relay.addressHint}
          error={missing === 'address' ? texts.relay.addressMissing : undefined}
          maxLength={LONGEST}
          required
          data-autofocus
        />
        <SecretField name="code" label={texts.relay.code} description={texts.relay.codeHint} inputRef={codeField} maxLength={LONGEST} />
        {missing === 'code' && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {texts.relay.codeMissing}
          </Text>
        )}
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            {texts.relay.pair}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {texts.common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
