import type { z } from 'zod';

import type { ParkedRecord } from '../../../core/ports/order-source.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { isRecord } from '../../http/json-text.ts';
import { shorten } from '../../http/redaction.ts';

/** A kind of record: how it is called, where its id stands, its schema, and what becomes of it. */
export interface RecordKind<Raw, T> {
  /** "Order", for messages. */
  readonly name: string;
  readonly idField: string;
  readonly schema: z.ZodType<Raw>;
  readonly translate: (raw: Raw) => T;
  readonly idOf: (record: T) => number;
  /** The id's text as a parked record names it, whichever way the interface writes it; null and left out: as it stands. */
  readonly idText?: (text: string) => string | null;
  /** True for what stands in the same list and is none of these: a label that failed, the way back of a return. */
  readonly isLeftOut?: (raw: Raw) => boolean;
}

export interface Unreadable {
  readonly recordId: string | null;
  readonly message: string;
  readonly excerpt: string | null;
}

/** Long enough to recognise a record by, short enough for a list. */
const EXCERPT_CHARACTERS = 500;

/** Reads one record, or says which field of it could not be read and what stood there. */
export function readRecord<Raw, T>(kind: RecordKind<Raw, T>, value: unknown): Result<T, Unreadable> {
  const raw = parseRecord(kind, value);
  return raw.ok ? ok(kind.translate(raw.value)) : raw;
}

/** As {@link readRecord}; null for what is left out. */
export function readOwnRecord<Raw, T>(kind: RecordKind<Raw, T>, value: unknown): Result<T | null, Unreadable> {
  const raw = parseRecord(kind, value);
  if (!raw.ok) {
    return raw;
  }
  return ok(kind.isLeftOut?.(raw.value) === true ? null : kind.translate(raw.value));
}

function parseRecord<Raw, T>(kind: RecordKind<Raw, T>, value: unknown): Result<Raw, Unreadable> {
  if (!isRecord(value)) {
    const found = value === null ? 'nothing (null)' : typeof value;
    return fail({
      recordId: null,
      message: `${kind.name}: the list held ${found} in place of a record.`,
      excerpt: value === null ? 'null' : excerptOf(value),
    });
  }
  const parsed = kind.schema.safeParse(value);
  if (parsed.success) {
    return ok(parsed.data);
  }
  const recordId = idTextOf(kind, value[kind.idField]);
  const issue = parsed.error.issues[0];
  const problem =
    issue === undefined
      ? 'cannot be read'
      : `${pathText(issue.path)} ${issue.code === 'custom' ? issue.message : `is not what it should be (${issue.message})`}`;
  return fail({ recordId, message: `${kind.name} ${recordId ?? 'without id'}: ${problem}.`, excerpt: excerptOf(value) });
}

/** The same text as the record is stored under, so that it is found again when it arrives whole. */
function idTextOf<Raw, T>({ idText }: RecordKind<Raw, T>, rawId: unknown): string | null {
  if (typeof rawId !== 'number' && (typeof rawId !== 'string' || rawId === '')) {
    return null;
  }
  const text = String(rawId).slice(0, 40);
  return idText?.(text) ?? text;
}

/** A record that could not be read, as the port parks it. */
export function parked(stream: ParkedRecord['stream'], unreadable: Unreadable): ParkedRecord {
  return { stream, code: 'source/unreadable-record', ...unreadable };
}

/** ["items", 2, "unitPrice"] is "items[2].unitPrice". */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.startsWith('.') ? text.slice(1) : text || 'the record';
}

function excerptOf(value: unknown): string {
  return shorten(JSON.stringify(value), EXCERPT_CHARACTERS);
}
