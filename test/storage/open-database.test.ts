import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { createCompanyStore } from '../../electron/adapters/sqlite/company-store.ts';
import { type Migration, MIGRATIONS } from '../../electron/adapters/sqlite/migrations/migrations.ts';
import { openDatabase, type OpenDatabaseOptions } from '../../electron/adapters/sqlite/open-database.ts';
import { StoreFault } from '../../electron/core/ports/store/store-fault.ts';
import { schemaOf } from './database-dump.ts';
import { openStore, temporaryFolder } from './fixtures.ts';
import { anOrder, aPlan, COMPANY, faultCodeOf, KEYS, now, valueOf } from './records.ts';

const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;
const OTHER_KEYS = { ...KEYS, databaseKey: 'ef'.repeat(32) };

const optionsFor = (file: string, change: Partial<OpenDatabaseOptions> = {}): OpenDatabaseOptions => ({
  file,
  key: KEYS.databaseKey,
  label: 'The database',
  readOnly: false,
  migrations: MIGRATIONS,
  today: '2026-03-10',
  ...change,
});

/** A raw connection, as someone would have who knows the key. */
function openRaw(file: string): Database.Database {
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${KEYS.databaseKey}'"`);
  return database;
}

/** A database of an older release, made from its stored text. */
function restoreStored(version: number): string {
  const file = join(temporaryFolder(), 'purser.db');
  const database = openRaw(file);
  database.exec(readFileSync(join(import.meta.dirname, 'stored', `v${version}.sql`), 'utf8'));
  database.close();
  return file;
}

test('nothing of an order can be read from the files of a company', () => {
  const { store, file, directory } = openStore();
  store.orders.upsertOrder(anOrder(1), now);
  store.audit.append({ at: now, actor: 'purser', kind: 'order-pulled', summary: 'Order of Ana Ruiz', details: null });
  const folder = directory.companyFolder(COMPANY.slug);
  const bytes = (): readonly string[] => readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  for (const content of bytes()) {
    expect(content).not.toContain('Ana Ruiz');
    expect(content).not.toContain('SQLite format');
    expect(content).not.toContain(KEYS.databaseKey);
  }
  store.close();
  expect(readFileSync(file).toString('latin1')).not.toContain('Ana Ruiz');
});

test('what was committed is there when the database is opened again', () => {
  const { store, stores } = openStore();
  store.orders.upsertOrder(anOrder(1), now);
  store.close();
  const again = valueOf(stores.open(COMPANY, KEYS));
  expect(again.orders.order(1)).toEqual(anOrder(1));
  again.close();
});

test('a wrong key, a damaged first page and a cut-off file are told apart', () => {
  const { store, stores, file } = openStore();
  store.orders.upsertOrder(anOrder(1), now);
  store.close();
  expect(faultCodeOf(stores.open(COMPANY, OTHER_KEYS))).toBe('store/wrong-key');
  const whole = readFileSync(file);
  writeFileSync(file, Buffer.concat([Buffer.alloc(512, 7), whole.subarray(512)]));
  expect(faultCodeOf(stores.open(COMPANY, KEYS))).toBe('store/damaged');
  writeFileSync(file, whole.subarray(0, 1_000));
  expect(faultCodeOf(stores.open(COMPANY, KEYS))).toBe('store/damaged');
  writeFileSync(file, whole);
  valueOf(stores.open(COMPANY, KEYS)).close();
});

test('a page that is damaged inside the file is a fault of the store when it is read, not a bug', () => {
  const { store, stores, file } = openStore();
  store.transaction(() => {
    for (let orderId = 1; orderId <= 300; orderId += 1) {
      store.orders.upsertOrder(anOrder(orderId), now);
    }
  });
  store.close();
  const bytes = readFileSync(file);
  bytes.fill(7, 8_192);
  writeFileSync(file, bytes);
  const opened = stores.open(COMPANY, KEYS);
  const code = ((): string | null => {
    if (!opened.ok) {
      return opened.fault.code;
    }
    try {
      opened.value.orders.order(150);
      return null;
    } catch (error) {
      return error instanceof StoreFault ? error.fault.code : String(error);
    } finally {
      opened.value.close();
    }
  })();
  expect(code).toBe('store/damaged');
});

