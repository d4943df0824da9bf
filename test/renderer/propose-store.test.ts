import { expect, test } from 'vitest';

import { proposeStore, type StoreRow } from '../../renderer/src/features/connections/propose-store.ts';
import { storePolicySchema } from '../../shared/contract/config.ts';

const NAMES = {
  accounts: ['Amazon Clearing', 'Shopify Clearing', 'Office Supplies'],
  customers: ['Amazing Grace Church', 'Amazon Customers', 'Dana Whitcomb'],
};

const store = (storeName: string, marketplaceName: string): StoreRow => ({
  storeId: 1,
  storeName,
  marketplaceName,
  configured: false,
  policy: storePolicySchema.parse({}),
});

test('a marketplace remits its tax, is paid into its clearing account, and its buyers are one customer', () => {
  expect(proposeStore(store('Harbor on Amazon', 'Amazon'), NAMES)).toMatchObject({
    include: true,
    document: 'invoice-with-payment',
    clearingAccount: { name: 'Amazon Clearing' },
    tax: 'marketplace',
    customer: 'channel',
    channelCustomer: { name: 'Amazon Customers' },
  });
});

test('a shop of one’s own collects its tax and knows its buyers', () => {
  expect(proposeStore(store('Harbor & Pine', 'Shopify'), NAMES)).toMatchObject({
    document: 'invoice-with-payment',
    clearingAccount: { name: 'Shopify Clearing' },
    tax: 'seller',
    customer: 'per-buyer',
    channelCustomer: null,
  });
});

test('without an account or a customer of its name nothing is invented', () => {
  expect(proposeStore(store('harbor_pine', 'eBay'), NAMES)).toMatchObject({
    document: 'invoice',
    clearingAccount: null,
    tax: 'marketplace',
    customer: 'per-buyer',
  });
});
