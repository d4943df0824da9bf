import { expect, test } from 'vitest';

import type { BooksCompany, BooksDocument, Customer, Item, ReferenceRecord } from '../../shared/domain/books/reference.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import { openStore } from './fixtures.ts';
import { day, now } from './records.ts';

const company: BooksCompany = {
  realmId: '9341',
  companyName: 'Harbour Goods',
  country: 'US',
  homeCurrency: 'USD',
  multiCurrency: false,
  taxRegime: 'us-automated',
  customTxnNumbers: false,
  allowDiscount: true,
  allowShipping: true,
  closedThrough: day('2025-12-31'),
  trackClasses: 'none',
  trackLocations: false,
};
const item = (id: string, change: Partial<Item> = {}): Item => ({
  kind: 'item',
  id,
  name: `Item ${id}`,
  active: true,
  syncToken: '0',
  sku: null,
  itemType: 'NonInventory',
  incomeAccountId: '79',
  incomeAccountName: 'Sales',
  taxable: true,
  unitPrice: decimal('14'),
  ...change,
});
const customer = (id: string, change: Partial<Customer> = {}): Customer => ({
  kind: 'customer',
  id,
  name: `Customer ${id}`,
  displayName: `Customer ${id}`,
  active: true,
  syncToken: '0',
  email: null,
  currency: 'USD',
  ...change,
});
const document = (id: string, change: Partial<BooksDocument> = {}): BooksDocument => ({
  entity: 'Invoice',
  id,
  syncToken: '0',
  documentNumber: '1001',
  customerId: '1',
  date: day('2026-03-08'),
  totalMinor: 1400,
  balanceMinor: 1400,
  currency: 'USD',
  privateNote: null,
  deleted: false,
  voided: false,
  updatedAt: now,
  linkedDocumentIds: [],
  ...change,
});

function openMirror() {
  const { mirror } = openStore().store;
  mirror.saveCompany(company);
  const reference = () => {
    const found = mirror.reference();
    if (found === null) {
      throw new Error('The company was saved');
    }
    return found;
  };
  return { mirror, reference };
}

const ids = (records: readonly { readonly id: string }[]): readonly string[] => records.map(({ id }) => id);

test('there is nothing to look up before the company was read', () => {
  const { mirror } = openStore().store;
  expect([mirror.reference(), mirror.company(), mirror.changesSince(), mirror.refreshedAt()]).toEqual([null, null, null, null]);
  mirror.saveCompany(company);
  mirror.setChangesSince(now);
  expect([mirror.reference()?.company, mirror.company(), mirror.changesSince(), mirror.refreshedAt()]).toEqual([
    company,
    company,
    now,
    now,
  ]);
});

test('items and customers are found without case, accents and outer spaces', () => {
  const { mirror, reference } = openMirror();
  mirror.upsertRecords([
    item('1', { name: 'Mug', sku: ' mug-1 ' }),
    item('2', { name: 'MÚG', sku: 'MUG-1', active: false }),
    customer('3', { name: 'Parent:Zoë Müller', displayName: 'Zoë Müller', email: 'Zoe@Example.test' }),
    customer('4', { name: 'ZOE MULLER', displayName: 'ZOE MULLER' }),
    { kind: 'vendor', id: '5', name: 'Zoe Muller', active: true, syncToken: '0' },
  ]);
  expect(ids(reference().itemsBySku('MUG-1 '))).toEqual(['1', '2']);
  expect(ids(reference().itemsByName('mug'))).toEqual(['1', '2']);
  expect(reference().itemsBySku('')).toEqual([]);
  expect(ids(reference().customersByName('zoe  müller'))).toEqual(['3', '4']);
  expect(ids(reference().customersByEmail(' zoe@example.TEST'))).toEqual(['3']);
  expect(reference().customersByEmail('')).toEqual([]);
  expect(ids(reference().otherNameHolders('Zoë Müller'))).toEqual(['5']);
  expect(reference().itemById('2')?.active).toBe(false);
  expect(reference().accountById('1')).toBeNull();
  expect(reference().recordById('vendor', '5')).toMatchObject({ kind: 'vendor' });
});

