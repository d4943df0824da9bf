import { counted } from './counted.ts';

/** One and many of each list that is read anew, by the name that Purser's counts have. */
const LISTS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  stores: ['store', 'stores'],
  carriers: ['carrier', 'carriers'],
  products: ['product', 'products'],
  company: ['company', 'companies'],
  account: ['account', 'accounts'],
  item: ['item', 'items'],
  customer: ['customer', 'customers'],
  vendor: ['vendor', 'vendors'],
  employee: ['employee', 'employees'],
  term: ['term', 'terms'],
  'payment-method': ['payment method', 'payment methods'],
  class: ['class', 'classes'],
  location: ['location', 'locations'],
  'tax-code': ['tax code', 'tax codes'],
  'tax-rate': ['tax rate', 'tax rates'],
  'tax-agency': ['tax agency', 'tax agencies'],
  documents: ['document', 'documents'],
};

/** "1 location", "18 accounts"; null where it is no list. */
export function listCount(name: string, count: number): string | null {
  const words = LISTS[name];
  return words === undefined ? null : counted(count, ...words);
}

/** "6 stores, 18 accounts" */
export const listCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => listCount(name, count) ?? counted(count, name, name))
    .join(', ');
