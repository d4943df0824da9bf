import { Skeleton, Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

import type { CallFailure } from '../client/call-failure.ts';
import { texts } from '../lib/texts.ts';
import { FailureCard } from './failure-card.tsx';

/** As much of a query's result as showing it needs. */
interface Shown<T> {
  readonly data: T | undefined;
  readonly error: CallFailure | null;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

interface QueryViewProps<T> {
  readonly query: Shown<T>;
  readonly children: (value: T) => ReactNode;
  /** Lines of the skeleton while loading. */
  readonly lines?: number;
}

/** Loading, failed, partial (an old answer beside a failure) and ready; empty is for the screen to say. */
export function QueryView<T>({ query, children, lines = 5 }: QueryViewProps<T>): ReactElement {
  const retry = (): void => void query.refetch();
  if (query.data === undefined) {
    return query.error === null ? <Loading lines={lines} /> : <FailureCard failure={query.error} onRetry={retry} />;
  }
  return (
    <>
      {query.error !== null && <FailureCard failure={query.error} onRetry={retry} />}
      {children(query.data)}
    </>
  );
}

export function Loading({ lines = 5 }: { readonly lines?: number }): ReactElement {
  return (
    <Stack gap="xs" role="status" aria-label={texts.common.loading} py="xs">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={18} width={index % 3 === 2 ? '70%' : '100%'} />
      ))}
    </Stack>
  );
}
