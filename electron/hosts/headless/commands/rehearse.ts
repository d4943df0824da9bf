import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { moneyText } from '../../../../shared/domain/money/money.ts';
import { EXIT } from '../exit-codes.ts';
import { tableText } from '../output/table.ts';
import { amountsText, countText } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';
import { dateArgument } from './sync.ts';

type Rehearsed = MethodOutput<'rehearsal.run'>;

/** `purser rehearse`: what posting a period would do, with nothing posted. Ends with 1 where something would be held up. */
export function addRehearseCommand(program: Command, action: ActionMaker): void {
  program
    .command('rehearse')
    .description('pulls and plans the last 30 days and tells what posting them would do; posts nothing')
    .option('--from <date>', 'first day (YYYY-MM-DD)', dateArgument)
    .option('--to <date>', 'last day (YYYY-MM-DD); today where left out', dateArgument)
    .action(
      action(async (context, { from, to }: { from?: string; to?: string }) =>
        context.withHost('write', async ({ call, company }) => {
          const rehearsed = await call('rehearsal.run', { company: company(), from: from ?? null, to: to ?? null });
          context.print.result(rehearsed, () => rehearsalText(rehearsed));
          return rehearsed.blocked.count > 0 ? EXIT.attention : EXIT.done;
        }),
      ),
    );
}

const kindNames: Readonly<Record<Rehearsed['documents'][number]['kind'], readonly [string, string]>> = {
  invoice: ['invoice', 'invoices'],
  'sales-receipt': ['sales receipt', 'sales receipts'],
  payment: ['payment', 'payments'],
};

/** Accounts that the books choose by themselves. */
const roleNames: Readonly<Record<Rehearsed['accounts'][number]['role'], string>> = {
  receivable: 'Accounts receivable',
  deposit: 'Undeposited funds',
  income: 'Income',
  item: 'Account of the item',
  discount: 'Discounts',
  tax: 'Sales tax payable',
};

function accountText({ role, name }: Rehearsed['accounts'][number]): string {
  if (name === null) {
    return roleNames[role];
  }
  return role === 'item' ? `Account of ${name}` : name;
}

function rehearsalText(rehearsed: Rehearsed): string {
  const { from, to, orders, ready, documents, newCustomers, newItems, blocked, beforeStart, alreadyPosted, startOn } = rehearsed;
  const written = documents.map(({ kind, count, totals }) => `${countText(count, ...kindNames[kind])} (${amountsText(totals)})`);
  return [
    `${from} to ${to}: ${countText(orders, 'order')}. Nothing was posted.`,
    `Ready: ${countText(ready.count, 'document')} of ${amountsText(ready.totals)}${written.length > 0 ? `: ${written.join(', ')}` : ''}.`,
    `Would be made: ${countText(newCustomers.count, 'customer')} and ${countText(newItems.count, 'item')}.`,
    ...(beforeStart.count > 0
      ? [`${beforeStart.count} of them are dated before the start on ${startOn ?? ''} and are never posted by themselves.`]
      : []),
    ...(alreadyPosted.count > 0 ? [`${countText(alreadyPosted.count, 'document is', 'documents are')} in the books already.`] : []),
    ...(rehearsed.accounts.length > 0 ? ['', accountsText(rehearsed)] : []),
    `Blocked: ${countText(blocked.count, 'document')}${blocked.totals.length > 0 ? ` of ${amountsText(blocked.totals)}` : ''}.`,
    ...(rehearsed.causes.length > 0 ? ['', causesText(rehearsed.causes)] : []),
    ...(rehearsed.leftOut.length > 0 ? ['Not due:', '', causesText(rehearsed.leftOut)] : []),
  ].join('\n');
}

function accountsText({ accounts }: Rehearsed): string {
  const side = (amount: { readonly minor: number; readonly currency: string }): string => (amount.minor === 0 ? '' : moneyText(amount));
  return tableText(accounts, [
    { title: 'Account', text: accountText },
    { title: 'Debit', align: 'right', text: ({ debit }) => side(debit) },
    { title: 'Credit', align: 'right', text: ({ credit }) => side(credit) },
    { title: 'Currency', text: ({ debit }) => debit.currency },
  ]);
}

function causesText(causes: Rehearsed['causes']): string {
  return tableText(causes, [
    { title: 'Cause', text: ({ code }) => code },
    { title: 'Documents', align: 'right', text: ({ count }) => String(count) },
    { title: 'Money', align: 'right', text: ({ totals }) => amountsText(totals) },
    { title: 'Such as', text: ({ examples }) => examples[0]?.orderNumber ?? '' },
  ]);
}
