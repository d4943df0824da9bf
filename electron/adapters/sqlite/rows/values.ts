import { z } from 'zod';

import { findingSchema } from '../../../../shared/contract/shapes.ts';
import type { Finding } from '../../../../shared/domain/findings.ts';
import type { Decimal } from '../../../../shared/domain/money/decimal.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import type { Json, JsonObject } from '../../../../shared/domain/planning/plan.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const INSTANT = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const textLike = <T>(pattern: RegExp, what: string) =>
  z.custom<T>((value) => typeof value === 'string' && pattern.test(value), `not ${what}`);

export const decimalText = textLike<Decimal>(DECIMAL, 'a decimal');
export const instantText = textLike<Instant>(INSTANT, 'an instant');
export const dateText = textLike<BusinessDate>(DATE, 'a date');
/** As {@link dateOrEmpty}, for an amount that nobody tells. */
export const decimalOrEmpty = z.union([z.literal('').transform(() => null), decimalText]);
/** A column that holds '' where there is no date, so that it can be sorted and paged. */
export const dateOrEmpty = z.union([z.literal('').transform(() => null), dateText]);

export const moneyValue: z.ZodType<Money> = z.object({ minor: z.int(), currency: z.string() });
export const findingValue: z.ZodType<Finding> = findingSchema;
export const findingsValue: z.ZodType<readonly Finding[]> = z.array(findingSchema);

const jsonValue: z.ZodType<Json> = z.custom<Json>((value) => value !== undefined);
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), jsonValue);

/** Two columns of money; null where either is. */
export function moneyOrNull(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

/** A text column that holds JSON of that shape. Text that is no JSON is refused like any other wrong value. */
export function jsonColumn<T>(shape: z.ZodType<T>): z.ZodType<T> {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** A row of one column, taken out of its object. */
export function column<T>(name: string, shape: z.ZodType<T>): z.ZodType<T> {
  return z
    .looseObject({})
    .transform((row) => row[name])
    .pipe(shape);
}

export const countColumn = column('count', z.int());
