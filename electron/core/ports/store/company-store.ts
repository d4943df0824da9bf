import type { AuditStore } from './audit-store.ts';
import type { BooksMeterStore } from './books-meter-store.ts';
import type { BooksMirrorStore } from './books-mirror-store.ts';
import type { CompletenessStore } from './completeness-store.ts';
import type { ConfigStore } from './config-store.ts';
import type { FiguresStore } from './figures-store.ts';
import type { OrderStore } from './order-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { PlanStore } from './plan-store.ts';
import type { RelayStore } from './relay-store.ts';
import type { ReviewMarksStore } from './review-marks-store.ts';
import type { RunStore } from './run-store.ts';

/** One company's data. Everything is synchronous; nothing outside may be awaited inside a transaction. */
export interface CompanyStore {
  readonly orders: OrderStore;
  readonly completeness: CompletenessStore;
  readonly plans: PlanStore;
  readonly mirror: BooksMirrorStore;
  readonly meter: BooksMeterStore;
  readonly outbox: OutboxStore;
  readonly config: ConfigStore;
  readonly reviewMarks: ReviewMarksStore;
  readonly runs: RunStore;
  readonly figures: FiguresStore;
  readonly relay: RelayStore;
  readonly audit: AuditStore;
  /** All or nothing, committed (durably) when it returns. Nested calls join the outer one. */
  transaction<T>(work: () => T): T;
  close(): void;
}
