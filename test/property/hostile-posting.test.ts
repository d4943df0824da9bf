import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { config, planOf } from '../helpers/domain-builders.ts';
import { mirrorOf } from '../helpers/books-mirror.ts';
import { hostileOrder } from '../helpers/hostile-orders.ts';
import { on } from '../helpers/order-builders.ts';
import { postPlans } from '../helpers/posted-plans.ts';
import { startBooksHarness } from '../ports/quickbooks-harness.ts';

const ORDERS = 150;

const RULES = (['invoice', 'invoice-with-payment', 'sales-receipt'] as const).flatMap((document) =>
  (['item', 'field'] as const).map((as) =>
    config({
      policy: {
        shipping: { as, whenUnmapped: 'default', defaultItem: { name: 'Shipping - Other' } },
        items: {
          whenUnmatched: 'create',
          fallbackItem: null,
          createAs: 'NonInventory',
          incomeAccount: { name: 'Sales of Product Income' },
        },
      },
      store: { document, tax: 'none', customer: 'per-buyer' },
    }),
  ),
);

describe.each([true, false])('orders of which no text can be trusted, in books whose CustomTxnNumbers are %s', (isCustom) => {
  it('are taken as planned, each under its own number, however strict the books are', async () => {
    const harness = await startBooksHarness('us-none');
    harness.practice.control.configure({ limits: false, shippingTextLength: 31, lengthCounting: 'utf16' });
    harness.practice.control.changePreferences({
      SalesFormsPrefs: { AllowDiscount: true, AllowShipping: true, CustomTxnNumbers: isCustom },
      AccountingInfoPrefs: { BookCloseDate: null },
    });
    const books = await mirrorOf(harness);
    const seed = fc.sample(fc.integer(), 1)[0] ?? 0;
    const members = fc.sample(hostileOrder, { numRuns: ORDERS, seed });
    const numbers = new Set<string>();
    const plans = members.flatMap((one, index) => {
      const plan = planOf(
        { ...one, order: { ...one.order, orderId: 900_000 + index } },
        {
          config: RULES[index % RULES.length] ?? config(),
          books,
          today: on('2026-06-22'),
          numberIsUnique: (number) => !numbers.has(number),
        },
      );
      const isNew = plan.documentNumber !== null && !numbers.has(plan.documentNumber.toLowerCase());
      numbers.add((plan.documentNumber ?? '').toLowerCase());
      return plan.outcome === 'ready' && isNew ? [plan] : [];
    });
    expect(plans.length, `seed ${seed}`).toBeGreaterThan(ORDERS / 4);
    // A new customer is asked for once for each name: the engine settles namesakes before it posts.
    const names = new Set<string>();
    const apart = plans.filter(({ customer }) => {
      const name = customer?.name.toLowerCase() ?? '';
      return names.has(name) ? false : names.add(name) !== undefined;
    });
    expect(await postPlans(harness.books, apart), `seed ${seed}`).toEqual([]);
    const posted = harness.practice.documents().filter(({ entity }) => entity !== 'Payment');
    const missing = apart.filter(
      ({ documentNumber, total }) => !posted.some((one) => one.docNumber === documentNumber && one.totalMinor === total?.minor),
    );
    expect(
      missing.map(({ documentNumber }) => documentNumber),
      `seed ${seed}`,
    ).toEqual([]);
  });
});
