import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import type { Run } from '../../electron/core/ports/store/run-store.ts';
import { defaultConfig } from '../../shared/contract/config.ts';
import { openStore } from './fixtures.ts';
import { at, COMPANY, KEYS, now, valueOf } from './records.ts';

const aRun = (runId: string, change: Partial<Run> = {}): Run => ({
  runId,
  kind: 'sync',
  status: 'running',
  startedAt: now,
  endedAt: null,
  actor: 'schedule',
  counts: {},
  fault: null,
  ...change,
});

test('the config is the default one until it is saved, and every version is kept', () => {
  const { store, stores } = openStore();
  expect(store.config.current()).toEqual(defaultConfig());
  const mapped = { ...defaultConfig(), products: [{ sku: 'MUG-1', item: { name: 'Mug' } }] };
  store.config.save(mapped, now, 'person Kim');
  store.config.save({ ...mapped, products: [] }, at('2026-03-11T00:00:00.000Z'), 'purser');
  store.close();
  const again = valueOf(stores.open(COMPANY, KEYS));
  expect(again.config.current().products).toEqual([]);
  expect(again.config.versions(5)).toMatchObject([
    {
      version: 2,
      at: '2026-03-11T00:00:00.000Z',
      actor: 'purser',
      reason: 'saved',
      changes: { counts: [{ area: 'product', change: 'removed', count: 1 }], first: [{ subject: 'MUG-1', before: 'Mug', after: null }] },
    },
    { version: 1, at: now, actor: 'person Kim', changes: { counts: [{ area: 'product', change: 'added', count: 1 }] } },
  ]);
  expect(again.config.versions(5, 2).map(({ version }) => version)).toEqual([1]);
  expect(again.config.version(1)?.products).toEqual(mapped.products);
  expect(again.config.version(0)).toEqual(defaultConfig());
  expect(again.config.version(3)).toBeNull();
  expect(again.config.formerItem('mug-1')).toEqual({ name: 'Mug' });
  again.close();
});

test('a config with an error is not saved', () => {
  const { config } = openStore().store;
  const broken = { ...defaultConfig(), policy: { ...defaultConfig().policy, timeZone: 'Atlantis/Centre' } };
  expect(() => config.save(broken, now, 'person')).toThrow('time zone');
  expect(config.versions(5)).toEqual([]);
});

test('a stored config that lacks a key of today gets its default', () => {
  const { store, stores, file } = openStore();
  store.close();
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${KEYS.databaseKey}'"`);
  database.exec(`INSERT INTO config_versions (at, actor, body) VALUES ('${now}', 'person', '{"version":1,"policy":{"autoPost":true}}')`);
  database.close();
  const opened = valueOf(stores.open(COMPANY, KEYS));
  expect(opened.config.current().policy).toMatchObject({ autoPost: true, postWhen: 'shipped' });
  opened.close();
});

test('a connection that was stored before keys had a version and an end has neither', () => {
  const { store, stores, file } = openStore();
  store.close();
  const database = new Database(file);
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${KEYS.databaseKey}'"`);
  const { version: _version, expiresOn: _expiresOn, ...older } = openStore().store.config.connection('source');
  const body = JSON.stringify({ ...older, status: 'connected' });
  database.prepare("INSERT INTO connections (service, body) VALUES ('source', ?)").run(body);
  database.close();
  const opened = valueOf(stores.open(COMPANY, KEYS));
  expect(opened.config.connection('source')).toMatchObject({ status: 'connected', version: null, expiresOn: null });
  opened.close();
});

test('a pause of the background pulls outlives the process, until it is taken back', () => {
  const { store, stores } = openStore();
  expect(store.config.schedulePause()).toBeNull();
  store.config.setSchedulePause({ until: null, at: now, actor: 'person Kim' });
  store.close();
  const again = valueOf(stores.open(COMPANY, KEYS));
  expect(again.config.schedulePause()).toEqual({ until: null, at: now, actor: 'person Kim' });
  again.config.setSchedulePause(null);
  expect(again.config.schedulePause()).toBeNull();
  again.close();
});

