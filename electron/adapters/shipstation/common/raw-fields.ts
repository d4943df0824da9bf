import { z } from 'zod';

import { type Decimal, parseDecimal, ZERO } from '../../../../shared/domain/money/decimal.ts';
import { isBookableAmount } from '../../../../shared/domain/money/largest-amount.ts';
import { type BusinessDate, type Instant, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { businessDateIn, PACIFIC, parsePacific } from '../../../../shared/domain/time/zones.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';

/*
 * Fields as ShipStation sends them (times as V1 does): null, missing and "" mean the same; numbers may be text; keys that we do not know are passed
 * over. Each field says in words what it expected.
 */

export function field<T>(read: (value: unknown) => Result<T, string>) {
  return z
    .unknown()
    .optional()
    .transform((value, context): T => {
      const outcome = read(value);
      if (outcome.ok) {
        return outcome.value;
      }
      context.addIssue({ code: 'custom', message: outcome.fault });
      return z.NEVER;
    });
}

export function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** The value in quotes, shortened, for messages. */
export function shown(value: unknown): string {
  return `"${(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 40)}"`;
}

export function readText(value: unknown): Result<string | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value).trim();
    return ok(text === '' ? null : text);
  }
  return fail(`is ${shown(value)} where a text was expected`);
}

function readInteger(value: unknown): Result<number | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  const number = typeof value === 'string' && /^\s*-?\d+(?:\.0*)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number)
    ? ok(number)
    : fail(`is ${shown(value)} where a whole number was expected`);
}

export function readDecimal(value: unknown): Result<Decimal | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    return fail(`is ${shown(value)} where an amount was expected`);
  }
  const parsed = parseDecimal(value);
  return parsed.ok && isBookableAmount(parsed.value) ? parsed : fail(`is ${shown(value)} where an amount was expected`);
}

function readInstant(value: unknown): Result<Instant | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  const instant = typeof value === 'string' ? parsePacific(value.trim()) : null;
  return instant === null ? fail(`is ${shown(value)} where a time was expected`) : ok(instant);
}

/** A calendar date: of a time without offset the date as it stands (it is Pacific), of one with offset the Pacific date. */
function readDate(value: unknown): Result<BusinessDate | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  const text = typeof value === 'string' ? value.trim() : '';
  const instant = parsePacific(text);
  const date =
    /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(text) && text.length > 10 && instant !== null
      ? businessDateIn(instant, PACIFIC)
      : parseBusinessDate(text.slice(0, 10));
  return date === null || instant === null ? fail(`is ${shown(value)} where a date was expected`) : ok(date);
}

function readFlag(value: unknown): Result<boolean, string> {
  if (isAbsent(value)) {
    return ok(false);
  }
  if (typeof value === 'boolean') {
    return ok(value);
  }
  const text = String(value).trim().toLowerCase();
  if (text === 'true' || text === '1') {
    return ok(true);
  }
  return text === 'false' || text === '0' ? ok(false) : fail(`is ${shown(value)} where yes or no was expected`);
}

export function required<T>(read: (value: unknown) => Result<T | null, string>): (value: unknown) => Result<T, string> {
  return (value) => {
    const outcome = read(value);
    if (!outcome.ok) {
      return outcome;
    }
    return outcome.value === null ? fail('is missing') : ok(outcome.value);
  };
}

function readId(value: unknown): Result<number | null, string> {
  const outcome = readInteger(value);
  // 0 stands for "none" in ids that may be absent.
  return outcome.ok && outcome.value !== null && outcome.value <= 0 ? ok(null) : outcome;
}

export const textOrNull = () => field(readText);
export const textRequired = () => field(required(readText));
/** Null, missing and "" become "". */
export const textOrEmpty = () => field((value) => mapOk(readText(value), (text) => text ?? ''));
export const idRequired = () => field(required(readId));
export const idOrNull = () => field(readId);
/** 0 where there is none. */
export const idOrZero = () => field((value) => mapOk(readId(value), (id) => id ?? 0));
export const integerRequired = () => field(required(readInteger));
export const decimalOrNull = () => field(readDecimal);
export const decimalRequired = () => field(required(readDecimal));
/** Null and missing become 0. */
export const decimalOrZero = () => field((value) => mapOk(readDecimal(value), (amount) => amount ?? ZERO));
export const instantOrNull = () => field(readInstant);
export const instantRequired = () => field(required(readInstant));
export const dateOrNull = () => field(readDate);
export const flag = () => field(readFlag);
/** Missing means yes: for records that are in use unless the source says otherwise. */
export const flagUnlessSaid = () => field((value) => (isAbsent(value) ? ok(true) : readFlag(value)));

/** A list without its nulls; null and missing are the empty list. */
export function listOf<T>(element: z.ZodType<T, unknown>) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((list): unknown[] => withoutNulls(list ?? []))
    .pipe(z.array(element));
}

/** A list without its nulls, or null where there is none. */
export function listOrNullOf<T>(element: z.ZodType<T, unknown>) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((list): unknown[] | null => (list === null || list === undefined ? null : withoutNulls(list)))
    .pipe(z.union([z.null(), z.array(element)]));
}

function withoutNulls(list: readonly unknown[]): unknown[] {
  return list.filter((value) => value !== null && value !== undefined);
}

function mapOk<A, B>(result: Result<A, string>, change: (value: A) => B): Result<B, string> {
  return result.ok ? ok(change(result.value)) : result;
}
