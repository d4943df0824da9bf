import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import { instantOf, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { nowOf } from '../outbox/rows.ts';

/** Reads are metered: a rate that the books do not have is asked for again after this. */
const ASK_AGAIN_MS = 60 * 60_000;
/** Each is one read: of a first pull of years in several currencies the rest comes with the next runs. */
const MOST_AT_ONCE = 400;

/** Notes the exchange rate that a plan misses, so that the next run that asks the books brings it. */
export function noteWantedRate({ store }: EngineParts, plan: Plan): void {
  for (const { code, details } of plan.blockers) {
    const { currency, date } = details;
    const on = typeof date === 'string' ? parseBusinessDate(date) : null;
    if (code === 'books/rate-missing' && typeof currency === 'string' && on !== null) {
      store.mirror.wantExchangeRate({ currency, on });
    }
  }
}

/**
 * Asks the books for the exchange rates that plans miss, one read for each currency and day. Returns how many were told. Where
 * the books can't be asked the orders stay blocked, and the next run asks again.
 */
export async function readWantedRates(parts: EngineParts, run: RunControl): Promise<number> {
  const { mirror } = parts.store;
  const wanted = mirror.wantedExchangeRates(instantOf(parts.clock.now() - ASK_AGAIN_MS)).slice(0, MOST_AT_ONCE);
  const home = mirror.company()?.homeCurrency;
  const books = wanted.length === 0 || home === undefined ? null : await parts.books();
  if (books === null || home === undefined || !books.ok) {
    return 0;
  }
  let told = 0;
  for (const key of wanted) {
    if (run.signal.aborted) {
      break;
    }
    const rate = await books.value.exchangeRate(key.currency, home, key.on, run.signal);
    if (!rate.ok) {
      break;
    }
    mirror.saveExchangeRate(key, rate.value, nowOf(parts));
    told += rate.value === null ? 0 : 1;
  }
  return told;
}