test('the state of a connection is kept', () => {
  const { config } = openStore().store;
  expect(config.connection('books')).toMatchObject({ service: 'books', status: 'not-connected', lastFault: null });
  const state = {
    ...config.connection('books'),
    status: 'needs-person' as const,
    realmId: '9341',
    lastFault: { code: 'books/reconnect', message: 'Reconnect', at: now },
  };
  config.setConnection(state);
  expect(config.connection('books')).toEqual(state);
  expect(config.connection('source').status).toBe('not-connected');
});

test('runs are listed newest first, and those that were cut off are marked', () => {
  const { runs } = openStore().store;
  for (const runId of ['a', 'b', 'c']) {
    runs.start(aRun(runId));
  }
  const done = aRun('b', {
    status: 'failed',
    endedAt: now,
    counts: { pulled: 3 },
    fault: { code: 'source/unreachable', message: 'No network' },
  });
  runs.finish(done);
  expect(runs.interruptRunning(now)).toBe(2);
  const first = runs.page(2, null);
  expect(first.runs.map(({ runId, status }) => [runId, status])).toEqual([
    ['c', 'interrupted'],
    ['b', 'failed'],
  ]);
  expect(runs.page(2, first.next)).toMatchObject({ runs: [{ runId: 'a', endedAt: now }], next: null });
  expect(first.runs[1]).toEqual(done);
  expect(runs.latest('sync')?.runId).toBe('c');
  expect(runs.latest('post')).toBeNull();
});

test('runs are narrowed down by kind and status, page by page, and what they posted is summed up since an instant', () => {
  const { runs } = openStore().store;
  const early = at('2026-03-01T08:00:00.000Z');
  const late = at('2026-03-02T08:00:00.000Z');
  const made: readonly Partial<Run>[] = [
    { runId: 'a', kind: 'post', status: 'done', startedAt: early, counts: { posted: 5 } },
    { runId: 'b', kind: 'post', status: 'failed', startedAt: late, counts: { posted: 3, failed: 1 } },
    { runId: 'c', kind: 'sync', status: 'failed', startedAt: late, counts: {} },
    { runId: 'd', kind: 'post', status: 'done', startedAt: late, counts: { posted: 2 } },
  ];
  for (const part of made) {
    runs.start(aRun(part.runId ?? '', part));
  }
  const idsOf = (page: { readonly runs: readonly Run[] }): readonly string[] => page.runs.map(({ runId }) => runId);
  const posts = runs.page(2, null, { kind: 'post' });
  expect(idsOf(posts)).toEqual(['d', 'b']);
  expect(idsOf(runs.page(2, posts.next, { kind: 'post' }))).toEqual(['a']);
  expect(idsOf(runs.page(9, null, { status: 'failed' }))).toEqual(['c', 'b']);
  expect(idsOf(runs.page(9, null, { kind: 'post', status: 'failed' }))).toEqual(['b']);
  expect(runs.postedSince(late)).toBe(5);
  expect(runs.postedSince(early)).toBe(10);
});

test('a repeated command finds its first answer for a day', () => {
  const { runs } = openStore().store;
  runs.saveAnswer('x', 'order.approve', '{"ok":true}', now);
  runs.saveAnswer('x', 'order.approve', '{"ok":false}', now);
  expect(runs.answerOf('x')).toEqual({ method: 'order.approve', answer: '{"ok":true}' });
  runs.saveAnswer('y', 'sync.run', '{}', at('2026-03-11T11:00:00.000Z'));
  expect(runs.answerOf('x')).not.toBeNull();
  runs.saveAnswer('z', 'sync.run', '{}', at('2026-03-11T12:00:00.001Z'));
  expect(runs.answerOf('x')).toBeNull();
});
