import { describe, expect, it } from 'vitest';

import { parseConfig } from '../../shared/contract/config.ts';
import { mirrorOf } from '../helpers/books-mirror.ts';
import { config, planOf } from '../helpers/domain-builders.ts';
import { on, order } from '../helpers/order-builders.ts';
import { postPlans } from '../helpers/posted-plans.ts';
import { startBooksHarness } from './quickbooks-harness.ts';

const ONLINE = { name: 'Online' };
const SOLD = [
  { quantity: 2, sku: 'MUG-1' },
  { unitPrice: '-3.00', adjustment: true },
];

interface Posted {
  readonly warnings: readonly string[];
  readonly wrong: readonly unknown[];
  readonly invoice: string;
}

/** An order with a discount and shipping, posted into books that track classes in one way. */
async function posted(tracking: { readonly perDocument: boolean; readonly perLine: boolean }, as: 'item' | 'field'): Promise<Posted> {
  const harness = await startBooksHarness('us-none');
  harness.practice.control.changePreferences({
    AccountingInfoPrefs: { ClassTrackingPerTxn: tracking.perDocument, ClassTrackingPerTxnLine: tracking.perLine, BookCloseDate: null },
    SalesFormsPrefs: {
      CustomField: [
        {
          CustomField: [
            { Name: 'SalesFormsPrefs.UseSalesCustom1', BooleanValue: true },
            { Name: 'SalesFormsPrefs.UseSalesCustom2', BooleanValue: false },
          ],
        },
        {
          CustomField: [
            { Name: 'SalesFormsPrefs.SalesCustomName1', StringValue: 'Channel' },
            { Name: 'SalesFormsPrefs.SalesCustomName2', StringValue: 'Old' },
          ],
        },
      ],
    },
  });
  const plan = planOf(order({ orderNumber: 'CLASS-1', items: SOLD, orderTotal: '31.00' }), {
    config: config({
      policy: {
        shipping: { as, whenUnmapped: 'default', defaultItem: { name: 'Shipping - Other' } },
        customFields: [
          { field: '1', from: 'order-number' },
          { field: '2', from: 'order-number' },
        ],
      },
      store: { class: ONLINE },
    }),
    books: await mirrorOf(harness),
    today: on('2026-06-22'),
  });
  const wrong = await postPlans(harness.books, [plan]);
  const document = harness.practice.documents().find(({ docNumber }) => docNumber === 'CLASS-1');
  return {
    warnings: plan.warnings.map(({ code }) => code),
    wrong,
    invoice: JSON.stringify(document === undefined ? null : harness.practice.object(document.entity, document.id)),
  };
}

const classesIn = (invoice: string): number => invoice.split('"ClassRef"').length - 1;

describe('a store’s class and the company’s own fields, in the books', () => {
  it.each(['item', 'field'] as const)('stand where the company tracks them, with shipping as %s', async (as) => {
    const perDocument = await posted({ perDocument: true, perLine: false }, as);
    expect(perDocument.wrong).toEqual([]);
    expect(classesIn(perDocument.invoice)).toBe(1);
    const perLine = await posted({ perDocument: false, perLine: true }, as);
    expect(perLine.wrong).toEqual([]);
    // Mugs and discount, and the shipping where it is a line on an item.
    expect(classesIn(perLine.invoice)).toBe(as === 'item' ? 3 : 2);
    const off = await posted({ perDocument: false, perLine: false }, as);
    expect(off.wrong).toEqual([]);
    expect(classesIn(off.invoice)).toBe(0);
    expect([perDocument.warnings, perLine.warnings, off.warnings].map((codes) => codes.includes('books/tracking-off'))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('fill the field that is on; the one that is off is left out and told', async () => {
    const { invoice, warnings } = await posted({ perDocument: true, perLine: false }, 'item');
    expect(invoice).toContain('{"DefinitionId":"1","Name":"Channel","Type":"StringType","StringValue":"CLASS-1"}');
    expect(invoice).not.toContain('"DefinitionId":"2"');
    expect(warnings).toContain('books/custom-field-off');
  });

  it('come out of the config document as they went in', () => {
    const document = {
      version: 1,
      policy: { shipping: { as: 'field' }, customFields: [{ field: '2', from: 'store' }] },
      paymentMethods: [{ match: { paymentMethod: 'PayPal', store: 5 }, method: null, account: { id: '7' } }],
    };
    const read = parseConfig(document);
    expect(parseConfig(JSON.parse(JSON.stringify(read)))).toEqual(read);
    expect(read).toMatchObject({ ...document, policy: { shipping: { as: 'field' }, customFields: [{ field: '2', from: 'store' }] } });
  });
});
