import type { QueryClient } from '@tanstack/react-query';

import type { Client } from '../../../shared/contract/client.ts';
import type { ChangeTopic, PurserEvent } from '../../../shared/contract/events.ts';
import { callKey } from './calls.ts';
import { staleMethods } from './topics.ts';

/** A run tells of hundreds of changes a second: they are gathered for this long before anything is fetched again. */
const GATHER_MS = 150;

type Changed = Extract<PurserEvent, { kind: 'changed' }>;
type Attention = Extract<PurserEvent, { kind: 'attention' }>;

/** Keeps the answers fresh while events come in. Returns the function that ends it. */
export function followEvents(client: Client, queries: QueryClient, onAttention: (event: Attention) => void): () => void {
  const topics = new Map<string | null, Set<ChangeTopic>>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    for (const [company, changed] of topics) {
      invalidate(queries, company, [...changed]);
    }
    topics.clear();
  };
  const gather = (event: Changed): void => {
    const changed = topics.get(event.company) ?? new Set();
    event.topics.forEach((topic) => changed.add(topic));
    topics.set(event.company, changed);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  const stop = client.subscribe((event) => {
    switch (event.kind) {
      case 'changed':
        return gather(event);
      case 'progress':
        return showProgress(queries, event);
      case 'attention':
        return onAttention(event);
    }
  });
  return () => {
    stop();
    if (timer !== null) {
      clearTimeout(timer);
    }
  };
}

function invalidate(queries: QueryClient, company: string | null, topics: readonly ChangeTopic[]): void {
  const stale = staleMethods(topics);
  void queries.invalidateQueries({
    predicate: ({ queryKey: [method, input] }) => typeof method === 'string' && stale.has(method) && isOf(company, input),
  });
}

/** An event without a company concerns all; a query without one concerns every company. */
function isOf(company: string | null, input: unknown): boolean {
  const asked = typeof input === 'object' && input !== null && 'company' in input ? input.company : null;
  return company === null || asked === null || asked === company;
}

/** Progress is shown as it comes, without asking for it. */
function showProgress(queries: QueryClient, { company, runId, label, done, total }: Extract<PurserEvent, { kind: 'progress' }>): void {
  queries.setQueryData(callKey('run.current', { company }), (current: unknown) => {
    if (typeof current !== 'object' || current === null || !('running' in current)) {
      return current;
    }
    const kind = isRunning(current.running) ? current.running.kind : '';
    return { ...current, running: { runId, kind, label, done, total } };
  });
}

function isRunning(running: unknown): running is { readonly kind: string } {
  return typeof running === 'object' && running !== null && 'kind' in running && typeof running.kind === 'string';
}
