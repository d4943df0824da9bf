import { Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { FormLeaveGuard } from '../../ui/leave-dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './connections.module.css';
import { KeysChoice, type KnownKeys } from './keys-choice.tsx';
import { RedirectGuide } from './redirect-guide.tsx';
import type { RunningConsent } from './running-consent.ts';
import { fieldText, SecretField } from './secret-field.tsx';
import { useSecretCall } from './use-secret-call.ts';

type Environment = 'sandbox' | 'production';

interface BooksFormProps {
  readonly company: string;
  readonly environment: Environment;
  /** False where the books turned the known keys away: then others are asked for first. */
  readonly prefersKnown: boolean;
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
export function BooksForm(props: BooksFormProps): ReactElement {
  const known = useCall('books.knownKeys', { company: props.company });
  return (
    <QueryView query={known} lines={4}>
      {({ keys }) => <ConsentForm {...props} known={keys} />}
    </QueryView>
  );
}

function ConsentForm({
  company,
  environment: lastEnvironment,
  prefersKnown,
  known,
  onStarted,
  onCancel,
}: BooksFormProps & { readonly known: readonly KnownKeys[] }): ReactElement {
  const [chosen, setChosen] = useState<string | null>(prefersKnown ? (known[0]?.company ?? null) : null);
  const [entered, setEnvironment] = useState<Environment>(lastEnvironment);
  const keys = known.find((each) => each.company === chosen) ?? null;
  const environment = keys?.environment ?? entered;
  const needsRedirect = environment === 'production' && (keys === null || keys.redirect === null);
  const [missing, setMissing] = useState<Missing>({ values: false, redirect: false });
  const { isPending, failure, send } = useSecretCall('books.authorize');
  const start = async (form: HTMLFormElement): Promise<void> => {
    const [clientId, clientSecret, redirect] = [fieldText(form, 'clientId'), fieldText(form, 'clientSecret'), fieldText(form, 'redirect')];
    const found = {
      values: keys === null && (clientId === '' || clientSecret === ''),
      redirect: needsRedirect && !redirect.startsWith('https://'),
    };
    setMissing(found);
    if (found.values || found.redirect || isPending) {
      return;
    }
    emptySecret(form);
    const started = await send({
      company,
      ...(keys === null ? { clientId, clientSecret, environment } : { keysOf: keys.company }),
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
        {known.length > 0 && <KeysChoice company={company} known={known} chosen={chosen} onChoose={setChosen} />}
        {keys === null && <NewKeysGuide environment={environment} onChoose={setEnvironment} />}
        {failure !== null && <FailureCard failure={failure} title={texts.connections.authorizeFailed} />}
        {keys === null && <KeyFields missing={missing.values} />}
        {(keys === null || needsRedirect) && <RedirectField environment={environment} isMissing={missing.redirect && needsRedirect} />}
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

/** Where new keys come from, and which addresses to register for them. */
function NewKeysGuide({
  environment,
  onChoose,
}: {
  readonly environment: Environment;
  readonly onChoose: (environment: Environment) => void;
}): ReactElement {
  return (
    <>
      <IntuitGuide />
      <Radio.Group
        label={texts.connections.environment}
        value={environment}
        onChange={(value) => onChoose(value === 'production' ? 'production' : 'sandbox')}
      >
        <Group gap="md" mt={4}>
          <Radio value="sandbox" label={texts.connections.environments.sandbox} />
          <Radio value="production" label={texts.connections.environments.production} />
        </Group>
      </Radio.Group>
      <RedirectGuide environment={environment} />
    </>
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

function KeyFields({ missing }: { readonly missing: boolean }): ReactElement {
  const { connections } = texts;
  return (
    <>
      <FormLeaveGuard />
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
      {missing && (
        <Text size="sm" c="error" role="alert">
          {connections.valuesNeeded}
        </Text>
      )}
    </>
  );
}

function RedirectField({ environment, isMissing }: { readonly environment: Environment; readonly isMissing: boolean }): ReactElement {
  const { connections } = texts;
  const isProduction = environment === 'production';
  return (
    <TextInput
      size="sm"
      name="redirect"
      type="url"
      label={connections.redirect}
      description={isProduction ? connections.redirectHint : `${connections.redirectHint} ${connections.redirectOptional}`}
      required={isProduction}
      error={isMissing ? connections.redirectNeeded : null}
      maxLength={LONGEST_ADDRESS}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
