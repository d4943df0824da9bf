import { nameKey } from '../../../shared/domain/orders/text.ts';

/** Longest sort key: it travels in the cursor, which the contract limits to 400 characters. */
const KEY_LENGTH = 60;
const DIGITS_PADDED = 12;

/** Sorts order numbers as people count: "SHOP-999" before "SHOP-1002". */
export function numberKey(orderNumber: string): string {
  return nameKey(orderNumber)
    .slice(0, KEY_LENGTH)
    .replace(/\d+/gu, (digits) => digits.padStart(DIGITS_PADDED, '0'))
    .slice(0, KEY_LENGTH);
}

export function buyerKey(buyer: string | null): string {
  return buyer === null ? '' : nameKey(buyer).slice(0, KEY_LENGTH);
}

/** What searches look into: without case, accents and repeated spaces. */
export function searchText(parts: readonly (string | null)[]): string {
  return nameKey(parts.filter((part) => part !== null && part !== '').join(' '));
}

/** More words than anyone types; the rest would not narrow the list. */
const MAX_WORDS = 8;

/** The words that must all occur. */
export function searchWords(search: string | undefined): readonly string[] {
  const words = nameKey(search ?? '')
    .split(' ')
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MAX_WORDS);
}
