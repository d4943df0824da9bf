import { type Decimal, parseDecimal } from '../../../shared/domain/money/decimal.ts';
import { type BusinessDate, type Instant, instantOf, parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import { isRecord } from '../http/json-text.ts';
import { z } from 'zod';

/*
 * Fields of Intuit's answers. New fields may appear at any time and are passed over; a field of another type than expected
 * counts as absent, except where a record makes no sense without it.
 */

/** Text, or a number as text; null where it is empty or anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') {
    return value === '' ? null : value;
  }
  return typeof value === 'number' ? String(value) : null;
}

export const text = z.unknown().optional().transform(textOf);

/** Ids are texts of digits, but "TAX" and "NON" exist too. */
export const idRequired = z.union([z.string().min(1), z.number().int()]).transform(String);

/** {"value": "5", "name": "…"}. */
export const reference = z
  .unknown()
  .optional()
  .transform((value): { readonly value: string; readonly name: string | null } | null => {
    if (!isRecord(value)) {
      return null;
    }
    const id = typeof value['value'] === 'number' ? String(value['value']) : value['value'];
    return typeof id === 'string' && id !== '' ? { value: id, name: typeof value['name'] === 'string' ? value['name'] : null } : null;
  });

export const amount = z
  .unknown()
  .optional()
  .transform((value): Decimal | null => {
    const parsed = typeof value === 'number' || typeof value === 'string' ? parseDecimal(value) : null;
    return parsed?.ok === true ? parsed.value : null;
  });

export const amountRequired = z.union([z.string(), z.number()]).transform((value, context): Decimal => {
  const parsed = parseDecimal(value);
  if (parsed.ok) {
    return parsed.value;
  }
  context.addIssue({ code: 'custom', message: parsed.fault.message });
  return z.NEVER;
});

export const wholeNumber = z
  .unknown()
  .optional()
  .transform((value): number | null => {
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
  });

/** Null where it is not said. */
export const flag = z
  .unknown()
  .optional()
  .transform((value): boolean | null => {
    if (value === true || value === 'true') {
      return true;
    }
    return value === false || value === 'false' ? false : null;
  });

export const dateOrNull = z
  .unknown()
  .optional()
  .transform((value): BusinessDate | null => (typeof value === 'string' ? parseBusinessDate(value.slice(0, 10)) : null));

/** A list of records; anything else counts as none. */
export function listOf<T>(element: z.ZodType<T, unknown>) {
  return z
    .unknown()
    .optional()
    .transform((value): unknown[] => (Array.isArray(value) ? value.filter(isRecord) : []))
    .pipe(z.array(element));
}

export const metaData = z
  .unknown()
  .optional()
  .transform((value): Instant | null => (isRecord(value) ? readTime(value['LastUpdatedTime']) : null));

/** "2026-03-14T05:58:07.300-07:00", or the gateway's count of milliseconds. */
export function readTime(value: unknown): Instant | null {
  const epochMs = typeof value === 'string' ? Date.parse(value) : value;
  return typeof epochMs === 'number' && Number.isFinite(epochMs) && Math.abs(epochMs) < 8e15 ? instantOf(epochMs) : null;
}
