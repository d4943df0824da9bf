import { storePolicyOf } from '../mapping/resolve.ts';
import { type Decimal, fromMinor, toMinor } from '../money/decimal.ts';
import { minorDigitsOf, money } from '../money/money.ts';
import type { Order } from '../orders/order.ts';
import { isUntold } from '../orders/untold.ts';
import { amountText, finding } from './messages.ts';
import type { PlanInput } from './plan-input.ts';
import { decisionOn, type DocumentScope } from './scope.ts';
import { rawTotalMinor } from './tie-out.ts';

/** What may count as the total of an order whose source does not tell it. */
interface Candidates {
  readonly amountPaid: Decimal | null;
  readonly lines: Decimal | null;
}

/** Only sums of figures that were told: a tax that nobody tells is not 0. Nothing paid says nothing about what is due. */
function candidatesOf(order: Order, digits: number, isInclusive: boolean): Candidates {
  const isWhole = !isUntold(order, 'tax') && !isUntold(order, 'shipping-charge');
  return {
    amountPaid: isUntold(order, 'amount-paid') || toMinor(order.amountPaid, digits) <= 0 ? null : order.amountPaid,
    lines: isWhole ? fromMinor(rawTotalMinor(order, digits, isInclusive), digits) : null,
  };
}

/**
 * The input with a total for each order whose source tells none, where a person or the store's rule says what counts. An order
 * without either keeps none, and is blocked by {@link blockUntoldTotal}.
 */
export function withSettledTotals(input: PlanInput): PlanInput {
  if (input.family.members.every(({ order }) => order.orderTotal !== null)) {
    return input;
  }
  const ids = input.family.members.map(({ order }) => order.orderId);
  const chosen = decisionOn(input, ids, 'order/total-unknown')?.choice ?? null;
  const members = input.family.members.map((member) => {
    const store = storePolicyOf(input.config, member.order.storeId);
    if (member.order.orderTotal !== null || store === null) {
      return member;
    }
    const digits = minorDigitsOf(store.currency ?? input.books.company.homeCurrency);
    const candidates = candidatesOf(member.order, digits, store.prices === 'tax-inclusive');
    const rule = chosen === null ? store.untold.total : RULE_OF_CHOICE.get(chosen);
    const orderTotal = totalBy(rule ?? 'ask', candidates);
    return orderTotal === null ? member : { ...member, order: { ...member.order, orderTotal } };
  });
  return { ...input, family: { ...input.family, members } };
}

type TotalRule = 'ask' | 'amount-paid' | 'lines';

const RULE_OF_CHOICE: ReadonlyMap<string, TotalRule> = new Map([
  ['amount-paid-as-total', 'amount-paid'],
  ['lines-as-total', 'lines'],
]);

function totalBy(rule: TotalRule, { amountPaid, lines }: Candidates): Decimal | null {
  switch (rule) {
    case 'ask':
      return null;
    case 'amount-paid':
      return amountPaid;
    case 'lines':
      return lines;
  }
}

/** Says which figures there are and asks which of them is the total. */
export function blockUntoldTotal(scope: DocumentScope): void {
  const order = scope.members.find((member) => member.order.orderTotal === null)?.order;
  if (order === undefined) {
    return;
  }
  const { amountPaid, lines } = candidatesOf(order, scope.digits, scope.store.prices === 'tax-inclusive');
  const shown = (amount: Decimal): string => amountText(money(toMinor(amount, scope.digits), scope.currency));
  const made = lines === null ? 'ShipStation does not tell all that was charged' : `lines, shipping and tax make ${shown(lines)}`;
  const paid = amountPaid === null ? 'what was paid does not say it either' : `${shown(amountPaid)} was paid`;
  const isAgreed = lines !== null && amountPaid !== null && shown(lines) === shown(amountPaid) ? ' Both agree.' : '';
  const choices = [
    ...(amountPaid === null ? [] : (['amount-paid-as-total'] as const)),
    ...(lines === null ? [] : (['lines-as-total'] as const)),
  ];
  const next =
    choices.length > 0
      ? 'say which of them is the total, or set a rule for the store in Mapping'
      : 'connect ShipStation’s V1 API, which tells it';
  scope.blockers.push(
    finding(
      'order/total-unknown',
      `${scope.label}: ShipStation's V2 API does not tell its total; ${made}, ${paid}; ${next}.${isAgreed}`,
      { amountPaid, linesTotal: lines, currency: scope.currency },
      choices,
    ),
  );
}
