import type { ChangeTopic } from '../../../shared/contract/events.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { Books } from '../ports/books.ts';
import type { Clock, Ids, Logger, Timers } from '../ports/environment.ts';
import type { PortFault } from '../ports/faults.ts';
import type { OrderSource } from '../ports/order-source.ts';
import type { CompanyRecord } from '../ports/store/companies.ts';
import type { CompanyStore } from '../ports/store/company-store.ts';

/** What the engine of one company works with. */
export interface EngineParts {
  readonly company: CompanyRecord;
  readonly store: CompanyStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Fault `source/not-connected` where there are no credentials. */
  source(): Promise<Result<OrderSource, PortFault>>;
  /** Fault `books/not-connected` where there is no consent. */
  books(): Promise<Result<Books, PortFault>>;
  /** Tells the screens to fetch again. */
  changed(topics: readonly ChangeTopic[]): void;
}

/** What Purser does by itself is signed with this in the audit. */
export const PURSER_ACTOR = 'purser';
