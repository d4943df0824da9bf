import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { Clock } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { CompanyKeys, CompanyRecord, CompanyStores } from '../../core/ports/store/companies.ts';
import type { CompanyStore } from '../../core/ports/store/company-store.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';
import { createCompanyStore } from './company-store.ts';
import { withCountsBeside } from './counts-beside.ts';
import type { DataDirectory } from './data-directory.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openDatabase } from './open-database.ts';
import type { WriterLock } from './writer-lock.ts';

const KEY_BYTES = 32;
const DATABASE_FILE = 'purser.db';
const COUNTS_BESIDE_FILE = 'requests-beside.log';

export interface CompanyStoresOptions {
  readonly directory: DataDirectory;
  /** Proof that this process may write; null opens everything for reading only, beside whoever holds it. */
  readonly lock: WriterLock | null;
  readonly clock: Clock;
}

/** Companies' databases under the data directory, each in a folder of its own. */
export function createCompanyStores({ directory, lock, clock }: CompanyStoresOptions): CompanyStores {
  const newKey = (): string => randomBytes(KEY_BYTES).toString('hex');
  return {
    open: (company, keys) => openCompany(company, keys, { directory, lock, clock }),
    newDatabaseKey: newKey,
    newAuditKey: newKey,
    remove: (slug) => {
      if (lock === null) {
        throw new Error('A company can only be removed by the process that holds the data directory');
      }
      rmSync(directory.companyFolder(slug), { recursive: true, force: true });
    },
  };
}

function openCompany(
  company: CompanyRecord,
  keys: CompanyKeys,
  { directory, lock, clock }: CompanyStoresOptions,
): Result<CompanyStore, PortFault> {
  const folder = directory.companyFolder(company.slug);
  const opened = { label: `The database of ${company.name}`, readOnly: lock === null };
  if (lock !== null) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      return fail(storageFault('store/disk', `${opened.label} can't be made: ${error instanceof Error ? error.message : String(error)}`));
    }
  }
  const database = openDatabase({
    file: join(folder, DATABASE_FILE),
    key: keys.databaseKey,
    ...opened,
    migrations: MIGRATIONS,
    today: instantOf(clock.now()).slice(0, 10),
  });
  if (!database.ok) {
    return database;
  }
  const store = createCompanyStore(database.value, opened, keys.auditKey);
  return ok({ ...store, meter: withCountsBeside(store.meter, join(folder, COUNTS_BESIDE_FILE), opened.readOnly) });
}
