import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createBackupFiles } from '../../electron/adapters/backup/create-backup-files.ts';
import { MAGIC } from '../../electron/adapters/backup/backup-header.ts';
import { MIGRATIONS } from '../../electron/adapters/sqlite/migrations/migrations.ts';
import { openDatabase } from '../../electron/adapters/sqlite/open-database.ts';
import type { BackupContents, BackupFiles } from '../../electron/core/ports/backup-files.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

const AT = instantOf(Date.UTC(2026, 10, 23, 12));
const KEYS = { databaseKey: 'ab'.repeat(32), auditKey: 'cd'.repeat(32) };
const CONTENTS: BackupContents = {
  company: { slug: 'harbor', name: 'Harbor & Pine', practice: false, createdAt: AT },
  madeAt: AT,
  version: '0.1.0',
  keys: KEYS,
};
const PASSPHRASE = 'a long passphrase';
const QUIET = { signal: new AbortController().signal, progress: () => undefined };

interface Place extends Disposable {
  readonly path: string;
  readonly backups: BackupFiles;
  readonly file: string;
  folder(slug: string): string;
}

/** A data directory with one company, whose database holds a fact and several pieces of filling. */
function placeWithCompany(): Place {
  const directory = makeTempDirectory('backup');
  const folder = (slug: string): string => join(directory.path, 'companies', slug);
  const backups = createBackupFiles({ dataDirectory: directory.path, companyFolder: folder, clock: { now: () => Date.parse(AT) } });
  makeDatabase(folder('harbor'), 'as it was', 3_000_000);
  return { path: directory.path, backups, folder, file: join(directory.path, 'copy.purser-backup'), [Symbol.dispose]: directory.remove };
}

function openIn(folder: string) {
  const opened = openDatabase({
    file: join(folder, 'purser.db'),
    key: KEYS.databaseKey,
    label: 'The database',
    readOnly: false,
    migrations: MIGRATIONS,
    today: '2026-11-23',
  });
  if (!opened.ok) {
    throw new Error(opened.fault.message);
  }
  return opened.value;
}

function makeDatabase(folder: string, fact: string, filling: number): void {
  mkdirFor(folder);
  const database = openIn(folder);
  database.exec('CREATE TABLE IF NOT EXISTS facts (fact TEXT, filling BLOB)');
  database.prepare('DELETE FROM facts').run();
  database.prepare('INSERT INTO facts VALUES (?, randomblob(?))').run(fact, filling);
  database.close();
}

function factIn(folder: string): unknown {
  const database = openIn(folder);
  const fact = database.prepare('SELECT fact FROM facts').pluck().get();
  database.close();
  return fact;
}

