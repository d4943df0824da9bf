import { describe, expect, it } from 'vitest';

import { type JsonObject, objectAt, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, idIn, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

describe('a new invoice in the practice books', () => {
  it('is answered with everything that QuickBooks fills in', async () => {
    const shop = await startHarness();
    const customer = await shop.customerId('Lakeside General Store');
    const tea = await shop.itemId('Breakfast Tea');
    const invoice = only(await shop.create('Invoice', { CustomerRef: { value: customer }, Line: [salesLine(tea, 100)] }), 'Invoice');
    expect(invoice).toMatchObject({
      SyncToken: '0',
      domain: 'QBO',
      TxnDate: '2026-06-22',
      DueDate: '2026-07-22',
      CurrencyRef: { value: 'USD' },
      LinkedTxn: [],
      Line: [
        {
          Id: '1',
          LineNum: 1,
          Amount: 100,
          DetailType: 'SalesItemLineDetail',
          SalesItemLineDetail: { ItemRef: { value: tea, name: 'Breakfast Tea' }, TaxCodeRef: { value: 'NON' } },
        },
        { Amount: 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      ],
      TxnTaxDetail: { TotalTax: 0 },
      CustomerRef: { value: customer, name: 'Lakeside General Store' },
      BillAddr: { City: 'Duluth' },
      ShipAddr: { City: 'Duluth' },
      TotalAmt: 100,
      Balance: 100,
      ApplyTaxAfterDiscount: false,
      PrintStatus: 'NeedToPrint',
      EmailStatus: 'NotSet',
      CustomField: [{ DefinitionId: '1', Name: 'Channel', Type: 'StringType' }],
    });
    expect(objectsAt(invoice, 'Line')[1]).not.toHaveProperty('Id');
    expect(invoice).not.toHaveProperty('DocNumber');
    expect(textAt(objectAt(invoice, 'MetaData'), 'CreateTime')).toBe('2026-06-22T07:00:00-07:00');
    expect((await shop.call('GET', `/customer/${customer}`)).body).toMatchObject({ Customer: { Balance: 100 + 282, SyncToken: '0' } });
  });

  it('gets the next free number where the company numbers itself', async () => {
    const shop = await startHarness();
    shop.books.control.changePreferences({ SalesFormsPrefs: { CustomTxnNumbers: false } });
    const body = {
      CustomerRef: { value: await shop.customerId('Ana Ruiz') },
      Line: [salesLine(await shop.itemId('Mug'), 14, { TaxCodeRef: { value: 'NON' } })],
    };
    await shop.create('Invoice', { ...body, DocNumber: '1005' });
    expect(only(await shop.create('Invoice', body), 'Invoice')).toMatchObject({ DocNumber: '1006' });
    expect(only(await shop.create('Invoice', { ...body, DocNumber: 'AUTO_GENERATE' }), 'Invoice')).toMatchObject({ DocNumber: '1007' });
  });

  it('refuses an amount that is not quantity times price, rounded half up', async () => {
    const shop = await startHarness();
    const body = (amount: number) => ({
      CustomerRef: { value: '1' },
      Line: [salesLine('1', amount, { Qty: 128.35, UnitPrice: 14.5, TaxCodeRef: { value: 'NON' } })],
    });
    const refused = await shop.create('Invoice', body(1861.07));
    expect(refused.status).toBe(400);
    expect(errorOf(refused)).toMatchObject({ code: '6070' });
    expect(errorOf(refused).detail).toContain('Amount is not equal to UnitPrice * Qty. Supplied value:1,861.07');
    expect((await shop.create('Invoice', body(1861.08))).status).toBe(200);
  });
});

describe('what the practice books refuse in a sales document', () => {
  const cases: readonly (readonly [string, (shop: Harness) => Promise<JsonObject>, string, string])[] = [
    ['no customer', () => Promise.resolve({ CustomerRef: null }), '2020', 'Required parameter CustomerRef is missing in the request'],
    ['no lines', () => Promise.resolve({ Line: [] }), '2020', 'Line'],
    [
      'a line without amount',
      () => Promise.resolve({ Line: [{ DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } }] }),
      '2020',
      'Amount',
    ],
    ['an unknown item', () => Promise.resolve({ Line: [salesLine('999', 1)] }), '2500', 'Items element id 999 not found'],
    [
      'an inactive item',
      async (shop) => ({ Line: [salesLine(idOf((await shop.rows('SELECT * FROM Item WHERE Active = false'))[0]), 1)] }),
      '2500',
      'made inactive',
    ],
    ['an unknown customer', () => Promise.resolve({ CustomerRef: { value: '999' } }), '2500', 'Names element id 999 not found'],
    ['a number of 22 characters', () => Promise.resolve({ DocNumber: 'x'.repeat(22) }), '2050', 'Max:21 supported. Supplied length:22'],
    [
      'an unknown property within a line',
      () => Promise.resolve({ Line: [salesLine('1', 1, { Color: 'red' })] }),
      '2010',
      'class com.intuit.schema.finance.v3.SalesItemLineDetail',
    ],
    ['a date in the closed books', () => Promise.resolve({ TxnDate: '2026-05-03' }), '6210', 'through through the QBO Services API'],
    ['a date on no calendar', () => Promise.resolve({ TxnDate: '2026-02-30' }), '2060', '2026-02-30'],
    ['another currency', () => Promise.resolve({ CurrencyRef: { value: 'EUR' } }), '6000', 'Multi Currency'],
    ['a negative total', () => Promise.resolve({ Line: [salesLine('1', -1, { TaxCodeRef: { value: 'NON' } })] }), '6000', '0 or greater'],
    ['an e-mail to send without an address', () => Promise.resolve({ EmailStatus: 'NeedToSend' }), '2020', 'BillEmail'],
    ['an unknown status', () => Promise.resolve({ EmailStatus: 'Sent' }), '2170', 'Sent'],
    ['a deposit', () => Promise.resolve({ Deposit: 3 }), '6000', 'Deposits'],
    [
      'two discounts',
      () => Promise.resolve({ Line: [salesLine('1', 9), discount({ Amount: 1 }), discount({ Amount: 1 })] }),
      '6090',
      'one discount',
    ],
  ];

  it.each(cases)('%s', async (_what, change, code, detail) => {
    const shop = await startHarness();
    const body = { CustomerRef: { value: '1' }, Line: [salesLine('1', 10, { TaxCodeRef: { value: 'NON' } })], ...(await change(shop)) };
    const refused = await shop.create('Invoice', body);
    expect([refused.status, errorOf(refused).code]).toEqual([400, code]);
    expect(errorOf(refused).detail).toContain(detail);
    expect(shop.books.counters().writes.create).toBe(0);
  });

  it('a number that is used, naming the document that has it, unless the caller or the company allows it', async () => {
    const shop = await startHarness();
    const line = salesLine('1', 10, { TaxCodeRef: { value: 'NON' } });
    const memo = only(await shop.create('CreditMemo', { CustomerRef: { value: '1' }, DocNumber: 'n-7', Line: [line] }), 'CreditMemo');
    const invoice = { CustomerRef: { value: '1' }, DocNumber: 'N-7', Line: [line] };
    expect(errorOf(await shop.create('Invoice', invoice)).detail).toBe(
      `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=N-7 is assigned to TxnType=Credit Memo with TxnId=${idIn(memo)}`,
    );
    expect((await shop.create('Invoice', invoice, '&include=allowduplicatedocnum')).status).toBe(200);
    shop.books.control.configure({ warnDuplicateNumbers: false });
    expect((await shop.create('Invoice', invoice)).status).toBe(200);
  });

  it('classes and locations outside the plan, and discounts and shipping that are turned off', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    const post = async (change: JsonObject) =>
      errorOf(await shop.create('Invoice', { CustomerRef: { value: '1' }, Line: [salesLine('1', 10)], ...change })).code;
    control.configure({ plan: 'Essentials' });
    expect(await post({ ClassRef: { value: '1' } })).toBe('5030');
    expect(await post({ DepartmentRef: { value: '1' } })).toBe('5030');
    control.changePreferences({ SalesFormsPrefs: { AllowDiscount: false, AllowShipping: false } });
    expect(await post({ Line: [salesLine('1', 10), discount({ Amount: 1 })] })).toBe('6090');
    expect(await post({ Line: [salesLine('1', 10), salesLine('SHIPPING_ITEM_ID', 1)] })).toBe('6000');
    control.closeBooksThrough(null);
    expect(await post({ TxnDate: '2020-01-01' })).toBe(null);
  });
});

