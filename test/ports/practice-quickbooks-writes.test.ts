import { describe, expect, it } from 'vitest';

import { type JsonObject, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, idIn, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

async function invoiceOf(shop: Harness, extra: JsonObject = {}): Promise<JsonObject> {
  const body = {
    CustomerRef: { value: await shop.customerId('Ana Ruiz') },
    Line: [salesLine(await shop.itemId('Mint Tea'), 40, { Qty: 4, UnitPrice: 10 })],
    ...extra,
  };
  return only(await shop.create('Invoice', body), 'Invoice');
}

describe('request ids', () => {
  it('give the first success again, byte for byte, and execute nothing', async () => {
    const shop = await startHarness();
    const body = { DisplayName: 'Twice' };
    const first = await shop.create('Customer', body, '&requestid=abc-1');
    shop.nowMs += 86_400_000 - 1;
    await shop.restart();
    shop.nowMs -= 86_400_000 - 1;
    const second = await shop.create('Customer', body, '&requestid=abc-1');
    expect(second.text).toBe(first.text);
    expect(shop.books.customers().filter((customer) => customer.displayName === 'Twice')).toHaveLength(1);
    expect(shop.books.counters()).toMatchObject({ writes: { create: 1 }, replays: 1 });
  });

  it('are not taken by refusals, unless that is switched on', async () => {
    const shop = await startHarness();
    const post = (name: string) => shop.create('Customer', { DisplayName: name }, '&requestid=abc-2');
    expect((await post('Cascade Paper Supply')).status).toBe(400);
    expect((await post('Somebody')).status).toBe(200);
    shop.books.control.configure({ replayRefusals: true });
    const again = (name: string) => shop.create('Customer', { DisplayName: name }, '&requestid=abc-3');
    expect((await again('Cascade Paper Supply')).status).toBe(400);
    expect((await again('Somebody else')).status).toBe(400);
  });

  it('longer than 50 characters are refused; another body is replayed or refused by setting', async () => {
    const shop = await startHarness();
    expect(errorOf(await shop.create('Customer', { DisplayName: 'Long' }, `&requestid=${'x'.repeat(51)}`)).code).toBe('2130');
    await shop.create('Customer', { DisplayName: 'One' }, '&requestid=r');
    expect((await shop.create('Customer', { DisplayName: 'Two' }, '&requestid=r')).body).toMatchObject({
      Customer: { DisplayName: 'One' },
    });
    shop.books.control.configure({ requestIdReuse: 'refuse' });
    expect(errorOf(await shop.create('Customer', { DisplayName: 'Two' }, '&requestid=r')).code).toBe('600');
  });
});

describe('updates', () => {
  it('need the current SyncToken, and one without effect does not move it', async () => {
    const shop = await startHarness();
    const invoice = await invoiceOf(shop);
    const id = textAt(invoice, 'Id') ?? '';
    const update = (token: string, changes: JsonObject) => shop.create('Invoice', { Id: id, SyncToken: token, sparse: true, ...changes });
    expect(only(await update('0', { PrivateNote: 'a' }), 'Invoice')).toMatchObject({ SyncToken: '1', PrivateNote: 'a', TotalAmt: 40 });
    const stale = await update('0', { PrivateNote: 'b' });
    expect(errorOf(stale)).toMatchObject({ code: '5010', element: '' });
    expect(only(await update('1', { PrivateNote: 'a' }), 'Invoice')).toMatchObject({ SyncToken: '1' });
    expect(only(await update('1', { PrivateNote: '', CustomerMemo: null }), 'Invoice')).not.toHaveProperty('PrivateNote');
    expect(errorOf(await shop.create('Invoice', { Id: '99999', SyncToken: '0', sparse: true })).code).toBe('610');
    expect(errorOf(await shop.create('Invoice', { Id: id, sparse: true })).detail).toContain('SyncToken');
  });

  it('leave lines alone that are not sent, and replace them whole when they are', async () => {
    const shop = await startHarness();
    const tea = await shop.itemId('Mint Tea');
    const invoice = await invoiceOf(shop, { Line: [salesLine(tea, 40), salesLine(tea, 2)], PrivateNote: 'kept' });
    const id = textAt(invoice, 'Id') ?? '';
    const sparse = only(await shop.create('Invoice', { Id: id, SyncToken: '0', sparse: true, DueDate: '2026-09-01' }), 'Invoice');
    expect(sparse).toMatchObject({ DueDate: '2026-09-01', TotalAmt: 42, PrivateNote: 'kept' });
    const replaced = only(
      await shop.create('Invoice', { Id: id, SyncToken: '1', sparse: true, Line: [{ ...salesLine(tea, 5), Id: '2' }, salesLine(tea, 7)] }),
      'Invoice',
    );
    expect(objectsAt(replaced, 'Line').map((line) => [line['Id'], line['Amount']])).toEqual([
      ['2', 5],
      ['3', 7],
      [undefined, 12],
    ]);
    expect(replaced).toMatchObject({ TotalAmt: 12, Balance: 12 });
    const full = only(
      await shop.create('Invoice', { Id: id, SyncToken: '2', CustomerRef: { value: '1' }, Line: [salesLine(tea, 5)] }),
      'Invoice',
    );
    expect(full).not.toHaveProperty('PrivateNote');
    expect(full['TxnDate']).toBe('2026-06-22');
  });
});

describe('voids and deletions', () => {
  it('void as it was recorded: amounts go, number, dates and line ids stay', async () => {
    const shop = await startHarness();
    const invoice = await invoiceOf(shop, { DocNumber: 'V-1', PrivateNote: 'key=1' });
    const voided = only(await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '0' }, '&operation=void'), 'Invoice');
    expect(voided).toMatchObject({
      SyncToken: '1',
      DocNumber: 'V-1',
      PrivateNote: 'Voided - key=1',
      TotalAmt: 0,
      Balance: 0,
      TxnTaxDetail: { TotalTax: 0 },
      TxnDate: '2026-06-22',
    });
    expect(objectsAt(voided, 'Line')).toMatchObject([
      { Id: '1', Amount: 0 },
      { Amount: 0, DetailType: 'SubTotalLineDetail' },
    ]);
    expect(JSON.stringify(voided)).not.toContain('UnitPrice');
    expect(shop.books.documents().find((document) => document.docNumber === 'V-1')).toMatchObject({ voided: true, totalMinor: 0 });
    expect(
      errorOf(
        await shop.create('Invoice', {
          CustomerRef: { value: '1' },
          DocNumber: 'V-1',
          Line: [salesLine('1', 1, { TaxCodeRef: { value: 'NON' } })],
        }),
      ).code,
    ).toBe('6140');
  });

  it('void payments and receipts through include=void, but no credit memo', async () => {
    const shop = await startHarness();
    const tea = await shop.itemId('Mint Tea');
    const receipt = only(await shop.create('SalesReceipt', { Line: [salesLine(tea, 9)] }), 'SalesReceipt');
    expect(receipt).toMatchObject({ Balance: 0, DepositToAccountRef: { name: 'Undeposited Funds' } });
    const voided = await shop.create('SalesReceipt', { Id: receipt['Id'], SyncToken: '0', sparse: true }, '&operation=update&include=void');
    expect(voided.body).toMatchObject({ SalesReceipt: { PrivateNote: 'Voided', TotalAmt: 0 } });
    const memo = only(await shop.create('CreditMemo', { CustomerRef: { value: '1' }, Line: [salesLine(tea, 9)] }), 'CreditMemo');
    expect(memo).toMatchObject({ RemainingCredit: 9, Balance: 9 });
    expect(errorOf(await shop.create('CreditMemo', { Id: memo['Id'], SyncToken: '0' }, '&operation=void')).code).toBe('500');
  });

  it('delete with a short answer, and the id is gone', async () => {
    const shop = await startHarness();
    const invoice = await invoiceOf(shop);
    const deleted = await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '0' }, '&operation=delete');
    expect(deleted.body['Invoice']).toEqual({ domain: 'QBO', status: 'Deleted', Id: invoice['Id'] });
    const gone = await shop.call('GET', `/invoice/${idIn(invoice)}`);
    expect([gone.status, errorOf(gone).code]).toEqual([400, '610']);
  });
});

