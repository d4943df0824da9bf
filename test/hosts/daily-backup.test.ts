import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { type OpenHost, openHostOf } from '../../electron/hosts/headless/command-context.ts';
import { type HeadlessHost, openHost } from '../../electron/hosts/headless/headless-host.ts';
import { practiceData } from '../helpers/practice-data.ts';

const company = 'practice';
const PASSPHRASE = 'a passphrase of the firm';
const DAY_SECONDS = 86_400;

interface Opened extends AsyncDisposable {
  readonly host: HeadlessHost;
  readonly open: OpenHost;
  readonly folder: string;
}

async function opened(): Promise<Opened> {
  const data = await practiceData('made');
  const host = await openHost({ dataDirectory: data.path, mode: 'write', version: '0.1.0', io: { variables: {} } });
  return {
    host,
    open: openHostOf(host, undefined),
    folder: join(data.path, 'another-drive'),
    async [Symbol.asyncDispose]() {
      await host.close();
      data[Symbol.dispose]();
    },
  };
}

const backupsIn = (folder: string): readonly string[] => readdirSync(folder).toSorted();

/** Makes a file look as if it had been written days ago. */
function age(file: string, days: number): void {
  const at = Date.now() / 1000 - days * DAY_SECONDS;
  utimesSync(file, at, at);
}

async function backupRuns(open: OpenHost): Promise<readonly string[]> {
  const { runs } = await open.call('run.list', { company, kind: 'backup' });
  return runs.map(({ status, actor }) => `${status} by ${actor}`);
}

test('a company with a plan is backed up once a day, and the backup opens', async () => {
  await using on = await opened();
  expect(await on.open.call('backup.plan', { company })).toEqual({ plan: null, last: null, failed: null });
  await on.open.call('backup.savePlan', { company, plan: { keep: 3, folder: on.folder, passphrase: PASSPHRASE } });
  await on.host.core.runOnce();
  await on.host.core.runOnce();

  const files = backupsIn(on.folder);
  expect(files).toEqual([expect.stringMatching(/^practice\.daily-[\dT-]+\.purser-backup$/)]);
  const file = join(on.folder, files[0] ?? '');
  expect(await on.open.call('backup.open', { file, passphrase: PASSPHRASE })).toMatchObject({ here: company });
  expect(await backupRuns(on.open)).toEqual(['done by schedule']);
  expect((await on.open.call('backup.plan', { company })).last).toMatchObject({ file });
  const { backups } = await on.open.call('backup.list', { company });
  expect(backups.map((stored) => [stored.file, stored.daily])).toEqual([[file, true]]);
});

test('the oldest daily backups go when a newer one is there; what a person made, and other companies’, stay', async () => {
  await using on = await opened();
  await on.open.call('backup.savePlan', { company, plan: { keep: 2, folder: on.folder, passphrase: PASSPHRASE } });
  await on.host.core.runOnce();
  const first = join(on.folder, backupsIn(on.folder)[0] ?? '');
  for (const [name, days] of [
    ['practice.daily-2026-01-01T08-00-00', 30],
    ['practice.daily-2026-01-02T08-00-00', 29],
    ['practice-2026-01-01T08-00-00', 30],
    ['practice-daily.daily-2026-01-01T08-00-00', 30],
  ] as const) {
    copyFileSync(first, join(on.folder, `${name}.purser-backup`));
    age(join(on.folder, `${name}.purser-backup`), days);
  }
  age(first, 1);
  await on.host.core.runOnce();

  const left = backupsIn(on.folder);
  expect(left).toHaveLength(4);
  expect(left).toContain('practice-2026-01-01T08-00-00.purser-backup');
  expect(left).toContain('practice-daily.daily-2026-01-01T08-00-00.purser-backup');
  expect(left.filter((name) => name.startsWith('practice.daily-2026-01'))).toEqual([]);
  expect(existsSync(first)).toBe(true);
});

