import type { OrderWithShipping } from '../orders/order.ts';
import { addDecimals, type Decimal, toMinor, ZERO } from '../money/decimal.ts';
import { type ChosenItem, existing, policyItem } from './items.ts';
import { amountLine, type DraftLine, itemLines, shippingLines, sumOf, sumOverMembers } from './lines.ts';
import { amountText, finding } from './messages.ts';
import type { TieOut } from './plan.ts';
import { decisionOn, type DocumentScope, isDecided, moneyIn } from './scope.ts';
import { liabilityLines, linesNetOfTax, type TaxAmounts, taxAmountsOf } from './tax.ts';
import { reckonTax, type TaxReckoning } from './tax-rates.ts';
import { familyTiesAsOne } from './tie-out.ts';
import { blockUntoldTotal } from './untold-totals.ts';

/** All lines of a document and how they tie out. */
export interface Assembly {
  readonly lines: readonly DraftLine[];
  /** `onDocumentMinor` is what QuickBooks will book: the channel's figure, or what its rates make. */
  readonly amounts: TaxAmounts;
  readonly reckoning: TaxReckoning;
  readonly tieOut: TieOut;
}

/** What the channel says of the money, in minor units. */
interface ChannelFigures {
  /** Null where it does not tell the total of each member. */
  readonly orderTotalMinor: number | null;
  readonly amountPaidMinor: number;
}

/** Lines from the order, then what the rules or a person add so that they tie: one line for all, a coupon, a rounding line. */
export function assemble(scope: DocumentScope): Assembly {
  const charged = taxAmountsOf(scope);
  const figures: ChannelFigures = {
    orderTotalMinor: orderTotalMinorOf(scope),
    amountPaidMinor: toMinor(
      sumOverMembers(scope, ({ amountPaid }) => amountPaid),
      scope.digits,
    ),
  };
  const own = linesNetOfTax(scope, itemLines(scope, lineMembers(scope)), charged.chargedMinor);
  const lines = [...own, ...shippingLines(scope), ...liabilityLines(scope, charged)];
  lines.push(...wholeOrderLines(scope, lines, charged, figures));
  const coupon = couponLines(scope, lines, figures);
  const couponMinor = sumOf(coupon, 'discount');
  lines.push(...coupon);
  const reckoning = reckonTax(scope, lines, charged.onDocumentMinor);
  const amounts = reckoning.kind === 'reckoned' ? { ...charged, onDocumentMinor: reckoning.tax.totalMinor } : charged;
  const differenceMinor = differenceOf(lines, amounts, figures, couponMinor);
  if (differenceMinor === null) {
    blockUntoldTotal(scope);
  } else if (!scope.blockers.some(({ code }) => code === 'order/no-lines')) {
    lines.push(...roundingLines(scope, differenceMinor, differenceOf(lines, charged, figures, couponMinor), amounts));
  }
  return { lines, amounts, reckoning, tieOut: tieOutOf(scope, lines, amounts, figures, couponMinor) };
}

function orderTotalMinorOf({ members, digits }: DocumentScope): number | null {
  const total = members.reduce<Decimal | null>(
    (sum, { order }) => (sum === null || order.orderTotal === null ? null : addDecimals(sum, order.orderTotal)),
    ZERO,
  );
  return total === null ? null : toMinor(total, digits);
}

/**
 * Whose items make lines. A survivor of a combine may list the absorbed orders' items as its own: where that ties and counting
 * them again does not, the absorbed ones' items are left out.
 */
function lineMembers(scope: DocumentScope): readonly OrderWithShipping[] {
  const { members, absorbed, digits } = scope;
  const isInclusive = scope.store.prices === 'tax-inclusive';
  if (absorbed.size === 0 || familyTiesAsOne(members, digits, isInclusive)) {
    return members;
  }
  const survivors = members.filter(({ order }) => !absorbed.has(order.orderId));
  const emptied = members.map((member): OrderWithShipping =>
    survivors.includes(member) ? member : { ...member, order: { ...member.order, items: [] } },
  );
  return familyTiesAsOne(emptied, digits, isInclusive) ? survivors : members;
}

const totalOfLines = (lines: readonly DraftLine[]): number => lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Null where there is no total to differ from. */
function differenceOf(
  lines: readonly DraftLine[],
  { onDocumentMinor, remittedMinor }: TaxAmounts,
  { orderTotalMinor }: ChannelFigures,
  couponMinor: number,
): number | null {
  return orderTotalMinor === null ? null : totalOfLines(lines) + onDocumentMinor + remittedMinor - couponMinor - orderTotalMinor;
}

/** No line, but money: one line on an item that a person chose, or a blocker. */
function wholeOrderLines(
  scope: DocumentScope,
  lines: readonly DraftLine[],
  amounts: TaxAmounts,
  figures: ChannelFigures,
): readonly DraftLine[] {
  const restMinor = -(differenceOf(lines, amounts, figures, 0) ?? 0);
  if (restMinor <= 0 || lines.some(({ role }) => role === 'product' || role === 'charge' || role === 'discount')) {
    return [];
  }
  const decision = decisionOn(scope.input, scope.memberIds, 'order/no-lines');
  if (decision === null || decision.choice !== 'one-line') {
    const message = `${scope.label} has no items but ${amountText(moneyIn(scope, restMinor))} to book; post it as one line on an item that you choose`;
    scope.blockers.push(finding('order/no-lines', message, { amountMinor: restMinor }, ['one-line']));
    return [];
  }
  const item = decision.value === null ? null : scope.input.books.itemById(decision.value);
  if (item === null || !item.active) {
    const message = `${scope.label} is to be posted as one line, but the chosen item is not there or inactive; choose another one`;
    scope.blockers.push(finding('order/no-lines', message, { amountMinor: restMinor, itemId: decision.value }, ['one-line']));
    return [];
  }
  const explanation = { field: 'orderTotal', rule: 'the whole order as one line, less shipping and tax, as a person chose' };
  return [amountLine(scope, 'whole-order', existing(item), `Order ${scope.keyOrder.orderNumber}`, restMinor, explanation)];
}

