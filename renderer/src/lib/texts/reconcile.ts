import { countText } from '../locale.ts';

const kinds: Readonly<Record<string, string>> = {
  'shipped-not-invoiced': 'Shipped, not invoiced',
  'invoiced-not-shipped': 'Invoiced, not shipped',
  'wrong-period': 'Wrong period',
  'total-differs': 'Total differs',
  'changed-after-posting': 'Changed after posting',
  'gone-from-books': 'Gone from QuickBooks',
  'not-paid': 'Not paid',
};

export const reconcileTexts = {
  title: 'Reconcile',
  kinds,
  from: 'From',
  to: 'To',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  ordered: 'Ordered',
  shipped: 'Shipped',
  invoiced: 'Invoiced',
  paid: 'Paid',
  store: 'Store',
  unknownStore: (storeId: number) => `Store ${storeId}`,
  totals: 'Totals by store',
  allStores: 'All stores',
  count: 'Count',
  amount: 'Amount',
  differences: (count: number) => (count === 1 ? '1 difference' : `${countText(count)} differences`),
  noDifferences: 'No differences',
  noDifferencesHint: 'Every shipped order of the period is invoiced with the right total, and nothing else is.',
  kind: 'Difference',
  order: 'Order',
  expected: 'Expected',
  actual: 'In QuickBooks',
  message: 'What differs',
  allKinds: 'All differences',
  badPeriod: 'The period ends before it begins.',
  untoldDates: (count: number) =>
    `${count} counted as ordered on the day they came into ShipStation: its V2 API does not tell their order date.`,
  untoldTotals: (count: number) => `${count} counted without money: ShipStation’s V2 API does not tell their total.`,
  shown: (shown: number, count: number) => `${shown} of ${count} shown`,
};