test('an answer that was kept is forgotten when its record is written, removed or undone', () => {
  const { store } = openStore();
  const { mirror } = store;
  mirror.saveCompany(company);
  const found = (): readonly string[] => ids(mirror.reference()?.itemsBySku('MUG-1') ?? []);
  expect(found()).toEqual([]);
  mirror.upsertRecords([item('1', { sku: 'MUG-1' })]);
  expect(found()).toEqual(['1']);
  expect(() =>
    store.transaction(() => {
      mirror.removeRecord('item', '1');
      expect(found()).toEqual([]);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(found()).toEqual(['1']);
  expect(mirror.removeOthers('item', ['2'])).toBe(1);
  expect(found()).toEqual([]);
});

test('only what is new or different is counted', () => {
  const { mirror } = openMirror();
  expect(mirror.upsertRecords([item('1'), item('2')])).toBe(2);
  expect(mirror.upsertRecords([item('1'), item('2', { taxable: false })])).toBe(1);
  expect(mirror.upsertDocuments([document('1')])).toBe(1);
  expect(mirror.upsertDocuments([document('1')])).toBe(0);
  expect(mirror.counts()).toMatchObject({ item: 2, customer: 0, 'tax-rate': 0 });
});

test('every kind of record comes back as it was', () => {
  const { mirror, reference } = openMirror();
  const records: readonly ReferenceRecord[] = [
    { kind: 'account', id: '1', name: 'Sales', active: true, syncToken: '0', accountType: 'Income', accountSubType: null, currency: 'USD' },
    { kind: 'employee', id: '1', name: 'Kim', active: true, syncToken: '0' },
    { kind: 'term', id: '1', name: 'Net 30', active: true, syncToken: '0', dueDays: 30 },
    { kind: 'payment-method', id: '1', name: 'Card', active: true, syncToken: '0' },
    { kind: 'class', id: '1', name: 'Web', active: true, syncToken: '0' },
    { kind: 'location', id: '1', name: 'North', active: true, syncToken: '0' },
    { kind: 'tax-code', id: 'TAX', name: 'TAX', active: true, syncToken: '0', taxable: true, salesRateIds: ['3'] },
    { kind: 'tax-rate', id: '3', name: 'State', active: true, syncToken: '0', rate: decimal('9.5') },
  ];
  mirror.upsertRecords(records);
  for (const record of records) {
    expect(reference().recordsByName(record.kind, record.name.toLowerCase())).toEqual([record]);
    expect(mirror.search(record.kind, record.name.slice(1, 3), 5)).toEqual([record]);
  }
  expect(ids(reference().accountByName('SALES'))).toEqual(['1']);
});

test('a picker finds active records by any part of name or SKU, by name', () => {
  const { mirror } = openMirror();
  mirror.upsertRecords([
    item('1', { name: 'Mug, blue' }),
    item('2', { name: 'Big mug', sku: 'X-100%' }),
    item('3', { name: 'Mug, gone', active: false }),
  ]);
  expect(ids(mirror.search('item', 'MUG', 10))).toEqual(['2', '1']);
  expect(ids(mirror.search('item', '100%', 10))).toEqual(['2']);
  expect(ids(mirror.search('item', '', 1))).toEqual(['2']);
});

test('documents are found by their number until they are deleted, payments not at all', () => {
  const { mirror, reference } = openMirror();
  mirror.upsertDocuments([
    document('1'),
    document('2', { entity: 'SalesReceipt' }),
    document('3', { entity: 'Payment' }),
    document('4', { documentNumber: null }),
  ]);
  expect(ids(reference().documentsByNumber('1001'))).toEqual(['1', '2']);
  mirror.markDocumentDeleted('Invoice', '1');
  mirror.markDocumentDeleted('Invoice', '99');
  expect(ids(reference().documentsByNumber('1001'))).toEqual(['2']);
  expect(mirror.document('Invoice', '1')).toMatchObject({ deleted: true });
  expect(mirror.document('Invoice', '99')).toBeNull();
});
