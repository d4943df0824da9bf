import type { ChangeTopic } from '../../../shared/contract/events.ts';
import type { MethodName } from '../../../shared/contract/index.ts';

/** Which queries a topic makes stale. A topic without queries would be a screen that does not notice. */
export const STALE_BY_TOPIC: Readonly<Record<ChangeTopic, readonly MethodName[]>> = {
  orders: [
    'audit.list',
    'order.list',
    'order.counts',
    'order.show',
    'order.approvalEffect',
    'overview.show',
    'mapping.inbox',
    'mapping.paymentMethods',
    'mapping.preview',
    'company.list',
    'reconcile.run',
    'completeness.show',
    'parked.list',
    'practice.actions',
    'rehearsal.show',
    'figures.shipping',
    // What failed makes way once its order is planned anew.
    'posting.failures',
  ],
  postings: [
    'practice.actions',
    'posting.failures',
    'audit.list',
    'order.list',
    'order.counts',
    'order.show',
    'overview.show',
    'company.list',
    'reconcile.run',
  ],
  mapping: [
    'mapping.inbox',
    'mapping.paymentMethods',
    'mapping.show',
    'mapping.products',
    'mapping.versions',
    'mapping.preview',
    'reference.search',
    'config.export',
    'overview.show',
    'schedule.show',
    'rehearsal.show',
  ],
  connections: [
    'practice.actions',
    'connection.list',
    'books.knownKeys',
    'source.stores',
    'relay.status',
    'reference.search',
    'company.list',
    'overview.show',
  ],
  companies: ['company.list', 'app.preferences', 'backup.list', 'backup.restoring'],
  runs: [
    'figures.runs',
    'backup.list',
    'backup.plan',
    'practice.actions',
    'audit.list',
    'run.list',
    'run.current',
    'schedule.show',
    'overview.show',
    'completeness.show',
    'parked.list',
  ],
  audit: ['practice.actions', 'audit.list', 'audit.kinds', 'order.show'],
};

// Safe: the record above has exactly the topics as keys.
export const ALL_TOPICS = Object.keys(STALE_BY_TOPIC) as readonly ChangeTopic[];

/** The methods whose answers may have changed, each once. */
export function staleMethods(topics: readonly ChangeTopic[]): ReadonlySet<string> {
  // A host of another version may name a topic that this page does not know.
  return new Set(topics.flatMap((topic) => (Object.hasOwn(STALE_BY_TOPIC, topic) ? STALE_BY_TOPIC[topic] : [])));
}
