import type { Money } from '../../../../shared/domain/money/money.ts';

/** Sums per currency, currencies in alphabetical order. */
export function totalsOf(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency })).toSorted((a, b) => a.currency.localeCompare(b.currency, 'en'));
}
