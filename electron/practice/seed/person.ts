import { type Buyer, SHOPPERS, TRADE_BUYERS } from './buyers.ts';

/** A buyer of the lists by key. */
export function person(key: string): Buyer {
  const found = [...SHOPPERS, ...TRADE_BUYERS].find((buyer) => buyer.key === key);
  if (found === undefined) {
    throw new Error(`There is no buyer "${key}"`);
  }
  return found;
}

/** A buyer who appears in one story only. */
export function stranger(key: string, name: string, email: string | null, town: string | number = 'boise', street = '12 Alder Ct'): Buyer {
  return { key, name, email, street, town };
}
