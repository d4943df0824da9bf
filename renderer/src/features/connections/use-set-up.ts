import { useCall } from '../../client/calls.ts';
import { formatRelative } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import type { CallFailure } from '../../client/call-failure.ts';
import { type SetUpFacts, setUpSteps, type Step } from './set-up-steps.ts';

export interface SetUp {
  readonly facts: SetUpFacts;
  readonly steps: readonly Step[];
  readonly isStarted: boolean;
}

/** As much of a query as a screen's five states need. */
export interface SetUpQuery {
  readonly data: SetUp | undefined;
  readonly error: CallFailure | null;
  readonly isPending: boolean;
  refetch(): void;
}

/** Everything that the set-up's steps are read from, as one answer. */
export function useSetUp(company: string): SetUpQuery {
  const now = useNow();
  const queries = {
    connections: useCall('connection.list', { company }),
    mappings: useCall('mapping.show', { company }),
    inbox: useCall('mapping.inbox', { company, limit: 0 }),
    lists: useCall('reference.search', { company, kind: 'account', text: '', limit: 1 }),
    overview: useCall('overview.show', { company }),
  };
  const all = Object.values(queries);
  const { connections, mappings, inbox, lists, overview } = queries;
  const error = all.find((query) => query.error !== null)?.error ?? null;
  const refetch = (): void => all.forEach((query) => void query.refetch());
  const isPending = all.some((query) => query.isPending);
  if (
    connections.data === undefined ||
    mappings.data === undefined ||
    inbox.data === undefined ||
    lists.data === undefined ||
    overview.data === undefined
  ) {
    return { data: undefined, error, isPending, refetch };
  }
  const { rehearsedAt, isStarted, states, lastSync } = overview.data;
  const facts: SetUpFacts = {
    connections: connections.data,
    mappings: mappings.data,
    unmappedProducts: inbox.data.productCount,
    areListsRead: lists.data.records.length > 0,
    isPulled: states.length > 0 || lastSync !== null,
    rehearsed: rehearsedAt === null ? null : formatRelative(rehearsedAt, now),
  };
  return { data: { facts, steps: setUpSteps(facts), isStarted }, error, isPending, refetch };
}
