import { Button, CopyButton, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useEffect, useRef } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { announce } from '../../ui/live-region.tsx';
import { notifyFailure } from '../../ui/notices.tsx';
import styles from './connections.module.css';
import { NewCompanyForBooks } from './new-company-for-books.tsx';
import type { RunningConsent } from './running-consent.ts';
import { fieldText } from './secret-field.tsx';
import { type ConsentGiven, useConsentOutcome } from './use-consent-outcome.ts';
import { useSecretCall } from './use-secret-call.ts';

interface ConsentViewProps {
  readonly company: string;
  readonly consent: RunningConsent;
  readonly onGiven: (given: ConsentGiven) => void;
  /** It is over, or was given up. */
  readonly onEnd: () => void;
}

/** While the person is on Intuit's page: its address, the way back by hand, and the way out. */
export function ConsentView({ company, consent, onGiven, onEnd }: ConsentViewProps): ReactElement {
  const { given, failure } = useConsentOutcome(company, consent.flowId);
  const title = useRef<HTMLParagraphElement>(null);
  const cancel = useCommand('books.cancelAuthorization', { onDone: onEnd, onFailed: (reason) => notifyFailure(reason) });
  useEffect(() => title.current?.focus(), []);
  const latest = useRef(onGiven);
  useEffect(() => {
    latest.current = onGiven;
  });
  useEffect(() => {
    if (given !== null) {
      latest.current(given);
    }
  }, [given]);
  if (failure !== null) {
    const isForOthers = failure.code === 'books/wrong-company';
    return (
      <Stack gap="sm" align="flex-start">
        <FailureCard failure={failure} title={isForOthers ? texts.connections.consentForOthers : texts.connections.consentFailed} />
        {isForOthers && <NewCompanyForBooks />}
        <Button variant="default" onClick={onEnd}>
          {texts.connections.consentClose}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Group gap="xs" role="status">
        <Loader size={14} aria-hidden />
        <Text size="sm" fw={600} ref={title} tabIndex={-1}>
          {texts.connections.waitingTitle}
        </Text>
      </Group>
      <Text size="sm">{texts.connections.waitingLead}</Text>
      <PageAddress consent={consent} />
      <PasteAddress company={company} flowId={consent.flowId} />
      <Button
        variant="default"
        loading={cancel.isPending}
        onClick={() => void cancel.run({ company, flowId: consent.flowId })}
        style={{ alignSelf: 'flex-start' }}
      >
        {texts.connections.consentCancel}
      </Button>
    </Stack>
  );
}

function PageAddress({ consent: { authorizeUrl, redirectUri } }: { readonly consent: RunningConsent }): ReactElement {
  return (
    <div>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={texts.connections.waitingAddress}
          readOnly
          value={authorizeUrl}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton value={authorizeUrl}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} aria-live="polite">
              {copied ? texts.connections.copied : texts.connections.copy}
            </Button>
          )}
        </CopyButton>
        <Button component="a" href={authorizeUrl} target="_blank" rel="noreferrer">
          {texts.connections.openPage}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {texts.connections.waitingRedirect(redirectUri)}
      </Text>
    </div>
  );
}

/** For a browser that could not come back by itself. The address holds a code, so it is not kept either. */
function PasteAddress({ company, flowId }: { readonly company: string; readonly flowId: string }): ReactElement {
  const { isPending, failure, send } = useSecretCall('books.completeAuthorization');
  const complete = async (form: HTMLFormElement): Promise<void> => {
    const address = fieldText(form, 'address');
    if (address === '' || isPending) {
      return;
    }
    form.reset();
    if ((await send({ company, flowId, address })) !== null) {
      announce(texts.connections.pasteAccepted);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void complete(event.currentTarget);
  };
  return (
    <form onSubmit={submit} autoComplete="off" className={styles['part']} aria-label={texts.connections.pasteTitle}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {texts.connections.pasteTitle}
        </Text>
        <Text size="sm">{texts.connections.pasteHint}</Text>
        {failure !== null && <FailureCard failure={failure} title={texts.connections.pasteFailed} />}
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput flex={1} name="address" label={texts.connections.pasteLabel} maxLength={4000} autoComplete="off" spellCheck={false} />
          <Button type="submit" variant="default" loading={isPending}>
            {texts.connections.pasteSend}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
