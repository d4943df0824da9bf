import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { type DataDirectory, openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import type { WriterLock } from '../../electron/adapters/sqlite/writer-lock.ts';
import type { CompanyStores } from '../../electron/core/ports/store/companies.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { COMPANY, KEYS, NOON, now, valueOf } from './records.ts';

/** A fresh folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'purser-storage-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Opened {
  readonly folder: string;
  readonly directory: DataDirectory;
  readonly lock: WriterLock;
  readonly stores: CompanyStores;
  readonly store: CompanyStore;
  readonly file: string;
}

/** An open company in a fresh data directory. */
export function openStore(folder: string = temporaryFolder()): Opened {
  const directory = valueOf(openDataDirectory(folder));
  const lock = valueOf(directory.acquireLock({ pid: process.pid, host: 'headless', since: now }));
  const stores = createCompanyStores({ directory, lock, clock: { now: () => NOON } });
  const store = valueOf(stores.open(COMPANY, KEYS));
  onTestFinished(() => {
    store.close();
    lock.release();
  });
  return { folder, directory, lock, stores, store, file: join(directory.companyFolder(COMPANY.slug), 'purser.db') };
}
