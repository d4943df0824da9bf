import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

import type { BackupContents } from '../../core/ports/backup-files.ts';
import { BackupFault } from './backup-fault.ts';
import { PIECE_BYTES } from './backup-header.ts';
import { type BackupReader, newHeader, openBackup, tableBytes } from './backup-stream.ts';

const DATABASE = 'purser.db';
/** Stands in the company's folder from before the database is in place until somebody has looked at what it means. */
export const RESTORED = 'restored';
/** A practice company's own ShipStation and QuickBooks; they are not encrypted, because nothing in them is real. */
const STAND_INS = ['practice/quickbooks.db', 'practice/shipstation.db'] as const;

export type Progress = (done: number, total: number) => void;

export interface WriteJob {
  readonly kind: 'write';
  /** The company's folder. */
  readonly folder: string;
  readonly contents: BackupContents;
  readonly file: string;
  readonly passphrase: string;
  /** A folder of this job alone, beside the data: whoever ends the thread removes it. */
  readonly scratch: string;
}

export interface RestoreJob {
  readonly kind: 'restore';
  readonly folder: string;
  readonly file: string;
  readonly passphrase: string;
  readonly scratch: string;
  /** For the name of the database that is kept beside. */
  readonly stamp: string;
}

export interface ReadJob {
  readonly kind: 'read';
  readonly file: string;
  readonly passphrase: string;
}

export type BackupJob = WriteJob | RestoreJob | ReadJob;

/** Copies first (VACUUM INTO is one consistent moment, beside whoever writes), then seals the copies into the file. */
export async function writeBackup({ folder, contents, file, passphrase, scratch }: WriteJob, progress: Progress): Promise<void> {
  if (existsSync(file)) {
    throw new BackupFault('backup/file-exists', `There is a file ${file} already. Choose another name; nothing was overwritten.`);
  }
  mkdirSync(join(scratch, 'practice'), { recursive: true, mode: 0o700 });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const names = [DATABASE, ...STAND_INS.filter((name) => contents.company.practice && existsSync(join(folder, name)))];
  for (const name of names) {
    copyDatabase(join(folder, name), join(scratch, name), name === DATABASE ? contents.keys.databaseKey : null);
  }
  const files = names.map((name) => ({ name, bytes: statSync(join(scratch, name)).size }));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const { bytes: header, seal } = await newHeader(passphrase);
  const handle = openSync(`${file}.part`, 'w', 0o600);
  try {
    writeSync(handle, header);
    sealPieces(piecesOf([tableBytes({ ...contents, files })], names, scratch), (piece, place, isLast) => {
      writeSync(handle, seal(piece, place, isLast));
      progress(Math.min((place + 1) * PIECE_BYTES, total), total);
    });
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.part`, file);
}

function copyDatabase(from: string, to: string, key: string | null): void {
  const database = new Database(from, { readonly: true, timeout: 5_000 });
  try {
    unlock(database, key);
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

function unlock(database: Database.Database, key: string | null): void {
  if (key !== null) {
    database.pragma("cipher = 'sqlcipher'");
    database.pragma(`key = "x'${key}'"`);
  }
}

/** What goes into the backup, in pieces of one length; only the last is shorter. */
function* piecesOf(first: readonly Buffer[], names: readonly string[], folder: string): Generator<Buffer> {
  let rest = Buffer.concat(first);
  for (const name of names) {
    for (const portion of portionsOf(join(folder, name))) {
      rest = Buffer.concat([rest, portion]);
      while (rest.length >= PIECE_BYTES) {
        yield rest.subarray(0, PIECE_BYTES);
        rest = rest.subarray(PIECE_BYTES);
      }
    }
  }
  yield rest;
}

function* portionsOf(path: string): Generator<Buffer> {
  const handle = openSync(path, 'r');
  try {
    for (;;) {
      const portion = Buffer.alloc(PIECE_BYTES);
      const got = readSync(handle, portion, 0, PIECE_BYTES, null);
      if (got === 0) {
        return;
      }
      yield portion.subarray(0, got);
    }
  } finally {
    closeSync(handle);
  }
}

/** One behind, because the last piece is sealed as such. */
function sealPieces(pieces: Generator<Buffer>, write: (piece: Buffer, place: number, isLast: boolean) => void): void {
  let place = 0;
  let held: Buffer | null = null;
  for (const piece of pieces) {
    if (held !== null) {
      write(held, place, false);
      place += 1;
    }
    held = piece;
  }
  write(held ?? Buffer.alloc(0), place, true);
}

export async function readBackup({ file, passphrase }: ReadJob): Promise<BackupContents> {
  const reader = await openBackup(file, passphrase);
  reader.close();
  return contentsOf(reader);
}

function contentsOf({ table: { files: _files, ...contents } }: BackupReader): BackupContents {
  return contents;
}

/** Unpacks and proves everything beside the data first; the one step that counts is a rename. */
export async function restoreBackup(job: RestoreJob, progress: Progress): Promise<BackupContents> {
  const { folder, file, passphrase, scratch } = job;
  const reader = await openBackup(file, passphrase);
  try {
    const { files, keys } = reader.table;
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const { name, bytes } of files) {
      unpack(reader, join(scratch, name), bytes, (count) => {
        done += count;
        progress(done, total);
      });
    }
    prove(join(scratch, DATABASE), keys.databaseKey);
    keepBeside(folder, job.stamp, keys.databaseKey);
    mkdirSync(join(folder, 'practice'), { recursive: true, mode: 0o700 });
    for (const { name } of files.filter((each) => each.name !== DATABASE && !existsSync(join(folder, each.name)))) {
      renameSync(join(scratch, name), join(folder, name));
    }
    removeEmpty(join(folder, 'practice'));
    writeFileSync(join(folder, RESTORED), job.stamp, { mode: 0o600 });
    renameSync(join(scratch, DATABASE), join(folder, DATABASE));
    return contentsOf(reader);
  } finally {
    reader.close();
  }
}

function unpack(reader: BackupReader, path: string, bytes: number, wrote: (count: number) => void): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const handle = openSync(path, 'wx', 0o600);
  try {
    for (const portion of reader.take(bytes)) {
      writeSync(handle, portion);
      wrote(portion.length);
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A database that does not open, or is not whole, never takes the place of one that does. */
function prove(path: string, key: string): void {
  const database = new Database(path, { readonly: true });
  try {
    unlock(database, key);
    if (database.pragma('quick_check', { simple: true }) !== 'ok') {
      throw new BackupFault('backup/damaged', 'The database in the backup is not whole. Take another copy of it.');
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      throw new BackupFault('backup/damaged', 'The database in the backup does not open. Take another copy of it.');
    }
    throw error;
  } finally {
    database.close();
  }
}

/** The database that is in place gets a second name, so that no moment is without one. */
function keepBeside(folder: string, stamp: string, key: string): void {
  const current = join(folder, DATABASE);
  if (!existsSync(current)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return;
  }
  const database = new Database(current, { timeout: 5_000 });
  try {
    unlock(database, key);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  mkdirSync(join(folder, 'before-restore'), { recursive: true, mode: 0o700 });
  linkSync(current, join(folder, 'before-restore', `purser-${stamp}.db`));
  for (const side of ['-wal', '-shm']) {
    rmSync(`${current}${side}`, { force: true });
  }
}

function removeEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) {
    rmSync(folder, { recursive: true });
  }
}
