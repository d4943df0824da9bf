import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { toMinor } from '../../../../shared/domain/money/decimal.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import type { Practice } from '../../../practice/start-practice.ts';
import type { OpenHost } from '../command-context.ts';

export interface Mismatch {
  readonly orderId: number;
  readonly documentNumber: string | null;
  readonly expected: Money;
  readonly actual: Money | null;
  readonly problem: string;
}

type Shown = MethodOutput<'order.show'>;
type Posting = Shown['postings'][number];

/** The practice shop and its books know only dollars and cents (and in Canada, where they are called the same). */
const MINOR_DIGITS = 2;

/**
 * Compares what Purser says it posted with the record of the practice QuickBooks itself. What an order must total is taken
 * from the practice ShipStation, not from Purser's plan: the totals of the orders, less the tax that a marketplace remits.
 */
export async function compareWithBooks(
  host: OpenHost,
  company: string,
  practice: Practice,
): Promise<{ readonly compared: number; readonly mismatches: Mismatch[] }> {
  const { stores } = await host.call('mapping.show', { company });
  const remitting = new Set(stores.filter(({ policy }) => policy.tax === 'marketplace').map(({ storeId }) => storeId));
  const documents = practice.quickbooks
    .documents()
    .filter((document) => document.entity === 'Invoice' || document.entity === 'SalesReceipt');
  const mismatches: Mismatch[] = [];
  let compared = 0;
  for (const orderId of await postedOrders(host, company)) {
    const shown = await host.call('order.show', { company, order: orderId });
    const posting = shown.postings.find(isDocument);
    if (posting === undefined) {
      continue;
    }
    compared += 1;
    const { currency } = shown.order;
    const expected = { minor: expectedMinor(shown, practice, remitting), currency };
    const found = documents.filter((document) => document.docNumber === posting.documentNumber && !document.voided);
    const [document] = found;
    const actual = document === undefined ? null : { minor: document.totalMinor, currency };
    const problem = problemOf(posting, found, expected.minor);
    if (problem !== null) {
      mismatches.push({ orderId, documentNumber: posting.documentNumber, expected, actual, problem });
    }
  }
  return { compared, mismatches };
}

/** Orders that key a document that is in the books, whatever a person still has to look at. */
async function postedOrders({ call }: OpenHost, company: string): Promise<readonly number[]> {
  const orderIds = new Set<number>();
  let cursor: string | null = null;
  do {
    const page: MethodOutput<'order.list'> = await call('order.list', {
      company,
      filter: { states: ['posted', 'terminal', 'attention'] },
      limit: 500,
      cursor,
    });
    for (const row of page.orders) {
      orderIds.add(row.planOrderId);
    }
    cursor = page.next;
  } while (cursor !== null);
  return [...orderIds];
}

function isDocument({ kind, operation, status }: Posting): boolean {
  return (kind === 'invoice' || kind === 'sales-receipt') && (operation === 'create' || operation === 'adopt') && status === 'posted';
}

function expectedMinor({ plan, row }: Shown, practice: Practice, remitting: ReadonlySet<number>): number {
  const memberIds = plan?.memberIds ?? [row.orderId];
  return memberIds.reduce((sum, memberId) => {
    const order = practice.shipstation.control.order(memberId);
    if (order === null) {
      return sum;
    }
    const remitted = remitting.has(order.storeId) ? toMinor(order.taxAmount, MINOR_DIGITS) : 0;
    return sum + toMinor(order.orderTotal, MINOR_DIGITS) - remitted;
  }, 0);
}

function problemOf(
  posting: Posting,
  found: readonly { readonly id: string; readonly totalMinor: number }[],
  expected: number,
): string | null {
  const [document] = found;
  if (document === undefined) {
    return 'it is not in the books';
  }
  if (found.length > 1) {
    return `it is there ${found.length} times`;
  }
  if (document.id !== posting.documentId) {
    return `the books know this number as ${document.id}, Purser as ${posting.documentId ?? 'none'}`;
  }
  return document.totalMinor === expected ? null : 'the totals differ';
}
