import { describe, expect, it } from 'vitest';

import type { PracticeRegime } from '../../electron/practice/practice.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, missing, only, type Reply, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const SEATTLE = { Line1: '1 Pine St', City: 'Seattle', CountrySubDivisionCode: 'WA', PostalCode: '98101', Country: 'US' };
const TAX = { TaxCodeRef: { value: 'TAX' } };
const NON = { TaxCodeRef: { value: 'NON' } };

interface Shop {
  readonly shop: Harness;
  readonly mug: string;
  readonly shipping: string;
  readonly post: (body: JsonObject) => Promise<Reply>;
}

async function open(regime: PracticeRegime): Promise<Shop> {
  const shop = await startHarness(regime);
  const customer = await shop.customerId('Marcus Hale');
  return {
    shop,
    mug: await shop.itemId('Mug'),
    shipping: await shop.itemId('Shipping - Standard'),
    post: (body) => shop.create('Invoice', { CustomerRef: { value: customer }, ...body }),
  };
}

const idOf = async (shop: Harness, entity: string, name: string): Promise<string> =>
  textAt((await shop.rows(`SELECT * FROM ${entity} WHERE Name = '${name}'`))[0] ?? null, 'Id') ?? missing(name);
const taxLines = (invoice: JsonObject): readonly JsonObject[] => objectsAt(objectAt(invoice, 'TxnTaxDetail'), 'TaxLine');

describe('automated US sales tax', () => {
  it('is computed by the state of the ship-to address on TAX lines, shipping by the state’s rule', async () => {
    const { post, mug, shipping } = await open('us-automated');
    const lines = [salesLine(mug, 100, TAX), salesLine(shipping, 10, TAX), salesLine(mug, 50, NON)];
    const home = only(await post({ ShipAddr: SEATTLE, Line: lines }), 'Invoice');
    expect(home).toMatchObject({ TotalAmt: 171.28, TxnTaxDetail: { TotalTax: 11.28 } });
    expect(taxLines(home)).toMatchObject([{ Amount: 7.15, TaxLineDetail: { TaxPercent: 6.5, NetAmountTaxable: 110 } }, { Amount: 4.13 }]);
    const california = only(await post({ ShipAddr: { ...SEATTLE, CountrySubDivisionCode: 'ca' }, Line: lines }), 'Invoice');
    expect(california).toMatchObject({ TxnTaxDetail: { TotalTax: 8.5 } });
    expect(only(await post({ ShipAddr: { ...SEATTLE, CountrySubDivisionCode: 'TX' }, Line: lines }), 'Invoice')).toMatchObject({
      TotalAmt: 160,
    });
  });

  it('is replaced by TotalTax, spread over the state’s parts, whatever the tax code says', async () => {
    const { post, mug } = await open('us-automated');
    const invoice = only(
      await post({
        ShipAddr: SEATTLE,
        ShippingTaxIncludedInTotalTax: true,
        TxnTaxDetail: { TotalTax: 2.16, TxnTaxCodeRef: { value: '3' } },
        Line: [salesLine(mug, 28, TAX)],
      }),
      'Invoice',
    );
    expect(invoice).toMatchObject({ TotalAmt: 30.16, TxnTaxDetail: { TotalTax: 2.16 } });
    expect(objectAt(invoice, 'TxnTaxDetail')).not.toHaveProperty('TxnTaxCodeRef');
    expect(taxLines(invoice).map((line) => line['Amount'])).toEqual([1.37, 0.79]);
    expect(invoice).not.toHaveProperty('ShippingTaxIncludedInTotalTax');
  });

  it('adds its own tax on taxable shipping to TotalTax unless that is said to be in it', async () => {
    const { post, mug, shipping } = await open('us-automated');
    const body = { ShipAddr: SEATTLE, TxnTaxDetail: { TotalTax: 2.16 }, Line: [salesLine(mug, 28, TAX), salesLine(shipping, 10, TAX)] };
    expect(only(await post(body), 'Invoice')).toMatchObject({ TxnTaxDetail: { TotalTax: 3.19 } });
    expect(only(await post({ ...body, ShippingTaxIncludedInTotalTax: true }), 'Invoice')).toMatchObject({
      TxnTaxDetail: { TotalTax: 2.16 },
    });
  });

  it('ignores or refuses TotalTax where no line is taxable, and where overrides are not allowed', async () => {
    const { shop, post, mug } = await open('us-automated');
    const body = { ShipAddr: SEATTLE, TxnTaxDetail: { TotalTax: 5 }, Line: [salesLine(mug, 100, NON)] };
    expect(only(await post(body), 'Invoice')).toMatchObject({ TotalAmt: 100 });
    shop.books.control.configure({ taxWithoutTaxableLine: 'refuse' });
    expect(errorOf(await post(body)).code).toBe('6000');
    shop.books.control.configure({ taxOverride: false });
    expect(only(await post({ ...body, Line: [salesLine(mug, 100, TAX)] }), 'Invoice')).toMatchObject({ TotalAmt: 110.25 });
  });

  it('falls on lines without a code by the item, and on the lines less the discount where that is said', async () => {
    const { post, mug, shop } = await open('us-automated');
    const discount = { Amount: 20, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } };
    const lines = [salesLine(mug, 100), salesLine(await shop.itemId('Mint Tea'), 100), discount];
    expect(only(await post({ ShipAddr: SEATTLE, Line: lines }), 'Invoice')).toMatchObject({
      TotalAmt: 190.25,
      TxnTaxDetail: { TotalTax: 10.25 },
    });
    expect(only(await post({ ShipAddr: SEATTLE, Line: lines, ApplyTaxAfterDiscount: true }), 'Invoice')).toMatchObject({
      TotalAmt: 189.23,
      TxnTaxDetail: { TotalTax: 9.23 },
    });
  });

  it('is that of the company’s own place where no address is known', async () => {
    const { post, mug } = await open('us-automated');
    expect(only(await post({ Line: [salesLine(mug, 100, TAX)] }), 'Invoice')).toMatchObject({ TotalAmt: 110.25 });
  });

  it('keeps an override through an update that leaves the lines alone', async () => {
    const { shop, post, mug } = await open('us-automated');
    const invoice = only(await post({ ShipAddr: SEATTLE, TxnTaxDetail: { TotalTax: 2.16 }, Line: [salesLine(mug, 28, TAX)] }), 'Invoice');
    const updated = await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '0', sparse: true, TrackingNum: '1Z' });
    expect(updated.body).toMatchObject({ Invoice: { TotalAmt: 30.16, TrackingNum: '1Z', SyncToken: '1' } });
  });

  it('of the engine is no reason for an update without effect to move the SyncToken', async () => {
    const { shop, post, mug } = await open('us-automated');
    const invoice = only(await post({ ShipAddr: SEATTLE, PrivateNote: 'n', Line: [salesLine(mug, 28, TAX)] }), 'Invoice');
    const updated = await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '0', sparse: true, PrivateNote: 'n' });
    expect(updated.body).toMatchObject({ Invoice: { TotalAmt: 30.87, SyncToken: '0' } });
  });

  it('takes no other line code than TAX and NON', async () => {
    const { post, mug } = await open('us-automated');
    const refused = errorOf(await post({ Line: [salesLine(mug, 1, { TaxCodeRef: { value: '10' } })] }));
    expect(refused).toMatchObject({ code: '6100', detail: 'Valid line TaxCodes for US should be TAX or NON. Supplied value:10' });
  });
});

