import { describe, expect, it } from 'vitest';

import { type JsonObject, objectAt, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, idIn, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

async function invoiceOf(shop: Harness, docNumber: string, amount = 20): Promise<JsonObject> {
  const line = salesLine('1', amount, { TaxCodeRef: { value: 'NON' } });
  return only(await shop.create('Invoice', { CustomerRef: { value: '1' }, DocNumber: docNumber, Line: [line] }), 'Invoice');
}

describe('a colleague in the same books', () => {
  it('pays in part and in full, and puts the money into a deposit that holds it fast', async () => {
    const shop = await startHarness();
    const { colleague } = shop.books.control;
    const id = idIn(await invoiceOf(shop, 'P-1'));
    colleague.pays(id, 500);
    const payment = colleague.pays(id);
    expect(shop.books.object('Invoice', id)).toMatchObject({ Balance: 0, SyncToken: '2' });
    colleague.deposits(payment);
    for (const operation of ['void', 'delete'] as const) {
      const refused = await shop.create(
        'Payment',
        { Id: payment, SyncToken: '1' },
        `&operation=${operation === 'void' ? 'update&include=void' : operation}`,
      );
      expect(errorOf(refused).code).toBe('6540');
    }
    const changed = await shop.create('Payment', { Id: payment, SyncToken: '1', sparse: true, PaymentRefNum: 'late' });
    expect(errorOf(changed).code).toBe('6540');
    expect(shop.books.counters().writes).toMatchObject({ create: 1 });
  });

  it('edits, voids and deletes behind the app, which sees it in the changes', async () => {
    const shop = await startHarness();
    const { colleague } = shop.books.control;
    const [edited, voided, deleted] = [await invoiceOf(shop, 'E-1'), await invoiceOf(shop, 'E-2'), await invoiceOf(shop, 'E-3')].map(idIn);
    shop.nowMs += 60_000;
    const since = new Date(shop.nowMs).toISOString();
    colleague.edit('Invoice', 'update', { Id: edited ?? '', PrivateNote: 'by hand' });
    colleague.voids('Invoice', voided ?? '');
    colleague.deletes('Invoice', deleted ?? '');
    const cdc = await shop.call('GET', `/cdc?entities=Invoice&changedSince=${encodeURIComponent(since)}`);
    const changes = objectsAt(objectsAt(objectsAt(cdc.body, 'CDCResponse')[0] ?? null, 'QueryResponse')[0] ?? null, 'Invoice');
    expect(new Map(changes.map((change) => [change['Id'], change['status'] ?? change['PrivateNote']]))).toEqual(
      new Map([
        [edited, 'by hand'],
        [voided, 'Voided'],
        [deleted, 'Deleted'],
      ]),
    );
    colleague.touches('Invoice', edited ?? '');
    const late = await shop.create('Invoice', { Id: edited ?? '', SyncToken: '1', sparse: true, PrivateNote: 'x' });
    expect(errorOf(late).code).toBe('5010');
    expect(() => colleague.voids('Invoice', deleted ?? '')).toThrow(/610/);
  });

  it('renames customers, and takes items and customers out of use and back', async () => {
    const shop = await startHarness();
    const { colleague } = shop.books.control;
    const customer = idIn(only(await shop.create('Customer', { DisplayName: 'Before' }), 'Customer'));
    colleague.renames('Customer', customer, 'After');
    expect(shop.books.object('Customer', customer)).toMatchObject({ DisplayName: 'After', SyncToken: '1' });
    colleague.deactivates('Item', '1');
    const refused = await shop.create('Invoice', { CustomerRef: { value: customer }, Line: [salesLine('1', 1)] });
    expect(errorOf(refused)).toMatchObject({ code: '2500', element: 'ItemRef' });
    colleague.reactivates('Item', '1', 'Mug');
    colleague.deactivates('Customer', customer);
    expect(shop.books.object('Customer', customer)).toMatchObject({ DisplayName: 'After (deleted)', Active: false });
    colleague.reactivates('Customer', customer, 'After');
    const taken = await shop.create('Invoice', { CustomerRef: { value: customer }, Line: [salesLine('1', 1)] });
    expect(taken.status).toBe(200);
  });

  it('uses a credit memo for an invoice, which leaves neither open', async () => {
    const shop = await startHarness();
    const invoice = idIn(await invoiceOf(shop, 'M-1', 30));
    const line = salesLine('1', 12, { TaxCodeRef: { value: 'NON' } });
    const memo = only(await shop.create('CreditMemo', { CustomerRef: { value: '1' }, DocNumber: 'M-2', Line: [line] }), 'CreditMemo');
    expect(memo).toMatchObject({ TotalAmt: 12, Balance: 12, RemainingCredit: 12 });
    const owed = shop.books.customers().find(({ id }) => id === '1')?.balanceMinor;
    const settle = (credit: number, paid: number, total: number): JsonObject => ({
      CustomerRef: { value: '1' },
      TotalAmt: total,
      Line: [
        { Amount: paid, LinkedTxn: [{ TxnId: invoice, TxnType: 'Invoice' }] },
        { Amount: credit, LinkedTxn: [{ TxnId: idIn(memo), TxnType: 'CreditMemo' }] },
      ],
    });
    expect(errorOf(await shop.create('Payment', settle(13, 13, 0))).detail).toContain('greater than the open balance');
    expect(errorOf(await shop.create('Payment', settle(12, 20, 7))).detail).toContain('greater than the amount received');
    const payment = only(await shop.create('Payment', settle(12, 30, 18)), 'Payment');
    expect(payment).toMatchObject({ TotalAmt: 18, UnappliedAmt: 0 });
    expect(shop.books.object('Invoice', invoice)).toMatchObject({ Balance: 0 });
    expect(shop.books.object('CreditMemo', idIn(memo))).toMatchObject({
      Balance: 0,
      RemainingCredit: 0,
      LinkedTxn: [{ TxnId: idIn(payment) }],
    });
    expect(shop.books.customers().find(({ id }) => id === '1')?.balanceMinor).toBe((owed ?? 0) - 1800);
    shop.books.control.colleague.deletes('Payment', idIn(payment));
    expect(shop.books.object('CreditMemo', idIn(memo))).toMatchObject({ Balance: 12, LinkedTxn: [] });
  });
});

describe('a refusal that is asked for', () => {
  it.each([
    ['130', 401, '130'],
    ['3001', 429, '3001'],
    ['3100', 403, '3100'],
    ['3200', 401, '3200'],
    ['5020', 403, '5020'],
    ['5030', 400, '5030'],
    ['6190', 400, '6190'],
    ['6210', 400, '6210'],
    ['6540', 400, '6540'],
    ['10000', 500, '10000'],
    ['6999', 400, '6999'],
  ])('comes as %s with status %i, once', async (code, status, answered) => {
    const shop = await startHarness();
    shop.books.control.configure({ throttleBody: 'json' });
    shop.books.control.refuseNext(code, { entity: 'Customer' });
    const refused = await shop.create('Customer', { DisplayName: 'R' });
    const error = objectsAt(objectAt(refused.body, 'Fault'), 'Error')[0] ?? objectsAt(objectAt(refused.body, 'fault'), 'error')[0];
    expect([refused.status, textAt(error ?? null, 'code')]).toEqual([status, answered]);
    expect((await shop.create('Customer', { DisplayName: 'R' })).status).toBe(200);
  });

  it('or a lost answer, an ended subscription', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.loseNextAnswer({ entity: 'Customer' });
    await expect(shop.create('Customer', { DisplayName: 'Lost' })).rejects.toThrow();
    expect(shop.books.customers().some(({ displayName }) => displayName === 'Lost')).toBe(true);
    control.suspend(true);
    expect(errorOf(await shop.call('GET', '/preferences')).code).toBe('6190');
    control.suspend(false);
    expect((await shop.call('GET', '/preferences')).status).toBe(200);
    expect(control.settings().subscription).toBe('active');
  });
});
