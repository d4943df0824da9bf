import { type Money, moneyText } from '../../../../shared/domain/money/money.ts';

/** "32.88 USD", or a dash where there is none. */
export function amountText(amount: Money | null): string {
  return amount === null ? '–' : `${moneyText(amount)} ${amount.currency}`;
}

export function amountsText(amounts: readonly Money[]): string {
  return amounts.length === 0 ? '–' : amounts.map(amountText).join(', ');
}

/** "1 order", "3 orders". */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "1, 2, 3 and 5 more". */
export function someOf(ids: readonly number[], shown = 10): string {
  const first = ids.slice(0, shown).join(', ');
  return ids.length > shown ? `${first} and ${ids.length - shown} more` : first;
}
