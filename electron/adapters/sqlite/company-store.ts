import type Database from 'better-sqlite3';

import type { CompanyStore } from '../../core/ports/store/company-store.ts';
import { AuditRepository } from './audit-repository.ts';
import { BooksMeterRepository } from './books-meter-repository.ts';
import { BooksMirrorRepository } from './books-mirror-repository.ts';
import { CompletenessRepository } from './completeness-repository.ts';
import { ConfigRepository } from './config-repository.ts';
import { createConnection } from './connection.ts';
import { FiguresRepository } from './figures-repository.ts';
import { FindingCodes } from './finding-codes.ts';
import { createListBasis } from './list-basis.ts';
import { OrderList } from './order-list.ts';
import { OrderRepository } from './order-repository.ts';
import { OrderStates } from './order-states.ts';
import { OutboxRepository } from './outbox-repository.ts';
import { PlanRepository } from './plan-repository.ts';
import { RelayRepository } from './relay-repository.ts';
import { ReviewMarks } from './review-marks.ts';
import { RunRepository } from './run-repository.ts';
import type { OpenedAs } from './store-faults.ts';

/** Puts the repositories of one open database together. */
export function createCompanyStore(database: Database.Database, opened: OpenedAs, auditKey: string): CompanyStore {
  const connection = createConnection(database, opened);
  // The list depends on the config and the books' company, which tell it when they change.
  const list: OrderList = new OrderList(connection, () => createListBasis(config.current(), mirror.company()?.homeCurrency ?? null));
  const config = new ConfigRepository(connection, () => list.refreshBasis());
  const mirror = new BooksMirrorRepository(connection, () => list.refreshBasis());
  const states = new OrderStates(connection);
  const codes = new FindingCodes(connection);
  return {
    orders: new OrderRepository(connection, list),
    completeness: new CompletenessRepository(connection),
    plans: new PlanRepository(connection, list, states, codes),
    mirror,
    meter: new BooksMeterRepository(connection),
    outbox: new OutboxRepository(connection, list, states),
    config,
    reviewMarks: new ReviewMarks(connection),
    runs: new RunRepository(connection),
    figures: new FiguresRepository(connection),
    relay: new RelayRepository(connection),
    audit: new AuditRepository(connection, auditKey),
    transaction: (work) => connection.transaction(work),
    close: () => connection.close(),
  };
}
