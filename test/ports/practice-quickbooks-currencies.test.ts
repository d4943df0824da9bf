import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, idIn, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const EUR = { CurrencyRef: { value: 'EUR' } };

async function foreignShop(): Promise<{ readonly shop: Harness; readonly customer: string }> {
  const shop = await startHarness('us-none');
  shop.books.control.colleague.keepsCurrencies(['EUR', 'GBP']);
  const customer = only(await shop.create('Customer', { DisplayName: 'Café Lyon', ...EUR }), 'Customer');
  expect(customer['CurrencyRef']).toEqual({ value: 'EUR', name: 'Euro' });
  return { shop, customer: idIn(customer) };
}

const invoiceFor = (customer: string, more: JsonObject = {}): JsonObject => ({
  CustomerRef: { value: customer },
  Line: [salesLine('1', 100.05)],
  ...EUR,
  ...more,
});

describe('several currencies', () => {
  it('are refused until they are switched on', async () => {
    const shop = await startHarness('us-none');
    expect(errorOf(await shop.create('Customer', { DisplayName: 'x', ...EUR })).detail).toContain('Multi Currency should be enabled');
    expect(errorOf(await shop.create('Invoice', invoiceFor('1'))).detail).toContain('Multi Currency should be enabled');
    expect(only(await shop.call('GET', '/preferences'), 'Preferences')).toMatchObject({ CurrencyPrefs: { MultiCurrencyEnabled: false } });
  });

  it('are listed, each once, and customers keep theirs', async () => {
    const { shop, customer } = await foreignShop();
    expect((await shop.rows('SELECT * FROM CompanyCurrency')).map((row) => row['Code'])).toEqual(['GBP', 'EUR']);
    expect(errorOf(await shop.create('Customer', { DisplayName: 'x', CurrencyRef: { value: 'JPY' } })).code).toBe('2500');
    const change = { Id: customer, SyncToken: '0', sparse: true, CurrencyRef: { value: 'USD' } };
    expect(errorOf(await shop.create('Customer', change)).detail).toContain('can not be changed');
  });

  it('must be said on a document, be the customer’s, and come with home totals', async () => {
    const { shop, customer } = await foreignShop();
    const { CurrencyRef: _, ...unsaid } = invoiceFor(customer);
    expect(errorOf(await shop.create('Invoice', unsaid))).toMatchObject({ code: '2020', element: 'CurrencyRef' });
    expect(errorOf(await shop.create('Invoice', invoiceFor('1'))).detail).toContain("must be the customer's: USD");
    const invoice = only(await shop.create('Invoice', invoiceFor(customer, { ExchangeRate: 1.1234 })), 'Invoice');
    // 100.05 EUR at 1.1234 are 112.396170 USD.
    expect(invoice).toMatchObject({ TotalAmt: 100.05, Balance: 100.05, ExchangeRate: 1.1234, HomeTotalAmt: 112.4, HomeBalance: 112.4 });
    shop.books.control.colleague.pays(idIn(invoice), 5000);
    expect(shop.books.object('Invoice', idIn(invoice))).toMatchObject({ Balance: 50.05, HomeBalance: 56.23 });
    const home = only(await shop.create('Invoice', { ...invoiceFor('1'), CurrencyRef: { value: 'USD' } }), 'Invoice');
    expect(home).toMatchObject({ ExchangeRate: 1, HomeTotalAmt: 100.05 });
  });

  it('take a missing rate from the day’s list, or as 1, by setting', async () => {
    const { shop, customer } = await foreignShop();
    shop.books.control.colleague.setsExchangeRate('EUR', '1.25');
    const told = only(await shop.call('GET', '/exchangerate?sourcecurrencycode=EUR&asofdate=2026-06-01'), 'ExchangeRate');
    expect(told).toMatchObject({ SourceCurrencyCode: 'EUR', TargetCurrencyCode: 'USD', Rate: 1.25, AsOfDate: '2026-06-01' });
    expect(only(await shop.create('Invoice', invoiceFor(customer)), 'Invoice')).toMatchObject({ ExchangeRate: 1.25 });
    shop.books.control.configure({ missingExchangeRate: 'one' });
    expect(only(await shop.create('Invoice', invoiceFor(customer)), 'Invoice')).toMatchObject({ ExchangeRate: 1, HomeTotalAmt: 100.05 });
  });

  it('of a payment are the invoice’s, and its account keeps the same or the home currency', async () => {
    const { shop, customer } = await foreignShop();
    const invoice = idIn(only(await shop.create('Invoice', invoiceFor(customer)), 'Invoice'));
    const bank = async (name: string, code: string): Promise<string> =>
      idIn(only(await shop.create('Account', { Name: name, AccountType: 'Bank', CurrencyRef: { value: code } }), 'Account'));
    const pay = async (account: string) =>
      shop.create('Payment', {
        CustomerRef: { value: customer },
        TotalAmt: 100.05,
        ...EUR,
        DepositToAccountRef: { value: account },
        Line: [{ Amount: 100.05, LinkedTxn: [{ TxnId: invoice, TxnType: 'Invoice' }] }],
      });
    expect(errorOf(await pay(await bank('Pounds', 'GBP'))).detail).toContain('another currency');
    expect(only(await pay(await bank('Euros', 'EUR')), 'Payment')).toMatchObject({ CurrencyRef: { value: 'EUR' }, ExchangeRate: 1.08 });
  });
});
