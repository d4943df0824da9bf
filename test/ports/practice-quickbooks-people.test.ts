import { describe, expect, it } from 'vitest';

import { textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, only, startHarness } from './practice-quickbooks-harness.ts';

describe('customers of the practice books', () => {
  it('are answered as they were recorded', async () => {
    const shop = await startHarness();
    const customer = only(await shop.create('Customer', { DisplayName: 'Doe, Jane', BillAddr: { Line1: '4 Elm St' } }), 'Customer');
    expect(customer).toMatchObject({
      Taxable: true,
      Job: false,
      BillWithParent: false,
      Balance: 0,
      BalanceWithJobs: 0,
      CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      PreferredDeliveryMethod: 'Print',
      domain: 'QBO',
      sparse: false,
      SyncToken: '0',
      FullyQualifiedName: 'Doe, Jane',
      PrintOnCheckName: 'Doe, Jane',
      Active: true,
      BillAddr: { Line1: '4 Elm St', Lat: 'INVALID' },
    });
    expect(only(await shop.create('Customer', { Title: 'Dr', GivenName: 'Ada', FamilyName: 'King' }), 'Customer')).toMatchObject({
      DisplayName: 'Dr Ada King',
    });
  });

  it.each([
    ['a vendor’s name', 'Cascade Paper Supply', '6240'],
    ['an employee’s name', 'Robin Hale', '6240'],
    ['a customer’s name in other case with spaces around', '  ana RUIZ ', '6240'],
    ['a colon', 'Shop: Ana', '2040'],
    ['a tab', 'Ana\tRuiz', '2040'],
    ['501 characters', 'x'.repeat(501), '2050'],
  ])('refuse %s', async (_what, name, code) => {
    const shop = await startHarness();
    const refused = errorOf(await shop.create('Customer', { DisplayName: name }));
    expect(refused.code).toBe(code);
  });

  it('tell names apart by an accent or a space within', async () => {
    const shop = await startHarness();
    expect((await shop.create('Customer', { DisplayName: 'JORDAN  LEE' })).status).toBe(200);
    expect((await shop.rows("SELECT * FROM Customer WHERE DisplayName LIKE 'Jord%'")).map((row) => textAt(row, 'DisplayName'))).toEqual([
      'JORDAN  LEE',
      'Jordan Lee',
      'Jordán Lee',
    ]);
  });

  it('refuse what has no name, a wrong e-mail, long numbers and unknown properties', async () => {
    const shop = await startHarness();
    expect(errorOf(await shop.create('Customer', { Notes: 'x' })).code).toBe('6080');
    expect(errorOf(await shop.create('Customer', { DisplayName: 'a', PrimaryEmailAddr: { Address: 'nobody' } })).code).toBe('2210');
    expect((await shop.create('Customer', { DisplayName: 'b', PrimaryEmailAddr: { Address: 'a@b.example,c@d.example' } })).status).toBe(
      200,
    );
    expect(errorOf(await shop.create('Customer', { DisplayName: 'c', Notes: 'x'.repeat(2001) })).detail).toBe(
      'String length specified does not match the supported length. Min:0 Max:2,000 supported. Supplied length:2,001',
    );
    const unknown = errorOf(await shop.create('Customer', { DisplayName: 'd', purserId: 7 }));
    expect(unknown.code).toBe('2010');
    expect(unknown.detail).toContain('Unrecognized field "purserId" (class com.intuit.schema.finance.v3.Customer)');
  });

  it('get " (deleted)" when they are made inactive, which frees the name and blocks new documents', async () => {
    const shop = await startHarness();
    const id = await shop.customerId('Ana Ruiz');
    const retired = only(await shop.create('Customer', { Id: id, SyncToken: '0', sparse: true, Active: false }), 'Customer');
    expect(retired).toMatchObject({
      DisplayName: 'Ana Ruiz (deleted)',
      FullyQualifiedName: 'Ana Ruiz (deleted)',
      Active: false,
      SyncToken: '1',
    });
    const again = await shop.create('Customer', { Id: id, SyncToken: '1', sparse: true, Active: false, DisplayName: 'Ana Ruiz (deleted)' });
    expect(only(again, 'Customer')).toMatchObject({ SyncToken: '1' });
    expect((await shop.create('Customer', { DisplayName: 'Ana Ruiz' })).status).toBe(200);
    const line = {
      Amount: 1,
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: { ItemRef: { value: '1' }, TaxCodeRef: { value: 'NON' } },
    };
    expect(errorOf(await shop.create('Invoice', { CustomerRef: { value: id }, Line: [line] }))).toMatchObject({
      code: '2500',
      element: 'CustomerRef',
    });
  });
});

