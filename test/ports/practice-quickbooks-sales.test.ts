import { describe, expect, it } from 'vitest';

import { objectAt, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

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
        { Id: '1', LineNum: 1, Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: tea, name: 'Breakfast Tea' }, TaxCodeRef: { value: 'NON' } } },
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
    const body = { CustomerRef: { value: await shop.customerId('Ana Ruiz') }, Line: [salesLine(await shop.itemId('Mug'), 14, { TaxCodeRef: { value: 'NON' } })] };
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
