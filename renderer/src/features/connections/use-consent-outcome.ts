import { useEffect } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { type CallFailure, HOST_UNREACHABLE } from '../../client/call-failure.ts';
import { useCall } from '../../client/calls.ts';

export type ConsentGiven = Extract<MethodOutput<'books.authorization'>, { pending: false }>;

/** The host itself waits up to 25 s for each answer; this only keeps one that answers at once from being asked without end. */
const ASK_AGAIN_MS = 1_000;

interface ConsentOutcome {
  readonly given: ConsentGiven | null;
  readonly failure: CallFailure | null;
}

/** Asks until the consent is given, refused, cancelled or over; a host that is away for a moment is asked again. */
export function useConsentOutcome(company: string, flowId: string): ConsentOutcome {
  const outcome = useCall('books.authorization', { company, flowId });
  const { data, error, isFetching, refetch } = outcome;
  const isAway = error?.code === HOST_UNREACHABLE;
  const isOpen = isAway || (error === null && data?.pending === true);
  useEffect(() => {
    if (!isOpen || isFetching) {
      return undefined;
    }
    const timer = setTimeout(() => void refetch(), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isOpen, isFetching, refetch]);
  return { given: data?.pending === false ? data : null, failure: isAway ? null : error };
}
