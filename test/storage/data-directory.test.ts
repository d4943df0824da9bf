import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { expect, onTestFinished, test } from 'vitest';

import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { openStore, temporaryFolder } from './fixtures.ts';
import { anOrder, COMPANY, faultCodeOf, KEYS, NOON, now, valueOf } from './records.ts';

const me = { pid: process.pid, host: 'headless', since: now } as const;

/** Another process that holds the lock. */
async function holdElsewhere(folder: string): Promise<ChildProcessByStdio<Writable, Readable, null>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-lock.ts'), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('held');
  return child;
}

test('a data directory is made for its user alone', () => {
  const folder = join(temporaryFolder(), 'new', 'purser');
  valueOf(openDataDirectory(folder));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a data directory that is a file, or may not be written, is refused with what to do', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), 'text');
  const file = openDataDirectory(join(folder, 'file'));
  expect(file.ok ? null : file.fault).toMatchObject({
    code: 'data-directory/not-writable',
    message: expect.stringContaining('--data-dir'),
  });
  expect(faultCodeOf(openDataDirectory(join(folder, 'file', 'below')))).toBe('data-directory/not-writable');
  chmodSync(folder, 0o500);
  onTestFinished(() => {
    chmodSync(folder, 0o700);
  });
  // The superuser may write anywhere.
  expect(faultCodeOf(openDataDirectory(join(folder, 'below')))).toBe(process.getuid?.() === 0 ? null : 'data-directory/not-writable');
});

test('no folder outside the data directory is ever named for a company', () => {
  const directory = valueOf(openDataDirectory(temporaryFolder()));
  expect(() => directory.companyFolder('../other')).toThrow('slug');
  expect(() => directory.companyFolder('')).toThrow('slug');
});

test('a second holder in the same process is refused until the first lets go', () => {
  const directory = valueOf(openDataDirectory(temporaryFolder()));
  const lock = valueOf(directory.acquireLock(me));
  expect(faultCodeOf(directory.acquireLock(me))).toBe('data-directory/locked');
  lock.release();
  valueOf(directory.acquireLock(me)).release();
});

test('another process that holds the lock is named, and a crash of it frees the lock', async () => {
  const folder = temporaryFolder();
  const directory = valueOf(openDataDirectory(folder));
  const child = await holdElsewhere(folder);
  const refused = directory.acquireLock(me);
  expect(refused.ok ? null : refused.fault).toMatchObject({
    code: 'data-directory/locked',
    message: expect.stringContaining(`process ${child.pid}`),
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(join(folder, 'lock-holder.json'))).toBe(true);
  valueOf(directory.acquireLock(me)).release();
});

test('a process that ends in order frees the lock as well', async () => {
  const folder = temporaryFolder();
  const child = await holdElsewhere(folder);
  child.stdin.end();
  await once(child, 'exit');
  valueOf(valueOf(openDataDirectory(folder)).acquireLock(me)).release();
  expect(existsSync(join(folder, 'lock-holder.json'))).toBe(false);
});

test('a note of the holder that is half-written does not hide that the lock is held', async () => {
  const folder = temporaryFolder();
  await holdElsewhere(folder);
  writeFileSync(join(folder, 'lock-holder.json'), '{"pid":');
  const refused = valueOf(openDataDirectory(folder)).acquireLock(me);
  expect(refused.ok ? null : refused.fault.message).toContain('Another Purser is working');
});

test('without the lock a company is read beside its writer, and every write is refused', () => {
  const { directory, store } = openStore();
  store.orders.upsertOrder(anOrder(1), now);
  const reading = valueOf(createCompanyStores({ directory, lock: null, clock: { now: () => NOON } }).open(COMPANY, KEYS));
  expect(reading.orders.count()).toBe(1);
  store.orders.upsertOrder(anOrder(2), now);
  expect(reading.orders.count()).toBe(2);
  expect(() => reading.orders.upsertOrder(anOrder(3), now)).toThrow(
    expect.objectContaining({ fault: expect.objectContaining({ code: 'data-directory/locked' }) }),
  );
  reading.close();
  expect(store.orders.count()).toBe(2);
});

test('without the lock a company without a database is not made', () => {
  const directory = valueOf(openDataDirectory(temporaryFolder()));
  const stores = createCompanyStores({ directory, lock: null, clock: { now: () => NOON } });
  expect(faultCodeOf(stores.open(COMPANY, KEYS))).toBe('store/damaged');
  expect(existsSync(directory.companyFolder(COMPANY.slug))).toBe(false);
  expect(() => stores.remove(COMPANY.slug)).toThrow('holds the data directory');
});

test('a company that is removed leaves no file', () => {
  const { stores, store, directory, file } = openStore();
  store.close();
  expect(readFileSync(file).length).toBeGreaterThan(0);
  stores.remove(COMPANY.slug);
  expect(existsSync(directory.companyFolder(COMPANY.slug))).toBe(false);
});