describe('payments', () => {
  it('lower the balance of the invoice, link it and move its SyncToken; a void opens it again', async () => {
    const shop = await startHarness();
    const invoice = await invoiceOf(shop);
    const id = textAt(invoice, 'Id') ?? '';
    const customer = await shop.customerId('Ana Ruiz');
    const body = {
      CustomerRef: { value: customer },
      TotalAmt: 30,
      PaymentRefNum: 'P1',
      Line: [{ Amount: 25, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] }],
    };
    const payment = only(await shop.create('Payment', body), 'Payment');
    expect(payment).toMatchObject({
      TotalAmt: 30,
      UnappliedAmt: 5,
      DepositToAccountRef: { name: 'Undeposited Funds' },
      TxnDate: '2026-06-22',
    });
    const paid = only(await shop.call('GET', `/invoice/${id}`), 'Invoice');
    expect(paid).toMatchObject({ SyncToken: '1', Balance: 15, TotalAmt: 40, LinkedTxn: [{ TxnId: payment['Id'], TxnType: 'Payment' }] });
    expect(shop.books.customers().find((one) => one.id === customer)?.balanceMinor).toBe(1000);
    expect(errorOf(await shop.create('Invoice', { Id: id, SyncToken: '1' }, '&operation=delete')).code).toBe('6000');
    await shop.create('Payment', { Id: payment['Id'], SyncToken: '0', sparse: true }, '&operation=update&include=void');
    expect(only(await shop.call('GET', `/invoice/${id}`), 'Invoice')).toMatchObject({ SyncToken: '2', Balance: 40, LinkedTxn: [] });
    expect(shop.books.customers().find((one) => one.id === customer)?.balanceMinor).toBe(4000);
  });

  it('keep their money when the invoice they paid is voided', async () => {
    const shop = await startHarness();
    const invoice = await invoiceOf(shop);
    const customer = await shop.customerId('Ana Ruiz');
    const payment = only(
      await shop.create('Payment', {
        CustomerRef: { value: customer },
        TotalAmt: 40,
        Line: [{ Amount: 40, LinkedTxn: [{ TxnId: invoice['Id'], TxnType: 'Invoice' }] }],
      }),
      'Payment',
    );
    await shop.create('Invoice', { Id: invoice['Id'], SyncToken: '1' }, '&operation=void');
    expect((await shop.call('GET', `/payment/${idIn(payment)}`)).body).toMatchObject({
      Payment: { SyncToken: '1', UnappliedAmt: 40, Line: [] },
    });
    expect(shop.books.customers().find((one) => one.id === customer)?.balanceMinor).toBe(-4000);
  });

  it.each([
    ['more than is open', { Amount: 41 }, '6000'],
    ['an invoice of somebody else', { customer: 'Marcus Hale' }, '6000'],
    ['an unknown invoice', { TxnId: '9999' }, '2500'],
    ['an income account', { account: 'Shipping Income' }, '6430'],
  ])('refuse %s', async (_what, change: { Amount?: number; customer?: string; TxnId?: string; account?: string }, code) => {
    const shop = await startHarness();
    const invoice = await invoiceOf(shop);
    const accounts = await shop.rows("SELECT * FROM Account WHERE Name = 'Shipping Income'");
    const body = {
      CustomerRef: { value: await shop.customerId(change.customer ?? 'Ana Ruiz') },
      TotalAmt: 100,
      ...(change.account === undefined ? {} : { DepositToAccountRef: { value: accounts[0]?.['Id'] } }),
      Line: [{ Amount: change.Amount ?? 40, LinkedTxn: [{ TxnId: change.TxnId ?? invoice['Id'], TxnType: 'Invoice' }] }],
    };
    expect(errorOf(await shop.create('Payment', body)).code).toBe(code);
  });
});
