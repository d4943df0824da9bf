import { parseDecimal } from '../../../../shared/domain/money/decimal.ts';
import { assertNever } from '../../../../shared/domain/result.ts';
import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { isObject, type Json, type JsonObject } from '../json-value.ts';
import {
  invalidBoolean,
  invalidDate,
  invalidEnum,
  invalidNumber,
  type Refusal,
  tooLong,
  unknownProperty,
  unreadableBody,
} from '../refusal.ts';
import type { PracticeQuickBooksSettings } from '../settings.ts';
import type { Field, Shape } from './fields.ts';

/** What is not known of length limits (api/quickbooks §11). */
export type LengthRules = Pick<PracticeQuickBooksSettings, 'lengthCounting' | 'shippingTextLength'>;

/**
 * Looks through what a caller sent: property names (case-sensitive), kinds and lengths. `null` is no value and passes;
 * empty text passes, because it clears.
 *
 * @returns the first thing that QuickBooks would refuse
 */
export function checkShape(className: string, shape: Shape, sent: JsonObject, rules: LengthRules): Refusal | null {
  for (const [property, value] of Object.entries(sent)) {
    if (!Object.hasOwn(shape, property)) {
      return unknownProperty(className, property, Object.keys(shape));
    }
    const field = shape[property];
    const refusal = field === undefined || value === undefined || value === null ? null : checkField(property, field, value, rules);
    if (refusal !== null) {
      return refusal;
    }
  }
  return null;
}

function checkField(property: string, field: Field, value: Json, rules: LengthRules): Refusal | null {
  switch (field.kind) {
    case 'any':
      return null;
    case 'text':
      return checkText(property, value, field.max ?? null, rules);
    case 'shipping-text':
      return checkText(property, value, rules.shippingTextLength, rules);
    case 'number':
      return isNumber(value) ? null : invalidNumber(property, shown(value));
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false' ? null : invalidBoolean(property, shown(value));
    case 'date':
      return value === '' || (typeof value === 'string' && parseBusinessDate(value.replaceAll('/', '-').slice(0, 10)) !== null)
        ? null
        : invalidDate(property, shown(value));
    case 'choice':
      return value === '' || (typeof value === 'string' && field.of.includes(value)) ? null : invalidEnum(property, shown(value));
    case 'object':
      return isObject(value) ? checkShape(field.className, field.shape, value, rules) : unreadableBody(`Can not read ${property}`);
    case 'list':
      return checkList(property, field, value, rules);
    default:
      return assertNever(field);
  }
}

function checkText(property: string, value: Json, max: number | null, rules: LengthRules): Refusal | null {
  if (typeof value === 'object') {
    return unreadableBody(`Can not read ${property}`);
  }
  const length = lengthOf(String(value), rules.lengthCounting);
  return max !== null && length > max ? tooLong(property, max, length) : null;
}

function lengthOf(text: string, counting: LengthRules['lengthCounting']): number {
  switch (counting) {
    case 'characters':
      return [...text].length;
    case 'utf16':
      return text.length;
    case 'bytes':
      return new TextEncoder().encode(text).length;
    default:
      return assertNever(counting);
  }
}

function checkList(
  property: string,
  { className, shape }: { readonly className: string; readonly shape: Shape },
  value: Json,
  rules: LengthRules,
): Refusal | null {
  if (!Array.isArray(value)) {
    return unreadableBody(`Can not read ${property}`);
  }
  for (const entry of value) {
    const refusal = isObject(entry) ? checkShape(className, shape, entry, rules) : unreadableBody(`Can not read ${property}`);
    if (refusal !== null) {
      return refusal;
    }
  }
  return null;
}

function isNumber(value: Json): boolean {
  return (typeof value === 'number' || (typeof value === 'string' && value !== '')) && parseDecimal(value).ok;
}

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