describe('discounts, shipping and other lines', () => {
  const post = async (lines: readonly JsonObject[], extra: JsonObject = {}) => {
    const shop = await startHarness();
    return only(await shop.create('Invoice', { CustomerRef: { value: '1' }, Line: lines, ...extra }), 'Invoice');
  };
  const goods = salesLine('1', 100, { TaxCodeRef: { value: 'NON' } });

  it('take a discount by amount or by percent to the default account, and drop one without an amount', async () => {
    const byAmount = await post([goods, discount({ Amount: 3 }, { PercentBased: false })]);
    expect(byAmount).toMatchObject({
      TotalAmt: 97,
      Line: [
        {},
        { Amount: 3, DiscountLineDetail: { PercentBased: false, DiscountAccountRef: { name: 'Discounts Given' } } },
        { Amount: 100 },
      ],
    });
    expect(await post([goods, discount({}, { PercentBased: true, DiscountPercent: 8.5 })])).toMatchObject({ TotalAmt: 91.5 });
    const dropped = await post([goods, discount({}, { PercentBased: false })]);
    expect(dropped).toMatchObject({ TotalAmt: 100 });
    expect(objectsAt(dropped, 'Line')).toHaveLength(2);
  });

  it('take the pseudo item of shipping, texts, and a negative line within a positive total', async () => {
    const invoice = await post([
      goods,
      salesLine('SHIPPING_ITEM_ID', 5.95),
      { DetailType: 'DescriptionOnly', Description: 'Thank you', DescriptionLineDetail: {} },
      { DetailType: 'SubTotalLineDetail', Amount: 7, SubTotalLineDetail: {} },
      salesLine('1', -20.5, { TaxCodeRef: { value: 'NON' } }),
    ]);
    expect(invoice).toMatchObject({ TotalAmt: 85.45, Balance: 85.45 });
    expect(objectsAt(invoice, 'Line').map((line) => line['DetailType'])).toEqual([
      'SalesItemLineDetail',
      'SalesItemLineDetail',
      'DescriptionOnly',
      'SalesItemLineDetail',
      'SubTotalLineDetail',
    ]);
    expect(objectsAt(invoice, 'Line')[1]).toMatchObject({ SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } } });
  });

  it('answer terms, dates, notes, tracking and custom fields as they were sent', async () => {
    const invoice = await post([goods], {
      SalesTermRef: { value: '2' },
      TxnDate: '2026/06/01',
      PrivateNote: 'key=1',
      CustomerMemo: { value: 'Hello' },
      TrackingNum: '1Z9',
      ShipDate: '2026-06-02',
      ShipMethodRef: { value: 'USPS' },
      CustomField: [{ DefinitionId: '1', StringValue: 'Etsy' }],
      BillEmail: { Address: 'a@b.example' },
      ShipAddr: { Line1: '1 Way', City: 'Boise' },
    });
    expect(invoice).toMatchObject({
      TxnDate: '2026-06-01',
      DueDate: '2026-06-16',
      SalesTermRef: { name: 'Net 15' },
      PrivateNote: 'key=1',
      CustomerMemo: { value: 'Hello' },
      TrackingNum: '1Z9',
      ShipDate: '2026-06-02',
      ShipMethodRef: { value: 'USPS' },
      CustomField: [{ Name: 'Channel', StringValue: 'Etsy' }],
      BillEmail: { Address: 'a@b.example' },
      ShipAddr: { Line1: '1 Way', Lat: 'INVALID' },
    });
  });

  it('hold 750 lines where they are taxed, and ten thousand where they are not', async () => {
    const shop = await startHarness();
    const lines = (count: number, code: string) => Array.from({ length: count }, () => salesLine('1', 1, { TaxCodeRef: { value: code } }));
    const head = { CustomerRef: { value: '1' }, ShipAddr: { Line1: '1 Way', CountrySubDivisionCode: 'WA' } };
    const make = async (count: number, code: string) => errorOf(await shop.create('Invoice', { ...head, Line: lines(count, code) }));
    expect((await make(750, 'TAX')).code).toBeNull();
    expect((await make(751, 'TAX')).detail).toContain('at most 750 lines');
    expect((await make(751, 'NON')).code).toBeNull();
    expect((await make(10_001, 'NON')).detail).toContain('at most 10000 lines');
  });

  it('may carry properties of versions to come', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ futureProperties: true });
    expect(only(await shop.create('Invoice', { CustomerRef: { value: '1' }, Line: [goods] }), 'Invoice')).toHaveProperty('futureProperty');
  });
});

function discount(line: JsonObject, detail: JsonObject = {}): JsonObject {
  return { ...line, DetailType: 'DiscountLineDetail', DiscountLineDetail: detail };
}

const idOf = (object: JsonObject | undefined): string => textAt(object ?? null, 'Id') ?? '';
