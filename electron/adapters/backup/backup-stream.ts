import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { z } from 'zod';

import type { BackupContents } from '../../core/ports/backup-files.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import {
  type BackupHeader,
  deriveKey,
  headerSchema,
  LONGEST_HEADER,
  MAGIC,
  newKeySettings,
  NEWEST_FORMAT,
  PIECE_BYTES,
} from './backup-header.ts';
import { BackupFault } from './backup-fault.ts';
import { createPieceSealer, TAG_BYTES } from './sealed-pieces.ts';

const instant = z.custom<Instant>((value) => z.iso.datetime({ precision: 3 }).safeParse(value).success);
const key = z.string().regex(/^[0-9a-f]{64}$/);

/** The first thing in the sealed part: what it is a backup of, and the files that follow. */
const tableSchema = z.object({
  company: z.object({ slug: z.string().max(100), name: z.string().max(200), practice: z.boolean(), createdAt: instant }),
  madeAt: instant,
  version: z.string().max(100),
  keys: z.object({ databaseKey: key, auditKey: key }),
  files: z.array(z.object({ name: z.string().regex(/^[a-z]+(?:\/[a-z]+)?\.db$/), bytes: z.int().min(0) })).max(10),
});
export type BackupTable = BackupContents & Pick<z.infer<typeof tableSchema>, 'files'>;

const LONGEST_TABLE = 65_536;

/** Header and key of a new backup. */
export async function newHeader(
  passphrase: string,
): Promise<{ readonly bytes: Buffer; readonly seal: (plain: Buffer, place: number, isLast: boolean) => Buffer }> {
  const settings = newKeySettings();
  const derived = await deriveKey(passphrase, settings.scrypt);
  const header: BackupHeader = { format: NEWEST_FORMAT, ...settings, check: derived.check };
  const bytes = Buffer.from(JSON.stringify(header), 'utf8');
  const { seal } = createPieceSealer(derived.key, Buffer.from(header.nonce, 'hex'), bytes);
  return { bytes: Buffer.concat([MAGIC, lengthOf(bytes), bytes]), seal };
}

export const tableBytes = (table: BackupTable): Buffer => {
  const bytes = Buffer.from(JSON.stringify(table), 'utf8');
  return Buffer.concat([lengthOf(bytes), bytes]);
};

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

/** The plain text of a backup in order, authenticated piece by piece. */
export interface BackupReader {
  readonly table: BackupTable;
  /** Bytes of the whole file. */
  readonly bytes: number;
  /** The next `length` bytes in portions. */
  take(length: number): Generator<Buffer>;
  close(): void;
}

/** @throws BackupFault where the file is no backup, the passphrase does not open it, or it was changed or cut off */
export async function openBackup(file: string, passphrase: string): Promise<BackupReader> {
  const handle = openSync(file, 'r');
  try {
    const bytes = fstatSync(handle).size;
    const { header, raw, begin } = readHeader(handle, bytes);
    const derived = await deriveKey(passphrase, header.scrypt);
    if (derived.check !== header.check) {
      throw new BackupFault('backup/wrong-passphrase', 'The passphrase does not open this backup.');
    }
    const sealer = createPieceSealer(derived.key, Buffer.from(header.nonce, 'hex'), raw);
    const text = plainText(piecesOf(handle, begin, bytes, sealer.open));
    const length = text.exactly(4).readUInt32BE();
    if (length > LONGEST_TABLE) {
      throw damagedBackup();
    }
    const table = tableSchema.safeParse(JSON.parse(text.exactly(length).toString('utf8')));
    if (!table.success) {
      throw damagedBackup();
    }
    return { table: table.data, bytes, take: text.take, close: () => closeSync(handle) };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

const damagedBackup = (): BackupFault =>
  new BackupFault('backup/damaged', 'The backup is damaged: a part of it was changed or is missing. Take another copy of it.');

function readHeader(handle: number, size: number): { readonly header: BackupHeader; readonly raw: Buffer; readonly begin: number } {
  const start = readAt(handle, 0, Math.min(size, MAGIC.length + 4));
  if (start.length < MAGIC.length + 4 || !start.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new BackupFault('backup/not-a-backup', 'This file is no backup of Purser.');
  }
  const length = start.readUInt32BE(MAGIC.length);
  if (length > LONGEST_HEADER) {
    throw damagedBackup();
  }
  const raw = readAt(handle, MAGIC.length + 4, length);
  const parsed: unknown = parseJson(raw);
  const format = z.object({ format: z.int() }).safeParse(parsed);
  if (format.success && format.data.format > NEWEST_FORMAT) {
    throw new BackupFault('backup/from-the-future', 'The backup was made by a newer Purser. Install that version or a newer one.');
  }
  const header = headerSchema.safeParse(parsed);
  if (!header.success) {
    throw damagedBackup();
  }
  return { header: header.data, raw, begin: MAGIC.length + 4 + length };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw damagedBackup();
  }
}

function readAt(handle: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const got = readSync(handle, bytes, done, length - done, position + done);
    if (got === 0) {
      return bytes.subarray(0, done);
    }
    done += got;
  }
  return bytes;
}

function* piecesOf(
  handle: number,
  begin: number,
  size: number,
  open: (sealed: Buffer, place: number, isLast: boolean) => Buffer | null,
): Generator<Buffer> {
  for (let place = 0, at = begin; ; place += 1) {
    const sealed = readAt(handle, at, PIECE_BYTES + TAG_BYTES);
    at += sealed.length;
    const isLast = at >= size;
    const plain = open(sealed, place, isLast);
    if (plain === null) {
      throw damagedBackup();
    }
    yield plain;
    if (isLast) {
      return;
    }
  }
}

interface PlainText {
  exactly(length: number): Buffer;
  take(length: number): Generator<Buffer>;
}

function plainText(pieces: Generator<Buffer>): PlainText {
  let rest: Buffer = Buffer.alloc(0);
  function* take(length: number): Generator<Buffer> {
    for (let left = length; left > 0;) {
      if (rest.length === 0) {
        const next = pieces.next();
        if (next.done === true) {
          throw damagedBackup();
        }
        rest = next.value;
      }
      const part = rest.subarray(0, left);
      rest = rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
  return { take, exactly: (length) => Buffer.concat([...take(length)]) };
}
