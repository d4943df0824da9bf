import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { type RefusedOrder, refusedText } from '../order-arguments.ts';
import { tableText } from '../output/table.ts';
import { amountText, countText } from '../output/words.ts';

type Effect = MethodOutput<'order.approvalEffect'>;

/** What approving would do: amounts by account, then what would be made in the books. */
export function effectText(effect: Effect, refused: readonly RefusedOrder[]): string {
  const { count, totals, accounts, newRecords, newCustomers, newItems } = effect;
  const parts = [
    `${countText(count, 'document')} would be approved${totals.length === 0 ? '' : `, in all ${totals.map(amountText).join(' and ')}`}. Nothing was approved.`,
    accounts.length === 0
      ? ''
      : tableText(accounts, [
          { title: 'Account', maxWidth: 40, text: ({ accountName }) => accountName },
          { title: 'Lines', align: 'right', text: ({ lines }) => String(lines) },
          { title: 'Amount', align: 'right', text: ({ amount }) => amountText(amount) },
        ]),
    newRecords.length === 0
      ? ''
      : `\nPosting would make ${countText(newCustomers, 'customer')} and ${countText(newItems, 'item')} in QuickBooks:\n${newRecordsText(newRecords)}`,
    ...refused.map((order) => refusedText(order)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Customers and items that posting would make, one a line. */
export function newRecordsText(records: Effect['newRecords']): string {
  return tableText(records, [
    { title: 'What', text: ({ kind, type }) => (kind === 'customer' ? 'customer' : `${type ?? ''} item`) },
    { title: 'Name', maxWidth: 40, text: ({ name }) => name },
    { title: 'Income account', maxWidth: 30, text: ({ accountName }) => accountName ?? '' },
    { title: 'E-mail', maxWidth: 40, text: ({ email }) => email ?? '' },
    { title: 'Documents', align: 'right', text: ({ documents }) => String(documents) },
  ]);
}
