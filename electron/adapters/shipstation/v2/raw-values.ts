import { z } from 'zod';

import { type Decimal, ZERO } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { type BusinessDate, type Instant, instantOf, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { businessDateIn, PACIFIC } from '../../../../shared/domain/time/zones.ts';
import { isRecord } from '../../http/json-text.ts';
import { field, isAbsent, readDecimal, readText, required, shown } from '../common/raw-fields.ts';

/** V2 writes V1's number N as "se-N" (migration guide); a bare number is taken too. */
export function numberOfId(text: string): number | null {
  const digits = /^(?:se-)?(\d{1,16})$/i.exec(text.trim())?.[1];
  const id = digits === undefined ? null : Number(digits);
  return id !== null && id > 0 && Number.isSafeInteger(id) ? id : null;
}

/** V1's number N as V2 writes it. */
export const idOfNumber = (id: number): string => `se-${id}`;

/** V2's id as V1 writes it, for what is kept under its text; null where it is none of theirs. */
export function plainIdText(text: string): string | null {
  const id = numberOfId(text);
  return id === null ? null : String(id);
}

function readId(value: unknown): Result<number | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  const id = typeof value === 'string' || typeof value === 'number' ? numberOfId(String(value)) : null;
  return id === null ? fail(`is ${shown(value)} where an id such as "se-123" was expected`) : ok(id);
}

/** Ids that are no numbers are not V2's own: they count as none. */
function readNumberIfAny(value: unknown): Result<number | null, string> {
  const id = readId(value);
  return id.ok ? id : ok(null);
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** V2's times are UTC, "2026-08-12T19:46:28.8Z"; one without an offset is UTC as well. Null where the text is no time. */
export function parseUtc(text: string): Instant | null {
  const match = TIME.exec(text);
  const epochMs = match === null ? Number.NaN : Date.parse(match[1] === undefined ? `${text}Z` : text);
  return Number.isNaN(epochMs) ? null : instantOf(epochMs);
}

/**
 * V2's dates come in two forms (recorded): of an order midnight UTC, "2026-08-12T00:00:00Z"; of a label or fulfillment midnight
 * Pacific, "2026-08-12T07:00:00Z". Both mean the 12th, wherever this program runs.
 */
export function parseUtcDate(text: string): BusinessDate | null {
  if (/^\d{4}-\d{2}-\d{2}(?:T00:00(?::00(?:\.0+)?)?Z?)?$/i.test(text)) {
    return parseBusinessDate(text.slice(0, 10));
  }
  const instant = parseUtc(text);
  return instant === null ? null : businessDateIn(instant, PACIFIC);
}

function readParsed<T>(parse: (text: string) => T | null, what: string): (value: unknown) => Result<T | null, string> {
  return (value) => {
    if (isAbsent(value)) {
      return ok(null);
    }
    const parsed = typeof value === 'string' ? parse(value.trim()) : null;
    return parsed === null ? fail(`is ${shown(value)} where ${what} was expected`) : ok(parsed);
  };
}

/** An amount with its currency; a bare number has none. */
export interface RawMoney {
  readonly amount: Decimal;
  /** ISO 4217 in capitals; V2 writes it in small letters. */
  readonly currency: string | null;
}

function readMoney(value: unknown): Result<RawMoney | null, string> {
  if (isAbsent(value)) {
    return ok(null);
  }
  const amount = readDecimal(isRecord(value) ? value['amount'] : value);
  if (!amount.ok) {
    return amount;
  }
  const said = isRecord(value) ? readText(value['currency']) : ok(null);
  const currency = said.ok && said.value !== null ? said.value.toUpperCase() : null;
  if (currency !== null && !/^[A-Z]{3}$/.test(currency)) {
    return fail(`is in ${shown(currency)} where a currency such as "usd" was expected`);
  }
  return ok(amount.value === null ? null : { amount: amount.value, currency });
}

export const seIdRequired = () => field(required(readId));
export const seIdOrNull = () => field(readNumberIfAny);
export const utcOrNull = () => field(readParsed(parseUtc, 'a time'));
export const utcRequired = () => field(required(readParsed(parseUtc, 'a time')));
export const utcDateOrNull = () => field(readParsed(parseUtcDate, 'a date'));
export const moneyOrNull = () => field(readMoney);
/** Null and missing become 0. */
export const moneyOrZero = () => moneyOrNull().transform((money): RawMoney => money ?? { amount: ZERO, currency: null });

/** Address of V2. The e-mail of an order stands here and nowhere else. */
export const rawV2Address = z
  .object({
    name: field(readText),
    company_name: field(readText),
    address_line1: field(readText),
    address_line2: field(readText),
    address_line3: field(readText),
    city_locality: field(readText),
    state_province: field(readText),
    postal_code: field(readText),
    country_code: field(readText),
    phone: field(readText),
    email: field(readText),
  })
  .nullish();
