import { join } from 'node:path';

import type Database from 'better-sqlite3';

import { createHeadlessVault } from '../../electron/adapters/secrets/choose-vault.ts';
import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { MIGRATIONS } from '../../electron/adapters/sqlite/migrations/migrations.ts';
import { openDatabase } from '../../electron/adapters/sqlite/open-database.ts';
import type { CompanyKeys, CompanyRecord } from '../../electron/core/ports/store/companies.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import { REFERENCE_KINDS } from '../../shared/domain/books/reference.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type BenchCompany, startBenchCompany, unwrap } from './bench-company.ts';

/** Orders that are pulled, planned and in part posted for real; each stands for ninety-nine more. */
const TEMPLATE_ORDERS = 1_000;
const COPIES = 99;
/** Above every id of the practice shop and the busy one. */
const ID_STEP = 1_000_000_000;
const FIRST_BUSY_ORDER = 700_000_000;
/** How many of the ready orders are posted before they are copied, out of ten. */
const POSTED_OF_TEN = 7;
const ALL = 1_000_000;

/** A data directory of the headless host with one company of 100,000 orders: a year of a busy shop, most of it posted. */
export interface LargeCompany {
  readonly company: CompanyRecord;
  readonly keys: CompanyKeys;
}

/** Makes the company through the host, and fills its encrypted database: a hundred times what the engine made of 1,000 orders. */
export async function makeLargeCompany(directory: string): Promise<LargeCompany> {
  const { company, keys } = await addCompany(directory);
  const data = unwrap(openDataDirectory(directory));
  const lock = unwrap(data.acquireLock({ pid: process.pid, host: 'headless', since: company.createdAt }));
  try {
    const stores = createCompanyStores({ directory: data, lock, clock: { now: () => Date.parse(company.createdAt) } });
    const store = unwrap(stores.open(company, keys));
    await fillTemplate(store);
    store.close();
    multiply(openRaw(join(data.companyFolder(company.slug), 'purser.db'), keys));
  } finally {
    lock.release();
  }
  return { company, keys };
}

async function addCompany(directory: string): Promise<LargeCompany> {
  const host = await openHost({ dataDirectory: directory, mode: 'write', version: 'bench', io: { variables: {} } });
  try {
    const answer = await host.core.dispatch(
      { method: 'company.add', input: { commandId: crypto.randomUUID(), name: 'Large', practice: true } },
      { actor: 'bench' },
    );
    if (!answer.ok) {
      throw new Error(answer.error.message);
    }
    const [company] = host.companies();
    if (company === undefined) {
      throw new Error('The host made no company');
    }
    const data = unwrap(openDataDirectory(directory));
    const vault = createHeadlessVault({
      dataDirectory: directory,
      companyFolder: data.companyFolder,
      isPractice: () => true,
      passphrase: undefined,
      keyring: null,
    });
    const secret = async (name: 'database-key' | 'audit-key'): Promise<string> => {
      const value = unwrap(await vault.get(company.slug, name));
      if (value === null) {
        throw new Error(`The vault has no ${name}`);
      }
      return value;
    };
    return { company, keys: { databaseKey: await secret('database-key'), auditKey: await secret('audit-key') } };
  } finally {
    await host.close();
  }
}

/** Pulls, plans and posts the busy shop in a company of its own, and keeps the outcome in this one. */
async function fillTemplate(store: CompanyStore): Promise<void> {
  await using made = await startBenchCompany(TEMPLATE_ORDERS);
  unwrap(await made.engine.refreshBooks({ full: true }, made.run()));
  unwrap(await made.engine.refreshSource(made.run()));
  unwrap(await made.engine.pull({ full: false, since: null }, made.run()));
  approveMost(made);
  unwrap(await made.engine.post({ limit: null }, made.run()));
  const at = instantOf(made.clock.now());
  store.transaction(() => copyCompany(made.store, store, at));
}

function approveMost({ store, clock }: BenchCompany): void {
  const at = instantOf(clock.now());
  store.transaction(() => {
    for (const [index, { orderId, fingerprint }] of store.plans.readyPlans(ALL).entries()) {
      if (index % 10 < POSTED_OF_TEN) {
        store.plans.approve({ orderId, fingerprint, at, actor: 'person' });
      }
    }
  });
}

function copyCompany(from: CompanyStore, to: CompanyStore, at: ReturnType<typeof instantOf>): void {
  to.config.save(from.config.current(), at, 'person');
  const company = from.mirror.company();
  if (company !== null) {
    to.mirror.saveCompany(company);
  }
  to.mirror.upsertRecords(REFERENCE_KINDS.flatMap((kind) => from.mirror.search(kind, '', ALL)));
  to.orders.saveSourceStores(from.orders.sourceStores());
  for (const root of from.orders.allFamilyRoots(0, ALL)) {
    for (const { order, shipments, fulfillments } of from.orders.family(root)?.members ?? []) {
      to.orders.upsertOrder(order, at);
      shipments.forEach((shipment) => to.orders.upsertShipment(shipment, at));
      fulfillments.forEach((fulfillment) => to.orders.upsertFulfillment(fulfillment, at));
    }
    const plan = from.plans.planOf(root);
    if (plan !== null) {
      to.plans.savePlan(plan, at);
    }
  }
  for (const posting of from.outbox.byStatus(['posted', 'failed', 'approved', 'uncertain'], ALL)) {
    to.outbox.insert(posting);
    const document =
      posting.documentId === null || posting.entity === 'Customer' || posting.entity === 'Item'
        ? null
        : from.mirror.document(posting.entity, posting.documentId);
    to.mirror.upsertDocuments(document === null ? [] : [document]);
  }
}