test('a folder that is gone is told, takes nothing away, and is not tried with every pull', async () => {
  await using on = await opened();
  await on.open.call('backup.savePlan', { company, plan: { keep: 1, folder: on.folder, passphrase: PASSPHRASE } });
  rmSync(on.folder, { recursive: true, force: true });
  writeFileSync(on.folder, 'a file in its place');
  await on.host.core.runOnce();
  await on.host.core.runOnce();

  expect(await backupRuns(on.open)).toEqual(['failed by schedule']);
  const { failed, last } = await on.open.call('backup.plan', { company });
  expect([last, failed?.code]).toEqual([null, 'store/disk']);
  const { checks } = await on.open.call('doctor.run', { company });
  expect(checks.find(({ name }) => name === 'practice: daily backup')).toMatchObject({ ok: false });
});

test('a plan needs a passphrase once and a folder that can be written into, and ends when a person says so', async () => {
  await using on = await opened();
  const save = (plan: { keep: number; folder: string | null; passphrase: string | null } | null) =>
    on.open.call('backup.savePlan', { company, plan }).then(
      (saved) => saved.plan,
      (error: unknown) => (error as { readonly code?: unknown }).code,
    );
  mkdirSync(join(on.folder, '..'), { recursive: true });
  writeFileSync(on.folder, 'a file in its place');
  expect(await save({ keep: 3, folder: null, passphrase: null })).toBe('backup/no-passphrase');
  expect(await save({ keep: 3, folder: on.folder, passphrase: PASSPHRASE })).toBe('store/disk');
  expect(await save({ keep: 3, folder: 'not/whole', passphrase: PASSPHRASE })).toBe('store/disk');
  expect(await save({ keep: 3, folder: null, passphrase: PASSPHRASE })).toEqual({ keep: 3, folder: null });
  expect(await save({ keep: 5, folder: null, passphrase: null })).toEqual({ keep: 5, folder: null });
  expect(JSON.stringify(await on.open.call('audit.list', { company, limit: 20 }))).not.toContain(PASSPHRASE);
  expect(await save(null)).toBeNull();
  expect((await on.open.call('backup.plan', { company })).plan).toBeNull();
  await on.host.core.runOnce();
  expect(await backupRuns(on.open)).toEqual([]);
});

test('screens that ask while a backup is put in place get the restored company, never the one that was', async () => {
  await using on = await opened();
  const { file } = await on.open.call('backup.make', { company, passphrase: PASSPHRASE });
  await on.open.call('sync.run', { company });
  const ordersNow = async (): Promise<number> => (await on.open.call('order.list', { company, limit: 500 })).orders.length;
  expect(await ordersNow()).toBeGreaterThan(100);

  let isOver = false;
  const restored = on.open
    .call('backup.restore', { file, passphrase: PASSPHRASE, replace: { company, confirm: company } })
    .finally(() => (isOver = true));
  const seen: number[] = [];
  const askOnceMore = async (): Promise<boolean> => {
    seen.push(await ordersNow());
    return isOver;
  };
  await expect.poll(askOnceMore, { interval: 1 }).toBe(true);
  expect(await restored).toMatchObject({ company: { slug: company } });
  expect(await ordersNow()).toBe(0);
  expect(seen.at(-1)).toBe(0);
  await on.open.call('sync.run', { company });
  expect(await ordersNow()).toBeGreaterThan(100);
});

test('restoring shows how far it is, can be stopped before its last step, and then nothing is changed', async () => {
  await using on = await opened();
  const { file } = await on.open.call('backup.make', { company, passphrase: PASSPHRASE });
  expect(await on.open.call('backup.restoring', {})).toEqual({ restoring: null });
  expect(await on.open.call('backup.stopRestore', {})).toEqual({ stopping: false });

  const restoring = on.open.call('backup.restore', { file, passphrase: PASSPHRASE, replace: { company, confirm: company } }).then(
    () => 'restored',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
  await expect.poll(async () => (await on.open.call('backup.restoring', {})).restoring?.isStoppable, { interval: 5 }).toBe(true);
  const second = await on.open
    .call('backup.restore', { file, passphrase: PASSPHRASE, replace: { company, confirm: company } })
    .catch((error: unknown) => (error as { readonly code?: unknown }).code);
  expect(await on.open.call('backup.stopRestore', {})).toEqual({ stopping: true });
  expect([second, await restoring]).toEqual(['run/busy', 'run/stopped']);
  expect((await on.open.call('order.list', { company, limit: 1 })).orders).toEqual([]);
  expect(await on.open.call('backup.restore', { file, passphrase: PASSPHRASE, replace: { company, confirm: company } })).toMatchObject({
    lookedUp: 0,
  });
});
