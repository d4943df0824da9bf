import { Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import styles from './connections.module.css';
import { RedirectGuide } from './redirect-guide.tsx';
import type { RunningConsent } from './running-consent.ts';
import { fieldText, SecretField } from './secret-field.tsx';
import { useSecretCall } from './use-secret-call.ts';

type Environment = 'sandbox' | 'production';

interface BooksFormProps {
  readonly company: string;
  readonly environment: Environment;
  readonly onStarted: (consent: RunningConsent) => void;
  readonly onCancel: (() => void) | null;
}

interface Missing {
  readonly values: boolean;
  readonly redirect: boolean;
}

const LONGEST_ID = 200;
const LONGEST_ADDRESS = 500;
const INTUIT = 'https://developer.intuit.com/app/developer/dashboard';

/** The firm's own keys of an Intuit app, with the way to get them and the rules for the redirect address. */
export function BooksForm({ company, environment: known, onStarted, onCancel }: BooksFormProps): ReactElement {
  const [environment, setEnvironment] = useState<Environment>(known);
  const [missing, setMissing] = useState<Missing>({ values: false, redirect: false });
  const { isPending, failure, send } = useSecretCall('books.authorize');
  const start = async (form: HTMLFormElement): Promise<void> => {
    const [clientId, clientSecret, redirect] = [fieldText(form, 'clientId'), fieldText(form, 'clientSecret'), fieldText(form, 'redirect')];
    const found = {
      values: clientId === '' || clientSecret === '',
      redirect: environment === 'production' && !redirect.startsWith('https://'),
    };
    setMissing(found);
    if (found.values || found.redirect || isPending) {
      return;
    }
    emptySecret(form);
    const started = await send({
      company,
      clientId,
      clientSecret,
      environment,
      redirect: redirect === '' ? null : redirect,
      openBrowser: true,
    });
    if (started !== null) {
      onStarted(started);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void start(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off" aria-label={texts.connections.consentTitle}>
      <Stack gap="sm">
        <IntuitGuide />
        <Radio.Group
          label={texts.connections.environment}
          value={environment}
          onChange={(value) => setEnvironment(value === 'production' ? 'production' : 'sandbox')}
        >
          <Group gap="md" mt={4}>
            <Radio value="sandbox" label={texts.connections.environments.sandbox} />
            <Radio value="production" label={texts.connections.environments.production} />
          </Group>
        </Radio.Group>
        <RedirectGuide environment={environment} />
        {failure !== null && <FailureCard failure={failure} title={texts.connections.authorizeFailed} />}
        <KeyFields environment={environment} missing={missing} />
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            {texts.connections.authorize}
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

/** The id and the address are no secrets and stay for another try. */
function emptySecret(form: HTMLFormElement): void {
  const field = form.elements.namedItem('clientSecret');
  if (field instanceof HTMLInputElement) {
    field.value = '';
  }
}

function IntuitGuide(): ReactElement {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {texts.connections.guideTitle}
      </Text>
      <ol className={styles['guide']}>
        {texts.connections.guideSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Anchor href={INTUIT} target="_blank" rel="noreferrer" size="sm">
        {texts.connections.guideLink}
      </Anchor>
    </div>
  );
}

function KeyFields({ environment, missing }: { readonly environment: Environment; readonly missing: Missing }): ReactElement {
  const { connections } = texts;
  const isProduction = environment === 'production';
  return (
    <>
      <TextInput
        size="sm"
        name="clientId"
        label={connections.clientId}
        required
        maxLength={LONGEST_ID}
        autoComplete="off"
        spellCheck={false}
      />
      <SecretField name="clientSecret" label={connections.clientSecret} description={connections.secretHint} maxLength={LONGEST_ID} />
      {missing.values && (
        <Text size="sm" c="error" role="alert">
          {connections.valuesNeeded}
        </Text>
      )}
      <TextInput
        size="sm"
        name="redirect"
        type="url"
        label={connections.redirect}
        description={isProduction ? connections.redirectHint : `${connections.redirectHint} ${connections.redirectOptional}`}
        required={isProduction}
        error={missing.redirect && isProduction ? connections.redirectNeeded : null}
        maxLength={LONGEST_ADDRESS}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}
