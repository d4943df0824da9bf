import type { Config } from '../../../shared/domain/config/config.ts';
import { type Decimal, toMinor } from '../../../shared/domain/money/decimal.ts';
import { minorDigitsOf } from '../../../shared/domain/money/money.ts';
import { type BusinessDate, epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';

/** No zone's midnight falls inside a quarter of an hour: within one, an instant's date is always the same. */
const QUARTER_MS = 900_000;
/** Totals beyond ten thousand million in minor units are shown as that: a list's sums must stay exact integers. */
const LARGEST_LISTED_MINOR = 1_000_000_000_000;
/** Until the books have said what their home currency is. */
const CURRENCY_BEFORE_BOOKS = 'USD';

/** What an order's row in the list depends on beside the order itself: the company's zone and each store's currency. */
export interface ListBasis {
  dateOf(instant: Instant): BusinessDate;
  currencyOf(storeId: number): string;
  /** Equal for two bases that give every order the same row. */
  readonly key: string;
}

export function createListBasis(config: Config, homeCurrency: string | null): ListBasis {
  const { timeZone } = config.policy;
  const currencies = Object.entries(config.stores).flatMap(([storeId, { currency }]) =>
    currency === null ? [] : [[storeId, currency] as const],
  );
  const byStore = new Map(currencies);
  const fallback = homeCurrency ?? CURRENCY_BEFORE_BOOKS;
  const dates = new Map<number, BusinessDate>();
  return {
    dateOf: (instant) => {
      const quarter = Math.floor(epochMsOf(instant) / QUARTER_MS);
      const known = dates.get(quarter);
      if (known !== undefined) {
        return known;
      }
      const date = businessDateIn(instantOf(quarter * QUARTER_MS), timeZone);
      dates.set(quarter, date);
      return date;
    },
    currencyOf: (storeId) => byStore.get(String(storeId)) ?? fallback,
    key: JSON.stringify([timeZone, fallback, currencies.toSorted(([a], [b]) => a.localeCompare(b))]),
  };
}

/** An order's total as the list sorts and sums it: 0 where nobody tells it. */
export function listedMinor(total: Decimal | null, currency: string): number {
  if (total === null) {
    return 0;
  }
  const rough = Number(total);
  if (Math.abs(rough) * 10 ** minorDigitsOf(currency) > LARGEST_LISTED_MINOR) {
    return Math.sign(rough) * LARGEST_LISTED_MINOR;
  }
  return toMinor(total, minorDigitsOf(currency));
}