test('a database of a newer Purser is refused and left as it is', () => {
  const { store, stores, file } = openStore();
  store.close();
  const raw = openRaw(file);
  raw.pragma(`user_version = ${NEWEST + 1}`);
  raw.close();
  const before = readFileSync(file);
  const refused = stores.open(COMPANY, KEYS);
  expect(refused.ok ? null : refused.fault).toMatchObject({
    code: 'store/from-the-future',
    details: { version: NEWEST + 1, newest: NEWEST },
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('versions rise by one without gaps', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

/** Versions 2 to 5 came together with 6, and 7 to 9 with 10: nobody has a database of theirs. */
const RELEASED = MIGRATIONS.map(({ version }) => version).filter((version) => version === 1 || version === 6 || version >= 10);

test.each(RELEASED)('a stored database of version %i opens with the shape of a new one and all that was in it', (version) => {
  const file = restoreStored(version);
  const database = valueOf(openDatabase(optionsFor(file)));
  const fresh = valueOf(openDatabase(optionsFor(join(temporaryFolder(), 'purser.db'))));
  expect(database.pragma('user_version', { simple: true })).toBe(NEWEST);
  const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name);
  expect(schemaOf(database).toSorted(byName)).toEqual(schemaOf(fresh).toSorted(byName));
  const store = createCompanyStore(database, { label: 'The database', readOnly: false }, KEYS.auditKey);
  expect(store.orders.order(1)).toEqual(anOrder(1));
  expect(store.orders.family(2)?.members).toHaveLength(2);
  expect(store.plans.row(1)).toMatchObject({ state: 'posted', documentNumber: 'SHOP-1' });
  expect(store.audit.verify()).toEqual({ entries: 1, firstBroken: null });
  store.close();
  fresh.close();
});

const NEXT: Migration = {
  version: NEWEST + 1,
  name: 'next',
  sql: 'CREATE TABLE tides (at TEXT) STRICT; ALTER TABLE runs ADD COLUMN tide TEXT;',
};

test('before an older database is migrated an encrypted copy is made, and a copy opens with the key', () => {
  const file = restoreStored(NEWEST);
  valueOf(openDatabase(optionsFor(file, { migrations: [...MIGRATIONS, NEXT] }))).close();
  const copy = join(file, '..', 'before-migration', `purser-v${NEWEST}-2026-03-10.db`);
  expect(readFileSync(copy).toString('latin1')).not.toContain('Ana Ruiz');
  const raw = openRaw(copy);
  expect(raw.pragma('user_version', { simple: true })).toBe(NEWEST);
  expect(raw.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(2);
  raw.close();
});

test('a migration that fails leaves the database at its version, with all pending steps undone', () => {
  const file = restoreStored(NEWEST);
  const broken: Migration = { version: NEWEST + 2, name: 'broken', sql: 'CREATE TABLE runs (id INTEGER) STRICT;' };
  expect(() => openDatabase(optionsFor(file, { migrations: [...MIGRATIONS, NEXT, broken] }))).toThrow('already exists');
  const database = valueOf(openDatabase(optionsFor(file)));
  expect(database.pragma('user_version', { simple: true })).toBe(NEWEST);
  expect(schemaOf(database).some(({ name }) => name === 'tides')).toBe(false);
  database.close();
});

test('only the newest copies are kept', () => {
  const file = restoreStored(NEWEST);
  for (let step = 1; step <= 7; step += 1) {
    const steps = Array.from({ length: step }, (_, index): Migration => ({
      version: NEWEST + index + 1,
      name: `step-${index}`,
      sql: `CREATE TABLE step_${index} (id INTEGER) STRICT;`,
    }));
    valueOf(openDatabase(optionsFor(file, { migrations: [...MIGRATIONS, ...steps] }))).close();
  }
  expect(readdirSync(join(file, '..', 'before-migration'))).toHaveLength(5);
});

test('a reader does not migrate', () => {
  const file = restoreStored(NEWEST);
  expect(faultCodeOf(openDatabase(optionsFor(file, { readOnly: true, migrations: [...MIGRATIONS, NEXT] })))).toBe('data-directory/locked');
  expect(existsSync(join(file, '..', 'before-migration'))).toBe(false);
});

test('a full disk in the middle of the work is a fault of the store, and what was begun is undone', () => {
  const file = join(temporaryFolder(), 'purser.db');
  const database = valueOf(openDatabase(optionsFor(file)));
  const store = createCompanyStore(database, { label: 'The database', readOnly: false }, KEYS.auditKey);
  store.orders.upsertOrder(anOrder(1), now);
  // The database may not grow any more, as on a disk without room.
  database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
  const fill = (): void =>
    store.transaction(() => {
      for (let orderId = 2; orderId <= 500; orderId += 1) {
        store.orders.upsertOrder(anOrder(orderId), now);
      }
    });
  expect(fill).toThrow(
    expect.objectContaining({ name: 'StoreFault', fault: expect.objectContaining({ code: 'store/disk', class: 'storage' }) }),
  );
  expect(store.orders.count()).toBe(1);
  database.pragma('max_page_count = 100000');
  fill();
  expect(store.orders.count()).toBe(500);
  store.close();
});

test('a transaction is undone as a whole, joins an outer one, and refuses a promise', () => {
  const { store } = openStore();
  const add = (orderId: number): void => {
    store.orders.upsertOrder(anOrder(orderId), now);
  };
  expect(() =>
    store.transaction(() => {
      add(1);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.orders.count()).toBe(0);
  store.transaction(() => {
    add(2);
    expect(() =>
      store.transaction(() => {
        add(3);
        throw new Error('inner');
      }),
    ).toThrow('inner');
    add(4);
  });
  expect([2, 3, 4].map((orderId) => store.orders.order(orderId) !== null)).toEqual([true, false, true]);
  expect(() =>
    store.transaction(() => {
      add(5);
      return Promise.resolve();
    }),
  ).toThrow('promise');
  expect(store.orders.order(5)).toBeNull();
});

test('what was read inside a transaction that is undone is not remembered', () => {
  const { store } = openStore();
  const zoneOf = (): string => store.config.current().policy.timeZone;
  const config = store.config.current();
  expect(() =>
    store.transaction(() => {
      store.config.save({ ...config, policy: { ...config.policy, timeZone: 'Asia/Tokyo' } }, now, 'person');
      store.orders.upsertOrder(anOrder(1), now);
      store.plans.savePlan(aPlan(1), now);
      expect(zoneOf()).toBe('Asia/Tokyo');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(zoneOf()).toBe('America/New_York');
  store.orders.upsertOrder(anOrder(1), now);
  expect(store.plans.row(1)?.orderedOn).toBe('2026-03-07');
});

test('a copy of the file elsewhere opens with the same keys', () => {
  const { store, stores, file } = openStore();
  store.orders.upsertOrder(anOrder(1), now);
  store.close();
  const copied = { ...COMPANY, slug: 'copied' };
  valueOf(stores.open(copied, KEYS)).close();
  const target = join(file, '..', '..', 'copied', 'purser.db');
  truncateSync(target);
  copyFileSync(file, target);
  const opened = valueOf(stores.open(copied, KEYS));
  expect(opened.orders.count()).toBe(1);
  opened.close();
});
