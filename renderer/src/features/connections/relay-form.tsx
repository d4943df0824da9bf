import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, type Ref, useRef, useState } from 'react';

import type { CallFailure } from '../../client/call-failure.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { FormLeaveGuard } from '../../ui/leave-dialog.tsx';
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
  const [missing, setMissing] = useState<MissingField>(null);
  const { isPending, failure, send } = useSecretCall('relay.pair');
  const pair = async (form: HTMLFormElement): Promise<void> => {
    const address = fieldText(form, 'address');
    const code = fieldText(form, 'code');
    const empty = missingOf(address, code);
    setMissing(empty);
    if (empty !== null || isPending) {
      (empty === 'address' ? addressField : codeField).current?.focus();
      return;
    }
    if (codeField.current !== null) {
      codeField.current.value = '';
    }
    if ((await send({ company, address, code })) === null) {
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
      <FormLeaveGuard />
      <Stack gap="sm" maw={520}>
        {failure !== null && <PairFailed failure={failure} />}
        <AddressField inputRef={addressField} isMissing={missing === 'address'} />
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

type MissingField = 'address' | 'code' | null;

function missingOf(address: string, code: string): MissingField {
  if (address === '') {
    return 'address';
  }
  return code === '' ? 'code' : null;
}

function PairFailed({ failure }: { readonly failure: CallFailure }): ReactElement {
  return (
    <>
      <FailureCard failure={failure} title={texts.relay.pairFailed} />
      <Text size="xs" c="dimmed">
        {texts.relay.pairFailedHint}
      </Text>
    </>
  );
}

function AddressField({ inputRef, isMissing }: { readonly inputRef: Ref<HTMLInputElement>; readonly isMissing: boolean }): ReactElement {
  return (
    <TextInput
      size="sm"
      ref={inputRef}
      name="address"
      type="url"
      inputMode="url"
      label={texts.relay.address}
      description={texts.relay.addressHint}
      error={isMissing ? texts.relay.addressMissing : undefined}
      maxLength={LONGEST}
      required
      data-autofocus
    />
  );
}
