/** What the body of an answer turned out to be. */
export type BodyText =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  /** XML or HTML: an error of a gateway, a proxy's or hotel network's page. */
  | { readonly kind: 'markup' }
  /** Neither: cut off, or no JSON at all. */
  | { readonly kind: 'broken' };

/** A number outside a string with more digits than a double holds for certain. */
const LONG_NUMBER = /[:[,]\s*-?\d[\d.]{15,}/;

/**
 * Reads a body by what it is, not by its Content-Type: Intuit answers XML where JSON was asked, proxies answer HTML with
 * status 200. Numbers with more than 15 digits stay text, so that no digit of an id or an amount is lost.
 */
export function readBody(text: string): BodyText {
  const trimmed = text.trimStart();
  if (trimmed === '') {
    return { kind: 'empty' };
  }
  if (trimmed.startsWith('<')) {
    return { kind: 'markup' };
  }
  try {
    return { kind: 'json', value: LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text) };
  } catch {
    return { kind: 'broken' };
  }
}

function keepLongNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && source.replace(/\D/g, '').length > 15 ? source : value;
}

/** True for a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