function openRaw(file: string, { databaseKey: key }: CompanyKeys): Database.Database {
  return unwrap(openDatabase({ file, key, label: 'The database', readOnly: false, migrations: MIGRATIONS, today: '2026-03-10' }));
}

/** Columns that differ in copy :k of a row; all others are copied as they are. */
type Changes = Readonly<Record<string, string>>;

const ID = `:k * ${ID_STEP}`;
const id = (column: string): string => `${column} + ${ID}`;
const suffixed = (column: string): string => `${column} || '-' || :k`;
const OF_BUSY = (column: string): string => `${column} BETWEEN ${FIRST_BUSY_ORDER} AND ${FIRST_BUSY_ORDER + TEMPLATE_ORDERS}`;
const POSTING_STEP = 100_000;

const TABLES: readonly { readonly table: string; readonly where: string; readonly changes: Changes }[] = [
  {
    table: 'orders',
    where: OF_BUSY('order_id'),
    changes: { order_id: id('order_id'), family_root: id('family_root'), order_number: suffixed('order_number') },
  },
  {
    table: 'order_bodies',
    where: OF_BUSY('order_id'),
    changes: {
      order_id: id('order_id'),
      body: `json_set(body, '$.orderId', ${id('order_id')}, '$.orderNumber', json_extract(body, '$.orderNumber') || '-' || :k)`,
    },
  },
  {
    table: 'shipments',
    where: OF_BUSY('order_id'),
    changes: {
      shipment_id: id('shipment_id'),
      order_id: id('order_id'),
      body: `json_set(body, '$.orderId', ${id('order_id')}, '$.shipmentId', ${id('shipment_id')})`,
    },
  },
  { table: 'plans', where: OF_BUSY('order_id'), changes: { order_id: id('order_id'), document_number: suffixed('document_number') } },
  {
    table: 'plan_bodies',
    where: OF_BUSY('order_id'),
    changes: {
      order_id: id('order_id'),
      body: `json_set(body, '$.orderId', ${id('order_id')}, '$.memberIds', json_array(${id('order_id')}))`,
    },
  },
  { table: 'order_findings', where: OF_BUSY('plan_order_id'), changes: { plan_order_id: id('plan_order_id') } },
  {
    table: 'order_list',
    where: OF_BUSY('order_id'),
    changes: {
      order_id: id('order_id'),
      plan_order_id: id('plan_order_id'),
      ordered_on: "date(ordered_on, '-' || (:k * 7) || ' days')",
      shipped_on: "CASE shipped_on WHEN '' THEN '' ELSE date(shipped_on, '-' || (:k * 7) || ' days') END",
      number_key: suffixed('number_key'),
      search: "search || ' copy' || :k",
    },
  },
  {
    table: 'postings',
    where: OF_BUSY('order_id'),
    changes: {
      sequence: `sequence + :k * ${POSTING_STEP}`,
      posting_id: suffixed('posting_id'),
      order_id: id('order_id'),
      subject: suffixed('subject'),
      request_id: suffixed('request_id'),
      document_id: suffixed('document_id'),
      document_number: suffixed('document_number'),
    },
  },
  {
    table: 'posting_bodies',
    where: `sequence IN (SELECT sequence FROM postings WHERE ${OF_BUSY('order_id')})`,
    changes: {
      sequence: `sequence + :k * ${POSTING_STEP}`,
      body: `json_set(body, '$.orderId', json_extract(body, '$.orderId') + ${ID}, '$.postingId', json_extract(body, '$.postingId') || '-' || :k)`,
    },
  },
  {
    table: 'books_documents',
    where: "id NOT LIKE '%-%'",
    changes: { id: suffixed('id'), document_number: suffixed('document_number'), body: "json_set(body, '$.id', id || '-' || :k)" },
  },
];

function multiply(database: Database.Database): void {
  // Rows go into the middle of indexes: with everything in memory each page is encrypted once.
  database.pragma('cache_size = -800000');
  database.pragma('cache_spill = OFF');
  database.pragma('synchronous = OFF');
  database
    .transaction(() => {
      for (const { table, where, changes } of TABLES) {
        for (let k = 1; k <= COPIES; k += 1) {
          copyRows(database, table, where, changes, k);
        }
      }
    })
    .immediate();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

function copyRows(database: Database.Database, table: string, where: string, changes: Changes, k: number): void {
  const columns = database
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);
  database
    .prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => changes[column] ?? column).join(', ')} FROM ${table} WHERE ${where}`,
    )
    .run({ k });
}
