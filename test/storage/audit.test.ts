import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { openStore } from './fixtures.ts';
import { at, COMPANY, KEYS, now, valueOf } from './records.ts';

function append(store: CompanyStore, count: number): void {
  store.transaction(() => {
    for (let index = 1; index <= count; index += 1) {
      store.audit.append({
        at: at(`2026-03-${String(1 + (index % 9)).padStart(2, '0')}T10:00:00.000Z`),
        actor: index % 2 === 0 ? 'purser' : 'person Kim',
        kind: index % 3 === 0 ? 'plan-approved' : 'order-pulled',
        summary: `Entry ${index} of Ana`,
        details: { total: index },
        orderId: index % 5,
        ...(index % 4 === 0 ? { documentId: '145' } : {}),
      });
    }
  });
}

/** Edits the closed database with its key, as someone would who has both but not the audit's key. */
function tamper(file: string, ...statements: readonly string[]): void {
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${KEYS.databaseKey}'"`);
  for (const trigger of database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) {
    database.exec(`DROP TRIGGER ${trigger}`);
  }
  for (const statement of statements) {
    database.exec(statement);
  }
  database.close();
}

test('a whole chain is whole, also in chunks and while it grows', async () => {
  const { store } = openStore();
  expect(store.audit.verify()).toEqual({ entries: 0, firstBroken: null });
  append(store, 700);
  expect(store.audit.verify()).toEqual({ entries: 700, firstBroken: null });
  const walking = store.audit.verifyInChunks();
  append(store, 5);
  expect(await walking).toEqual({ entries: 700, firstBroken: null });
  expect(await store.audit.verifyInChunks()).toEqual({ entries: 705, firstBroken: null });
});

test('checking in chunks leaves the loop free in between and stops when told', async () => {
  const { store } = openStore();
  append(store, 1_000);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  await store.audit.verifyInChunks();
  clearImmediate(timer);
  expect(turns).toBeGreaterThanOrEqual(3);
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(store.audit.verifyInChunks(stop.signal)).rejects.toThrow('stopped');
});

test.each([
  ['a changed summary', "UPDATE audit_entries SET summary = 'Nothing' WHERE sequence = 4", 4],
  ['changed details', 'UPDATE audit_entries SET details = \'{"total":0}\' WHERE sequence = 6', 6],
  ['another time', "UPDATE audit_entries SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 1", 1],
  [
    'a hash taken from another entry',
    'UPDATE audit_entries SET hash = (SELECT hash FROM audit_entries WHERE sequence = 2) WHERE sequence = 3',
    3,
  ],
  ['an entry taken out of the middle', 'DELETE FROM audit_entries WHERE sequence = 5', 5],
  ['the first entries taken away', 'DELETE FROM audit_entries WHERE sequence <= 3', 1],
  ['the end cut off', 'DELETE FROM audit_entries WHERE sequence > 7', 8],
  ['the end cut off and the head set back', 'DELETE FROM audit_entries WHERE sequence > 7; UPDATE audit_head SET sequence = 7', 8],
  ['everything taken away', 'DELETE FROM audit_entries', 1],
  ['the head taken away', 'DELETE FROM audit_head', 11],
  [
    'two entries that changed places',
    'UPDATE audit_entries SET sequence = -sequence WHERE sequence IN (4, 5); UPDATE audit_entries SET sequence = 9 + sequence WHERE sequence < 0',
    4,
  ],
])('%s is found', (_, statement, firstBroken) => {
  const { store, stores, file } = openStore();
  append(store, 10);
  store.close();
  tamper(file, statement);
  const opened = valueOf(stores.open(COMPANY, KEYS));
  expect(opened.audit.verify().firstBroken).toBe(firstBroken);
  opened.close();
});

test('with another key for the audit no entry fits', () => {
  const { store, stores } = openStore();
  append(store, 3);
  store.close();
  const opened = valueOf(stores.open(COMPANY, { ...KEYS, auditKey: '00'.repeat(32) }));
  expect(opened.audit.verify()).toEqual({ entries: 0, firstBroken: 1 });
  opened.close();
});

test('the database itself refuses to change, replace or delete an entry', () => {
  const { store, file } = openStore();
  append(store, 3);
  store.close();
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${KEYS.databaseKey}'"`);
  const replace = `INSERT OR REPLACE INTO audit_entries (sequence, at, actor, kind, summary, details, hash) VALUES (2, '${now}', 'x', 'x', 'x', 'null', 'x')`;
  for (const recursive of ['ON', 'OFF']) {
    database.pragma(`recursive_triggers = ${recursive}`);
    for (const sql of [
      "UPDATE audit_entries SET actor = 'x'",
      'DELETE FROM audit_entries WHERE sequence = 3',
      replace,
      'DELETE FROM audit_head',
    ]) {
      expect(() => database.exec(sql)).toThrow('append-only');
    }
  }
  database.close();
});

test('entries are found by what they are about, newest first, page by page', () => {
  const { store } = openStore();
  append(store, 40);
  const all = (filter: Parameters<CompanyStore['audit']['page']>[0]): readonly number[] => {
    const first = store.audit.page(filter, 7, null);
    const found = [...first.entries];
    for (let cursor = first.next; cursor !== null;) {
      const page = store.audit.page(filter, 7, cursor);
      found.push(...page.entries);
      cursor = page.next;
    }
    return found.map(({ sequence }) => sequence);
  };
  const expected = (keep: (index: number) => boolean): readonly number[] =>
    Array.from({ length: 40 }, (_, index) => 40 - index).filter(keep);
  expect(all({})).toEqual(expected(() => true));
  expect(all({ orderId: 2 })).toEqual(expected((index) => index % 5 === 2));
  expect(all({ kind: 'plan-approved', actor: 'purser' })).toEqual(expected((index) => index % 6 === 0));
  expect(all({ documentId: '145' })).toEqual(expected((index) => index % 4 === 0));
  expect(all({ from: at('2026-03-03T00:00:00.000Z'), to: at('2026-03-04T23:00:00.000Z') })).toEqual(
    expected((index) => [2, 3].includes(index % 9)),
  );
  expect(all({ search: 'ENTRY 39 of' })).toEqual([39]);
  expect(all({ order: '2' })).toEqual(all({ orderId: 2 }));
  expect(all({ document: '145' })).toEqual(all({ documentId: '145' }));
  expect(all({ customer: 'nobody of that name' })).toEqual([]);
  expect(store.audit.kinds().reduce((sum, { count }) => sum + count, 0)).toBe(40);
  expect(store.audit.page({}, 1, null).entries[0]).toMatchObject({
    sequence: 40,
    details: { total: 40 },
    orderId: 0,
    postingId: null,
    runId: null,
    documentId: '145',
  });
});

test('an entry of a transaction that is undone leaves no trace and no gap', () => {
  const { store } = openStore();
  append(store, 2);
  expect(() =>
    store.transaction(() => {
      append(store, 3);
      throw new Error('no');
    }),
  ).toThrow('no');
  append(store, 1);
  expect(store.audit.verify()).toEqual({ entries: 3, firstBroken: null });
});
