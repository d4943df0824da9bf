import type { Decimal } from '../../../../shared/domain/money/decimal.ts';

/** An amount in an answer, kept apart from whole numbers because V1 writes it as a float: 14.0, not 14. */
export class Amount {
  readonly value: Decimal;

  constructor(value: Decimal) {
    this.value = value;
  }
}

export const amountOf = (value: Decimal): Amount => new Amount(value);

export const amountOrNull = (value: Decimal | null): Amount | null => (value === null ? null : new Amount(value));

export type Rendered = string | number | boolean | null | Amount | readonly Rendered[] | RenderedObject;
export interface RenderedObject {
  readonly [key: string]: Rendered;
}

/** `float` is V1's usual form; the others are what some answers have been seen with. */
export type NumberForm = 'float' | 'text' | 'integer';

/** Writes an answer as JSON text. Grown piece by piece: a page of 500 orders has some 100,000 values. */
export function jsonText(value: Rendered, form: NumberForm): string {
  if (typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  if (value instanceof Amount) {
    return amountText(value.value, form);
  }
  let text = '';
  if (isList(value)) {
    for (const element of value) {
      text += `${text === '' ? '' : ','}${jsonText(element, form)}`;
    }
    return `[${text}]`;
  }
  for (const key of Object.keys(value)) {
    text += `${text === '' ? '' : ','}${nameText(key)}${jsonText(value[key] ?? null, form)}`;
  }
  return `{${text}}`;
}

/** `"orderId":` and the like: few names, each written very often. */
const names = new Map<string, string>();
const MOST_NAMES = 2000;

function nameText(key: string): string {
  let text = names.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (names.size < MOST_NAMES) {
      names.set(key, text);
    }
  }
  return text;
}

function amountText(value: Decimal, form: NumberForm): string {
  const float = value.includes('.') ? value : `${value}.0`;
  if (form === 'text') {
    return `"${float}"`;
  }
  return form === 'integer' ? value : float;
}

function isList(value: Rendered): value is readonly Rendered[] {
  return Array.isArray(value);
}