describe('manual US sales tax', () => {
  it('is the rates of the code in the head, on TAX lines, and none without a code', async () => {
    const { shop, post, mug } = await open('us-manual');
    const state = await idOf(shop, 'TaxCode', 'WA State');
    const both = await idOf(shop, 'TaxCode', 'Seattle');
    const lines = [salesLine(mug, 14, TAX), salesLine(mug, 50, NON)];
    expect(only(await post({ Line: lines }), 'Invoice')).toMatchObject({ TotalAmt: 64 });
    expect(only(await post({ Line: lines, TxnTaxDetail: { TxnTaxCodeRef: { value: state } } }), 'Invoice')).toMatchObject({
      TotalAmt: 64.91,
      TxnTaxDetail: {
        TxnTaxCodeRef: { value: state },
        TotalTax: 0.91,
        TaxLine: [{ Amount: 0.91, TaxLineDetail: { TaxPercent: 6.5, NetAmountTaxable: 14 } }],
      },
    });
    expect(taxLines(only(await post({ Line: lines, TxnTaxDetail: { TxnTaxCodeRef: { value: both } } }), 'Invoice'))).toMatchObject([
      { Amount: 0.91 },
      { Amount: 0.53 },
    ]);
    expect(errorOf(await post({ Line: lines, TxnTaxDetail: { TxnTaxCodeRef: { value: '999' } } })).code).toBe('2500');
  });

  it('takes TotalTax with a tax line as it comes; without one it reckons, or finds nothing', async () => {
    const { shop, post, mug } = await open('us-manual');
    const code = await idOf(shop, 'TaxCode', 'WA State');
    const rate = await idOf(shop, 'TaxRate', 'WA State');
    const taxLine = {
      Amount: 1,
      DetailType: 'TaxLineDetail',
      TaxLineDetail: { TaxRateRef: { value: rate }, PercentBased: true, TaxPercent: 6.5, NetAmountTaxable: 14 },
    };
    const detail = { TxnTaxCodeRef: { value: code }, TotalTax: 1 };
    const total = async (TxnTaxDetail: JsonObject) =>
      only(await post({ Line: [salesLine(mug, 14, TAX)], TxnTaxDetail }), 'Invoice')['TotalAmt'];
    expect(await total({ ...detail, TaxLine: [taxLine] })).toBe(15);
    expect(await total(detail)).toBe(14.91);
    shop.books.control.configure({ manualTaxWithoutTaxLine: 'zero' });
    expect(await total(detail)).toBe(14);
  });
});

