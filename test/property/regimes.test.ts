import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PRACTICE_REGIMES, type PracticeRegime } from '../../electron/practice/practice.ts';
import type { PracticeQuickBooksSettings } from '../../electron/practice/quickbooks/settings.ts';
import type { BooksReference } from '../../shared/domain/books/reference.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import type { Plan } from '../../shared/domain/planning/plan.ts';
import { mirrorOf } from '../helpers/books-mirror.ts';
import { planOf } from '../helpers/domain-builders.ts';
import { on } from '../helpers/order-builders.ts';
import { postPlans } from '../helpers/posted-plans.ts';
import { anyRegimeCase, type RegimeCase } from '../helpers/regime-orders.ts';
import { type BooksHarness, startBooksHarness } from '../ports/quickbooks-harness.ts';

/** The likeliest QuickBooks, and one that leaves a planner as little as the documents allow. */
const MOODS: readonly { readonly name: string; readonly settings: Partial<PracticeQuickBooksSettings>; readonly allows: boolean }[] = [
  { name: 'as documented', settings: {}, allows: true },
  {
    name: 'at its strictest',
    settings: {
      sentTaxLines: 'reckoned',
      taxWithoutTaxableLine: 'refuse',
      manualTaxWithoutTaxLine: 'zero',
      featureTurnedOff: 'drop',
      lengthCounting: 'bytes',
      shippingTextLength: 31,
      batchOrder: 'reversed',
      futureProperties: true,
    },
    allows: false,
  },
];

const ORDERS_EACH = 250;

/** What the books hold against what they must, in words; nothing where all is right. */
function wrongIn(harness: BooksHarness, cases: readonly RegimeCase[], plans: readonly Plan[]): readonly string[] {
  const documents = harness.practice.documents();
  return cases.flatMap(({ order, expectedTotalMinor, expectedTaxMinor, taxSlackMinor }, index) => {
    const plan = plans[index];
    const found = documents.filter(({ docNumber, entity }) => docNumber === order.orderNumber && entity !== 'Payment');
    const tell = (why: string): string[] => [`${order.orderNumber}: ${why} ${JSON.stringify(plan?.documents.map(({ body }) => body))}`];
    if (plan?.outcome !== 'ready') {
      const isExplained = plan?.outcome === 'skipped' || (plan?.blockers.length ?? 0) > 0;
      return found.length > 0 || !isExplained ? tell(`is ${plan?.outcome ?? 'not planned'}, ${found.length} documents`) : [];
    }
    const [document] = found;
    if (document === undefined || found.length > 1) {
      return tell(`${found.length} documents`);
    }
    const isTaxRight = Math.abs(document.taxMinor - expectedTaxMinor) <= taxSlackMinor;
    if (document.totalMinor !== expectedTotalMinor || !isTaxRight) {
      return tell(`is ${document.totalMinor} with tax ${document.taxMinor}, must be ${expectedTotalMinor} with tax ${expectedTaxMinor}`);
    }
    const paid = documents.filter(({ entity, linkedIds }) => entity === 'Payment' && linkedIds.includes(document.id));
    const isOverpaid = paid.some(({ balanceMinor }) => balanceMinor < 0) || document.balanceMinor < 0;
    return isOverpaid || paid.length > 1 ? tell('is paid more than once, or more than it totals') : [];
  });
}

/** Plans and posts the cases, and tells what is wrong with what the books hold then. */
async function posted(
  harness: BooksHarness,
  cases: readonly RegimeCase[],
  books: BooksReference,
): Promise<{ readonly wrong: readonly string[]; readonly readyCount: number }> {
  const plans = cases.map(({ order, config }) => planOf(order, { config, books, today: on('2026-06-22') }));
  const ready = plans.filter(({ outcome }) => outcome === 'ready');
  const refused = await postPlans(harness.books, ready);
  return {
    wrong: [...refused.map(({ orderId, why }) => `${orderId}: ${why}`), ...wrongIn(harness, cases, plans)],
    readyCount: ready.length,
  };
}

const anySeed = (): number => fc.sample(fc.integer(), 1)[0] ?? 0;

describe.each(MOODS)('2,000 orders in books $name', ({ settings, allows }) => {
  it.each<PracticeRegime>(PRACTICE_REGIMES)('of %s total to the cent, or are blocked with a code; none is posted wrong', async (regime) => {
    const harness = await startBooksHarness(regime);
    harness.practice.control.configure({ ...settings, limits: false });
    harness.practice.control.changePreferences({ SalesFormsPrefs: { AllowDiscount: allows, AllowShipping: allows } });
    const seed = anySeed();
    const cases = fc.sample(anyRegimeCase(regime), { numRuns: ORDERS_EACH, seed }).map((make, index) => make(index));
    const { wrong, readyCount } = await posted(harness, cases, await mirrorOf(harness));
    expect(wrong.slice(0, 3), `seed ${seed}, ${wrong.length} wrong`).toEqual([]);
    // Enough of them can be posted for the rest to say something.
    expect(readyCount).toBeGreaterThan(ORDERS_EACH / 8);
  });
});

describe('orders in another currency', () => {
  it('total to the cent in their own, at the rate that was told, though QuickBooks takes a missing one for 1', async () => {
    const harness = await startBooksHarness('us-none');
    const { control } = harness.practice;
    control.colleague.keepsCurrencies(['EUR']);
    control.configure({ missingExchangeRate: 'one', limits: false });
    const seed = anySeed();
    const cases = fc.sample(anyRegimeCase('us-none'), { numRuns: ORDERS_EACH, seed }).map((make, index) => inEuro(make(index)));
    const books: BooksReference = { ...(await mirrorOf(harness)), exchangeRate: () => decimal('1.0837') };
    const { wrong, readyCount } = await posted(harness, cases, books);
    expect(wrong.slice(0, 3), `seed ${seed}, ${wrong.length} wrong`).toEqual([]);
    expect(readyCount).toBeGreaterThan(ORDERS_EACH / 8);
    const rates = harness.practice.documents().flatMap(({ entity, id, docNumber }) => {
      const object = docNumber?.startsWith('R') === true ? harness.practice.object(entity, id) : null;
      return object === null ? [] : [object['ExchangeRate']];
    });
    expect(new Set(rates)).toEqual(new Set([1.0837]));
  });
});

function inEuro(one: RegimeCase): RegimeCase {
  const stores = Object.entries(one.config.stores).map(([id, store]) => [id, { ...store, currency: 'EUR' }] as const);
  return { ...one, config: { ...one.config, stores: Object.fromEntries(stores) } };
}