describe('a backup', () => {
  test('holds the database as it was, opens with its passphrase alone, and is one user’s alone', async () => {
    using place = placeWithCompany();
    const seen: number[] = [];
    const written = await place.backups.write(CONTENTS, place.file, PASSPHRASE, { ...QUIET, progress: (done) => seen.push(done) });
    expect(written).toMatchObject({ ok: true, value: { file: place.file } });
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
    expect(seen.length).toBeGreaterThan(2);
    const bytes = readFileSync(place.file).toString('latin1');
    for (const secret of [KEYS.databaseKey, KEYS.auditKey, 'Harbor', PASSPHRASE, 'SQLite format', 'as it was']) {
      expect(bytes).not.toContain(secret);
    }
    expect(await place.backups.read(place.file, PASSPHRASE)).toEqual({ ok: true, value: CONTENTS });
    expect(await place.backups.read(place.file, 'another passphrase')).toMatchObject({ fault: { code: 'backup/wrong-passphrase' } });
    expect(leftovers(place)).toEqual([]);
  });

  test('is written while somebody works in the database, and holds one moment of it', async () => {
    using place = placeWithCompany();
    const database = openIn(place.folder('harbor'));
    database.exec('BEGIN IMMEDIATE');
    database.prepare('UPDATE facts SET fact = ?').run('half done');
    const written = await place.backups.write(CONTENTS, place.file, PASSPHRASE, QUIET);
    database.exec('COMMIT');
    database.close();
    expect(written.ok).toBe(true);
    expect(await place.backups.restore(place.file, PASSPHRASE, 'elsewhere', QUIET)).toMatchObject({ ok: true });
    expect(factIn(place.folder('elsewhere'))).toBe('as it was');
  });

  test('takes the place of the database, which is kept beside, and leaves a mark to be looked at', async () => {
    using place = placeWithCompany();
    await place.backups.write(CONTENTS, place.file, PASSPHRASE, QUIET);
    makeDatabase(place.folder('harbor'), 'as it became', 10);
    expect(await place.backups.restore(place.file, PASSPHRASE, 'harbor', QUIET)).toEqual({ ok: true, value: CONTENTS });
    expect(factIn(place.folder('harbor'))).toBe('as it was');
    expect(readdirSync(join(place.folder('harbor'), 'before-restore'))).toEqual(['purser-2026-11-23T12-00-00-000Z.db']);
    expect(place.backups.isFreshlyRestored('harbor')).toBe(true);
    place.backups.forgetRestored('harbor');
    expect(place.backups.isFreshlyRestored('harbor')).toBe(false);
    expect(leftovers(place)).toEqual([]);
  });

  test('that is no backup, is cut off anywhere, was changed anywhere or is of a newer Purser changes nothing', async () => {
    using place = placeWithCompany();
    await place.backups.write(CONTENTS, place.file, PASSPHRASE, QUIET);
    const whole = readFileSync(place.file);
    const headerLength = whole.readUInt32BE(MAGIC.length);
    const header = JSON.parse(whole.subarray(MAGIC.length + 4, MAGIC.length + 4 + headerLength).toString('utf8')) as { format: number };
    const newer = Buffer.from(JSON.stringify({ ...header, format: header.format + 1 }), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(newer.length);
    const first = MAGIC.length + 4 + headerLength;
    const bad: readonly (readonly [Buffer, string])[] = [
      [Buffer.from('not a backup at all'), 'backup/not-a-backup'],
      [Buffer.alloc(0), 'backup/not-a-backup'],
      [whole.subarray(0, MAGIC.length + 20), 'backup/damaged'],
      // Exactly between two pieces: nothing but the mark of the last one is missing.
      [whole.subarray(0, first + 2 * (1_048_576 + 16)), 'backup/damaged'],
      [whole.subarray(0, whole.length - 1), 'backup/damaged'],
      [Buffer.concat([whole, Buffer.from('x')]), 'backup/damaged'],
      [flipped(whole, first + 40), 'backup/damaged'],
      [flipped(whole, whole.length - 5), 'backup/damaged'],
      // The header is bound to the pieces.
      [Buffer.from(whole.toString('latin1').replace('"format":1', '"format": 1'), 'latin1'), 'backup/damaged'],
      [Buffer.concat([MAGIC, length, newer, whole.subarray(first)]), 'backup/from-the-future'],
    ];
    for (const [bytes, code] of bad) {
      writeFileSync(place.file, bytes);
      const answer = await place.backups.restore(place.file, PASSPHRASE, 'harbor', QUIET);
      expect(answer.ok ? 'restored' : answer.fault.code, `${bytes.length} bytes`).toBe(code);
    }
    expect(factIn(place.folder('harbor'))).toBe('as it was');
    expect(existsSync(join(place.folder('harbor'), 'before-restore'))).toBe(false);
    expect(place.backups.isFreshlyRestored('harbor')).toBe(false);
    expect(leftovers(place)).toEqual([]);
  });

  test('overwrites no file, and leaves none when it is stopped', async () => {
    using place = placeWithCompany();
    writeFileSync(place.file, 'somebody’s letter');
    expect(await place.backups.write(CONTENTS, place.file, PASSPHRASE, QUIET)).toMatchObject({ fault: { code: 'backup/file-exists' } });
    expect(readFileSync(place.file, 'utf8')).toBe('somebody’s letter');
    truncateSync(place.file);
    const stop = new AbortController();
    const stopped = join(place.path, 'stopped.purser-backup');
    const control = { signal: stop.signal, progress: () => stop.abort() };
    expect(await place.backups.write(CONTENTS, stopped, PASSPHRASE, control)).toMatchObject({ fault: { code: 'run/stopped' } });
    expect(readdirSync(place.path).filter((name) => name.startsWith('stopped'))).toEqual([]);
    expect(leftovers(place)).toEqual([]);
  });

  test('that was cut off by a crash is tidied away, and those in the place for backups are listed, newest first', async () => {
    using place = placeWithCompany();
    mkdirFor(join(place.path, 'backup-work-of-a-killed-process'));
    place.backups.tidy();
    expect(leftovers(place)).toEqual([]);
    const file = join(place.backups.folder, 'harbor.purser-backup');
    await place.backups.write(CONTENTS, file, PASSPHRASE, QUIET);
    writeFileSync(join(place.backups.folder, 'notes.txt'), 'not one');
    expect(place.backups.list().map((stored) => stored.file)).toEqual([file]);
  });
});

const leftovers = ({ path }: Place): readonly string[] => readdirSync(path).filter((name) => name.startsWith('backup-work'));

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

function mkdirFor(folder: string): void {
  mkdirSync(folder, { recursive: true });
}