describe('a name that is taken', () => {
  it('is refused without saying by whom', async () => {
    const shop = await startHarness();
    expect(errorOf(await shop.create('Customer', { DisplayName: 'Robin Hale' })).detail).toBe(
      'The name supplied already exists. : Another customer, vendor or employee is already using this name. Please use a different name.',
    );
  });
});

describe('other lists of the practice books', () => {
  it('hold the shop’s accounts and items, each shipping method on its own income account', async () => {
    const shop = await startHarness();
    const clearing = await shop.rows("SELECT * FROM Account WHERE AccountType = 'Bank' ORDERBY Name");
    expect(clearing.map((row) => textAt(row, 'Name'))).toEqual([
      'Amazon Clearing',
      'Checking',
      'eBay Clearing',
      'Etsy Clearing',
      'Shopify Clearing',
      'Stripe Clearing',
    ]);
    const [expedited] = await shop.rows("SELECT * FROM Item WHERE Name = 'Shipping - Expedited'");
    expect(expedited).toMatchObject({ Type: 'Service', IncomeAccountRef: { name: 'Expedited Shipping Income' } });
    expect(await shop.rows("SELECT * FROM Item WHERE Sku = 'mug-1'")).toMatchObject([{ Name: 'Mug', Taxable: true, UnitPrice: 14 }]);
    expect(await shop.rows("SELECT * FROM Item WHERE Name = 'Brass Lamp' AND Sku = 'LAMP-BR'")).toEqual([]);
  });

  it('take a new service item on an income account, and refuse a wrong account, name or plan', async () => {
    const shop = await startHarness();
    const account = async (name: string) => ({ value: (await shop.rows(`SELECT * FROM Account WHERE Name = '${name}'`))[0]?.['Id'] });
    const item = { Name: 'Shipping - Courier', Type: 'Service', IncomeAccountRef: await account('Shipping Income') };
    expect(only(await shop.create('Item', item), 'Item')).toMatchObject({
      FullyQualifiedName: 'Shipping - Courier',
      Active: true,
      IncomeAccountRef: { name: 'Shipping Income' },
    });
    expect(errorOf(await shop.create('Item', item)).code).toBe('6240');
    expect(errorOf(await shop.create('Item', { ...item, Name: 'Other', IncomeAccountRef: await account('Checking') })).code).toBe('6430');
    expect(errorOf(await shop.create('Item', { Name: 'None', Type: 'Service' })).code).toBe('2020');
    shop.books.control.configure({ plan: 'Simple Start' });
    expect(errorOf(await shop.create('Class', { Name: 'New' })).code).toBe('5030');
    expect((await shop.call('GET', `/companyinfo/${shop.books.access.quickbooks.realmId}`)).text).toContain(
      'QuickBooks Online Simple Start',
    );
  });

  it('show company, preferences and the exchange rate, and know what is no path', async () => {
    const shop = await startHarness();
    const { realmId } = shop.books.access.quickbooks;
    expect((await shop.call('GET', `/companyinfo/${realmId}`)).body).toMatchObject({
      CompanyInfo: { CompanyName: 'Harbor & Pine LLC', Country: 'US', Id: '1' },
    });
    expect((await shop.call('GET', '/preferences')).body).toMatchObject({
      Preferences: {
        AccountingInfoPrefs: { BookCloseDate: '2026-05-03' },
        SalesFormsPrefs: { CustomTxnNumbers: true, AllowDiscount: true, AllowShipping: true },
        TaxPrefs: { PartnerTaxEnabled: true },
      },
    });
    expect((await shop.call('GET', '/exchangerate?sourcecurrencycode=EUR&asofdate=2026-03-14')).body).toMatchObject({
      ExchangeRate: { TargetCurrencyCode: 'USD', AsOfDate: '2026-03-14' },
    });
    const nowhere = await shop.call('GET', '/customer/1/5');
    expect([nowhere.status, errorOf(nowhere).code]).toEqual([400, '500']);
    const wrong = await shop.call('GET', '/customer/1.5');
    expect(errorOf(wrong)).toMatchObject({ code: '2030', detail: 'Id should be a valid number. Supplied value:1.5', element: 'Id' });
    expect(wrong.body).not.toHaveProperty('time');
    expect((await shop.call('GET', '/preferences', undefined, { Accept: '*/*' })).text).toContain('<IntuitResponse');
  });
});
