import { Alert, Button, Group, Text } from '@mantine/core';
import { IconExclamationCircle, IconRefresh } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';

import { CallFailure } from '../client/call-failure.ts';
import { texts } from '../lib/texts.ts';

/** The catalogue's next step for a code. The catalogue is loaded only once something has failed. */
function useNextStep(failure: unknown): string | null {
  const [nextStep, setNextStep] = useState<string | null>(null);
  const known = failure instanceof CallFailure ? texts.told.nextStep(failure.code, failure.error.details) : null;
  useEffect(() => {
    let isCurrent = true;
    if (failure instanceof CallFailure && known === null) {
      const { code, details } = failure.error;
      void import('../../../shared/contract/error-texts.ts').then(({ errorText }) => {
        if (isCurrent) {
          setNextStep(errorText(code, details)?.nextStep ?? null);
        }
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [failure, known]);
  return known ?? nextStep;
}

/** What happened and what to do, with the call id for support. */
export function FailureText({ failure }: { readonly failure: Error }): ReactElement {
  const nextStep = useNextStep(failure);
  const callId = failure instanceof CallFailure ? failure.error.callId : '';
  return (
    <>
      <Text size="sm" c="var(--mantine-color-text)">
        {failure.message}
      </Text>
      {nextStep !== null && !failure.message.includes(nextStep) && (
        <Text size="sm" c="var(--mantine-color-text)">
          {nextStep}
        </Text>
      )}
      {callId !== '' && (
        <Text size="xs" c="dimmed">
          {texts.common.callId(callId)}
        </Text>
      )}
    </>
  );
}

interface FailureCardProps {
  readonly failure: Error;
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
}

/** The failed state of a screen or a part: cause, next step, retry. */
export function FailureCard({ failure, title = texts.failures.title, onRetry }: FailureCardProps): ReactElement {
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconExclamationCircle size={18} aria-hidden />} title={title}>
      <FailureText failure={failure} />
      {onRetry !== undefined && (
        <Group mt="xs">
          <Button variant="default" size="xs" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRetry}>
            {texts.common.retry}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