/** orderTotal − amountPaid as a discount, where the store's rule or a person says so, something was paid, and the lines bear it. */
function couponLines(
  scope: DocumentScope,
  lines: readonly DraftLine[],
  { orderTotalMinor, amountPaidMinor }: ChannelFigures,
): readonly DraftLine[] {
  if (orderTotalMinor === null) {
    return [];
  }
  const isChosen =
    scope.store.coupon === 'discount' ||
    (['order/does-not-tie', 'order/balance-left-open', 'order/not-paid-in-full'] as const).some((code) => isDecided(scope, code, 'coupon'));
  const couponMinor = orderTotalMinor - amountPaidMinor;
  if (!isChosen || amountPaidMinor <= 0 || couponMinor <= 0 || couponMinor > sumOf(lines, 'product', 'charge', 'whole-order', 'discount')) {
    return [];
  }
  const { policy } = scope.input.config;
  const item: ChosenItem | null =
    policy.discounts === 'line' ? null : policyItem(scope, policy.discountItem, 'discounts', 'mapping/discount-missing');
  return [
    amountLine(scope, 'discount', item, 'Coupon', -couponMinor, {
      field: 'amountPaid',
      rule: 'order total − amount paid, taken as a coupon',
    }),
  ];
}

/** A person may round off less than one whole unit of the currency; more than that is no rounding. */
const handLimitMinor = (digits: number): number => 10 ** digits;

/** `channelDifferenceMinor` is the difference with the tax as the channel charged it, whatever QuickBooks makes of it. */
function roundingLines(
  scope: DocumentScope,
  differenceMinor: number,
  channelDifferenceMinor: number | null,
  amounts: TaxAmounts,
): readonly DraftLine[] {
  if (differenceMinor === 0) {
    return [];
  }
  const { policy } = scope.input.config;
  const size = Math.abs(differenceMinor);
  const isInReach = size <= Math.max(policy.roundingToleranceMinor, handLimitMinor(scope.digits));
  if (size <= policy.roundingToleranceMinor || (isInReach && isDecided(scope, 'order/does-not-tie', 'rounding-line'))) {
    const item = policyItem(scope, policy.roundingItem, 'rounding differences', 'mapping/rounding-missing');
    const explanation = { field: 'orderTotal', rule: 'what the lines, shipping and tax differ from the order’s total' };
    return [amountLine(scope, 'rounding', item, 'Rounding difference', -differenceMinor, explanation)];
  }
  const isTax = channelDifferenceMinor === amounts.chargedMinor && amounts.chargedMinor > 0;
  const relation = differenceMinor > 0 ? 'more' : 'less';
  const message = `${scope.label}: lines, shipping and tax make ${amountText(moneyIn(scope, size))} ${relation} than the order's total; ${tieHint(scope, amounts, isTax)}`;
  const details = { differenceMinor, currency: scope.currency, hint: isTax ? 'tax-inclusive' : null };
  scope.blockers.push(finding('order/does-not-tie', message, details, isInReach ? ['rounding-line'] : []));
  return [];
}

/** What to do about a difference, as far as its size tells. */
function tieHint(scope: DocumentScope, { chargedMinor, onDocumentMinor }: TaxAmounts, isTax: boolean): string {
  if (isTax) {
    return 'the difference is the tax, so the store’s prices may include it: set that in Mapping';
  }
  if (scope.store.tax === 'seller' && onDocumentMinor !== chargedMinor) {
    const [computed, charged] = [onDocumentMinor, chargedMinor].map((minor) => amountText(moneyIn(scope, minor)));
    return `QuickBooks computes a tax of ${computed} where the channel charged ${charged}: choose the tax code that fits, or what to do with the difference`;
  }
  return 'check the order in ShipStation, or choose what to do with the difference';
}

function tieOutOf(
  scope: DocumentScope,
  lines: readonly DraftLine[],
  amounts: TaxAmounts,
  figures: ChannelFigures,
  couponMinor: number,
): TieOut {
  const taxMinor = amounts.onDocumentMinor + sumOf(lines, 'tax');
  return {
    currency: scope.currency,
    linesMinor: sumOf(lines, 'product', 'charge', 'whole-order'),
    discountMinor: sumOf(lines, 'discount'),
    couponMinor,
    shippingMinor: sumOf(lines, 'shipping'),
    taxMinor,
    marketplaceTaxMinor: amounts.remittedMinor,
    roundingMinor: sumOf(lines, 'rounding'),
    documentTotalMinor: totalOfLines(lines) + amounts.onDocumentMinor,
    orderTotalMinor: figures.orderTotalMinor,
    differenceMinor: differenceOf(lines, amounts, figures, couponMinor),
    // Tax that the marketplace remits never reached the merchant.
    paidMinor: Math.max(figures.amountPaidMinor - amounts.remittedMinor, 0),
  };
}
