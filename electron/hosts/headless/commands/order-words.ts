import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { UNTOLD_WORDS } from '../../../../shared/domain/orders/untold.ts';
import { momentIn } from '../output/moments.ts';
import { type Column, tableText } from '../output/table.ts';
import { amountText } from '../output/words.ts';

type Row = MethodOutput<'order.list'>['orders'][number];
type Shown = MethodOutput<'order.show'>;
type Finding = Row['blockers'][number];

const COLUMNS: readonly Column<Row>[] = [
  { title: 'Order', align: 'right', text: ({ orderId }) => String(orderId) },
  { title: 'Number', maxWidth: 24, text: ({ orderNumber }) => orderNumber },
  { title: 'Store', maxWidth: 20, text: ({ storeName, storeId }) => storeName ?? String(storeId) },
  { title: 'Buyer', maxWidth: 24, text: ({ buyer }) => buyer ?? '' },
  { title: 'Ordered', text: orderedText },
  { title: 'Shipped', text: ({ shippedOn }) => shippedOn ?? '' },
  { title: 'Total', align: 'right', text: ({ total }) => (total === null ? 'not told' : amountText(total)) },
  { title: 'State', text: ({ state }) => state },
  { title: 'Why', text: (row) => (row.blockers[0] ?? row.reason ?? row.warnings[0])?.message ?? '' },
];

/** The order date, else the day of arrival with a word that says so. */
function orderedText({ orderedOn, arrivedOn }: Pick<Row, 'orderedOn' | 'arrivedOn'>): string {
  return orderedOn ?? (arrivedOn === null ? '' : `came ${arrivedOn}`);
}

export function rowsText(rows: readonly Row[]): string {
  return rows.length === 0 ? 'No order matches.' : tableText(rows, COLUMNS);
}

/** One order for a person: what ShipStation says, what QuickBooks gets, the tie-out, what is open, what happened. */
export function shownText(shown: Shown, timeZone: string): string {
  const { row, order, plan, attention, postings, timeline } = shown;
  const parts = [
    `Order ${order.orderNumber} (${order.orderId}), ${order.storeName ?? `store ${order.storeId}`}: ${row.state}`,
    `Buyer ${row.buyer ?? 'without name'}, ordered ${orderedText(row) || '–'}, shipped ${row.shippedOn ?? '–'}, total ${row.total === null ? 'not told' : amountText(row.total)}`,
    order.untold.length === 0 ? '' : `ShipStation does not tell: ${order.untold.map((figure) => UNTOLD_WORDS[figure]).join(', ')}`,
    findingsText('Needs a decision', attention),
    plan === null ? '' : planText(plan),
    postings.length === 0
      ? ''
      : `\nPostings\n${tableText(postings, [
          { title: 'Kind', text: ({ kind }) => kind },
          { title: 'Operation', text: ({ operation }) => operation },
          { title: 'State', text: ({ status }) => status },
          { title: 'Number', text: ({ documentNumber }) => documentNumber ?? '' },
          { title: 'Id', align: 'right', text: ({ documentId }) => documentId ?? '' },
          { title: 'Total', align: 'right', text: ({ total }) => amountText(total) },
          { title: `At (${timeZone})`, text: ({ at }) => momentIn(timeZone)(at) },
          { title: 'What went wrong', text: ({ fault }) => fault?.message ?? '' },
        ])}`,
    `\nTime line\n${tableText(timeline, [
      { title: `At (${timeZone})`, text: ({ at }) => momentIn(timeZone)(at) },
      { title: 'Who', text: ({ actor }) => actor },
      { title: 'What', maxWidth: 100, text: ({ summary }) => summary },
    ])}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function planText(plan: NonNullable<Shown['plan']>): string {
  const customer = plan.customer === null ? 'no customer' : `${plan.customer.name}${plan.customer.kind === 'new' ? ' (will be made)' : ''}`;
  const head = `\nPlan: ${plan.outcome}${plan.documentNumber === null ? '' : `, document ${plan.documentNumber} of ${plan.documentDate ?? '–'}`}, for ${customer}`;
  const reason = plan.reason === null ? '' : plan.reason.message;
  const lines =
    plan.lines.length === 0
      ? ''
      : tableText(plan.lines, [
          { title: 'Line', text: ({ itemName, role }) => itemName ?? role },
          { title: 'Account', text: ({ accountName }) => accountName ?? '' },
          { title: 'Description', maxWidth: 40, text: ({ description }) => description },
          { title: 'Quantity', align: 'right', text: ({ quantity }) => quantity ?? '' },
          { title: 'Price', align: 'right', text: ({ unitPrice }) => unitPrice ?? '' },
          { title: 'Amount', align: 'right', text: ({ amount }) => amountText(amount) },
          { title: 'Tax', text: ({ taxCode }) => taxCode ?? '' },
        ]);
  const made = plan.documents.filter(({ kind }) => kind === 'customer' || kind === 'item').map(madeText);
  const total = plan.total === null ? '' : `Total ${amountText(plan.total)}${plan.tieOut === null ? '' : differenceText(plan.tieOut)}`;
  return [head, reason, lines, total, ...made, findingsText('Blockers', plan.blockers), findingsText('Warnings', plan.warnings)]
    .filter((part) => part !== '')
    .join('\n');
}

/** "Posting makes the item Glass Bird (NonInventory) in QuickBooks." */
function madeText({ kind, body }: NonNullable<Shown['plan']>['documents'][number]): string {
  return kind === 'customer'
    ? `Posting makes the customer ${String(body['DisplayName'])} in QuickBooks.`
    : `Posting makes the item ${String(body['Name'])} (${String(body['Type'])}) in QuickBooks.`;
}

function differenceText({ differenceMinor, currency }: NonNullable<NonNullable<Shown['plan']>['tieOut']>): string {
  return differenceMinor === null
    ? '; ShipStation does not tell the order’s total'
    : `, difference to the order ${amountText({ minor: differenceMinor, currency })}`;
}

function findingsText(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) {
    return '';
  }
  const lines = findings.map(({ code, message, choices }) => {
    const offered = choices
      .map((choice) => `${choice.choice}${choice.valueHint === null ? '' : ` --value ${choice.valueHint}`}`)
      .join(' | ');
    return `  ${code}: ${message}${offered === '' ? '' : `\n    answer with: resolve --code ${code} --choose ${offered}`}`;
  });
  return `\n${title}\n${lines.join('\n')}`;
}
