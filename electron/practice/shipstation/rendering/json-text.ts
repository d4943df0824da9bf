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

/** Writes an answer as JSON text. */
export function jsonText(value: Rendered, form: NumberForm): string {
  if (value instanceof Amount) {
    return amountText(value.value, form);
  }
  if (isList(value)) {
    return `[${value.map((element) => jsonText(element, form)).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member, form)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
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