describe('a US company without sales tax', () => {
  it('ignores what is sent as tax', async () => {
    const { post, mug } = await open('us-none');
    expect(
      only(await post({ ShipAddr: SEATTLE, Line: [salesLine(mug, 14, TAX)], TxnTaxDetail: { TotalTax: 2 } }), 'Invoice'),
    ).toMatchObject({ TotalAmt: 14, TxnTaxDetail: { TotalTax: 0 } });
  });
});

describe('the Canadian company', () => {
  it('needs a tax code on every line and the mode of the amounts', async () => {
    const { post, mug } = await open('canada');
    const refused = errorOf(await post({ GlobalTaxCalculation: 'TaxExcluded', Line: [salesLine(mug, 10)] }));
    expect(refused).toMatchObject({ code: '6000', detail: 'Make sure all your transactions have a GST/HST rate before you save.' });
    expect(errorOf(await post({ Line: [salesLine(mug, 10)] })).detail).toContain('GlobalTaxCalculation');
    expect(
      errorOf(await post({ GlobalTaxCalculation: 'TaxExcluded', Line: [salesLine(mug, 10, { TaxCodeRef: { value: '99' } })] })).code,
    ).toBe('2500');
  });

  it('computes exclusive tax by rate over all lines', async () => {
    const { shop, post, mug } = await open('canada');
    const gst = { TaxCodeRef: { value: await idOf(shop, 'TaxCode', 'GST') } };
    const pst = { TaxCodeRef: { value: await idOf(shop, 'TaxCode', 'GST/PST BC') } };
    const zero = { TaxCodeRef: { value: await idOf(shop, 'TaxCode', 'Zero-rated') } };
    const invoice = only(
      await post({
        GlobalTaxCalculation: 'TaxExcluded',
        Line: [salesLine(mug, 10.5, gst), salesLine(mug, 20, pst), salesLine(mug, 5, zero)],
      }),
      'Invoice',
    );
    expect(invoice).toMatchObject({
      CurrencyRef: { value: 'CAD' },
      GlobalTaxCalculation: 'TaxExcluded',
      TotalAmt: 38.43,
      TxnTaxDetail: { TotalTax: 2.93 },
    });
    expect(taxLines(invoice).map((line) => [line['Amount'], objectAt(line, 'TaxLineDetail')?.['NetAmountTaxable']])).toEqual([
      [1.53, 30.5],
      [1.4, 20],
      [0, 5],
    ]);
  });

  it('brings inclusive amounts to their net line by line', async () => {
    const { shop, post, mug } = await open('canada');
    const hst = { value: await idOf(shop, 'TaxCode', 'HST ON') };
    const line = salesLine(mug, 8.84, { TaxCodeRef: hst, TaxInclusiveAmt: 9.99 });
    const invoice = only(await post({ GlobalTaxCalculation: 'TaxInclusive', Line: [line, line, line] }), 'Invoice');
    expect(objectsAt(invoice, 'Line').map((one) => one['Amount'])).toEqual([8.84, 8.84, 8.84, 26.52]);
    // Three times 9.99 are 29.97: the lines' rounding leaves it there by luck of 13 %.
    expect(invoice).toMatchObject({ TotalAmt: 29.97, TxnTaxDetail: { TotalTax: 3.45 } });
  });

  it('takes an override with a line for each rate, and no tax details where tax does not apply', async () => {
    const { shop, post, mug } = await open('canada');
    const gst = { TaxCodeRef: { value: await idOf(shop, 'TaxCode', 'GST') } };
    const rate = await idOf(shop, 'TaxRate', 'GST');
    const taxLine = { Amount: 0.49, DetailType: 'TaxLineDetail', TaxLineDetail: { TaxRateRef: { value: rate }, NetAmountTaxable: 10 } };
    const body = { Line: [salesLine(mug, 10, gst)], TxnTaxDetail: { TotalTax: 0.49, TaxLine: [taxLine] } };
    expect(only(await post({ ...body, GlobalTaxCalculation: 'TaxExcluded' }), 'Invoice')).toMatchObject({ TotalAmt: 10.49 });
    expect(errorOf(await post({ ...body, GlobalTaxCalculation: 'NotApplicable' })).code).toBe('6170');
    expect(only(await post({ Line: [salesLine(mug, 10, gst)], GlobalTaxCalculation: 'NotApplicable' }), 'Invoice')).toMatchObject({
      TotalAmt: 10,
    });
  });
});
