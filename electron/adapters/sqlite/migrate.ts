import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type Database from 'better-sqlite3';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';
import type { Migration } from './migrations/migrations.ts';

/** Copies made before migrating that are kept: enough to go back over a few releases without filling the disk. */
const COPIES_KEPT = 5;

interface MigrateOptions {
  readonly file: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
  readonly today: string;
}

/**
 * Brings an open database to the newest version: all pending steps in one transaction that ends in user_version, after an
 * encrypted copy of a file that holds something. A database of a newer Purser is refused untouched.
 */
export function migrate(database: Database.Database, options: MigrateOptions): Result<null, PortFault> {
  const { label, migrations, readOnly } = options;
  const newest = migrations.at(-1)?.version ?? 0;
  const version = versionOf(database);
  if (version > newest) {
    return fail(
      storageFault(
        'store/from-the-future',
        `${label} was written by a newer Purser (version ${version}, this one knows ${newest}). Install the newer Purser; nothing was changed.`,
        {
          version,
          newest,
        },
      ),
    );
  }
  if (version === newest) {
    return ok(null);
  }
  if (readOnly) {
    return fail(
      storageFault('data-directory/locked', `${label} is of an older version. Start Purser once, so that it can bring it up to date.`, {
        version,
        newest,
      }),
    );
  }
  if (version > 0) {
    copyBefore(database, version, options);
  }
  database
    .transaction(() => {
      for (const step of migrations) {
        if (step.version > version) {
          database.exec(step.sql);
        }
      }
      database.pragma(`user_version = ${newest}`);
    })
    .immediate();
  return ok(null);
}

function versionOf(database: Database.Database): number {
  const version = database.pragma('user_version', { simple: true });
  if (typeof version !== 'number') {
    throw new TypeError('user_version is a number');
  }
  return version;
}

/** VACUUM INTO keeps the cipher and the key of the open database. */
function copyBefore(database: Database.Database, version: number, { file, today }: MigrateOptions): void {
  const folder = join(dirname(file), 'before-migration');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, `purser-v${version}-${today}.db`);
  rmSync(target, { force: true });
  database.prepare('VACUUM INTO ?').run(target);
  const copies = readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .toSorted(byVersionThenDate);
  for (const name of copies.slice(0, -COPIES_KEPT)) {
    rmSync(join(folder, name), { force: true });
  }
}

const COPY_NAME = /^purser-v(\d+)-(.+)\.db$/;

function byVersionThenDate(a: string, b: string): number {
  const [, versionA = '0', dateA = ''] = COPY_NAME.exec(a) ?? [];
  const [, versionB = '0', dateB = ''] = COPY_NAME.exec(b) ?? [];
  return Number(versionA) - Number(versionB) || dateA.localeCompare(dateB);
}
