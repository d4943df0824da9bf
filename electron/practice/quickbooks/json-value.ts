import { type Decimal, parseDecimal, toMinor } from '../../../shared/domain/money/decimal.ts';

/** Any JSON. */
export type Json = string | number | boolean | null | JsonObject | readonly Json[];

/** An object of JSON. A property that is `undefined` is not there. */
export interface JsonObject {
  readonly [property: string]: Json | undefined;
}

/** An object under construction. */
export type JsonDraft = Record<string, Json | undefined>;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads JSON text; null where it is none. */
export function parseJson(text: string): { readonly value: Json } | null {
  try {
    // Safe: JSON.parse gives nothing but JSON.
    return { value: JSON.parse(text) as Json };
  } catch {
    return null;
  }
}

/** An object of JSON text that this stand-in wrote itself. */
export function parseOwnObject(text: string): JsonObject {
  const parsed = parseJson(text);
  if (parsed === null || !isObject(parsed.value)) {
    throw new Error('A stored object is no JSON object');
  }
  return parsed.value;
}

/** The text of a property; null where it is absent, empty or no text. */
export function textAt(object: JsonObject | null, property: string): string | null {
  const value = object?.[property];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function objectAt(object: JsonObject | null, property: string): JsonObject | null {
  const value = object?.[property];
  return isObject(value) ? value : null;
}

/** The objects of a list property; an empty list where it is absent. */
export function objectsAt(object: JsonObject | null, property: string): readonly JsonObject[] {
  const value = object?.[property];
  return Array.isArray(value) ? value.filter((entry: Json): entry is JsonObject => isObject(entry)) : [];
}

/** The id that a reference names. */
export function refAt(object: JsonObject | null, property: string): string | null {
  return textAt(objectAt(object, property), 'value');
}

/** A number, or text that is one, as an exact decimal. */
export function decimalAt(object: JsonObject | null, property: string): Decimal | null {
  const value = object?.[property];
  if (typeof value !== 'number' && typeof value !== 'string') {
    return null;
  }
  const parsed = parseDecimal(value);
  return parsed.ok ? parsed.value : null;
}

/** An amount in minor units, rounded half up; null where there is none. */
export function minorAt(object: JsonObject | null, property: string, minorDigits: number): number | null {
  const value = decimalAt(object, property);
  return value === null ? null : toMinor(value, minorDigits);
}

export function isTrue(object: JsonObject | null, property: string): boolean {
  const value = object?.[property];
  return value === true || value === 'true';
}

/** The object without the properties that are `undefined`. */
export function compact(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
