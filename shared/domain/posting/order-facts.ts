import { payerNameOf } from '../orders/buyer.ts';
import { absorbedIds } from '../orders/family.ts';
import type { Order, OrderFamily, OrderWithShipping } from '../orders/order.ts';
import { cleanText, nameKey } from '../orders/text.ts';
import { isUntold } from '../orders/untold.ts';
import { hash32 } from '../planning/fingerprint.ts';
import { isDropped } from '../planning/scope.ts';

/**
 * What an order itself said when its document was posted, apart from the rules and mappings that made the document of it. A
 * later change of a mapping or a policy changes none of this, so posted orders stay quiet; a change in the source does.
 */
export interface OrderFacts {
  readonly orderId: number;
  /** Lines, prices, discounts, tax, shipping charge, total and whether it counts at all: hashed. */
  readonly sale: string;
  /** How it was to be sent, which may choose the item of the shipping line: hashed. */
  readonly method: string;
  /** Who pays, by name without case, accents and spaces: hashed. Null where nobody tells, or it was taken away. */
  readonly payer: string | null;
  /** What the channel has received, as exact decimal text. */
  readonly paid: string;
}

/** Which of its facts are other ones now. */
export interface FactChanges {
  readonly sale: boolean;
  readonly method: boolean;
  readonly payer: boolean;
  readonly paid: boolean;
}

export function orderFactsOf(family: OrderFamily, memberIds: readonly number[]): readonly OrderFacts[] {
  const absorbed = absorbedIds(family.members);
  return family.members.filter(({ order }) => memberIds.includes(order.orderId)).map((member) => factsOf(member, absorbed));
}

function factsOf(member: OrderWithShipping, absorbed: ReadonlySet<number>): OrderFacts {
  const { order } = member;
  return {
    orderId: order.orderId,
    sale: hash32(JSON.stringify([isDropped(member, absorbed), order.currency, ...saleOf(order)])),
    method: hash32(JSON.stringify([order.requestedService, order.carrierCode, order.serviceCode])),
    payer: payerMarkOf(order),
    paid: order.amountPaid,
  };
}

/** Pieces of which there are none make no line, so they are not part of the sale. */
function saleOf({ items, orderTotal, taxAmount, shippingAmount, storeId }: Order): readonly unknown[] {
  const lines = items
    .filter(({ quantity }) => quantity !== 0)
    .map((item) => [
      cleanText(item.sku ?? ''),
      cleanText(item.name),
      item.options.map(({ name, value }) => [cleanText(name), cleanText(value)]),
      item.quantity,
      item.unitPrice,
      item.taxAmount,
      item.adjustment,
    ]);
  return [storeId, orderTotal, taxAmount, shippingAmount, lines];
}

/** Stands for who pays; null where the source does not tell, or has taken it away: that is no other payer. */
export function payerMarkOf(order: Order): string | null {
  const payer = payerNameOf(order);
  return payer.kind !== 'named' || isUntold(order, 'bill-to') ? null : hash32(nameKey(payer.name));
}

/**
 * What changed in the source since. Of an order that was posted before such facts were kept (`then` undefined) nothing is
 * known, and everything may have changed. Orders that joined the family later show in those that were there: a split or a
 * combine changes their lines.
 */
export function factChanges(then: readonly OrderFacts[] | undefined, now: readonly OrderFacts[]): FactChanges {
  if (then === undefined) {
    return { sale: true, method: true, payer: true, paid: true };
  }
  const pairs = then.map((before) => ({ before, after: now.find(({ orderId }) => orderId === before.orderId) }));
  const isOther = (differs: (before: OrderFacts, after: OrderFacts) => boolean): boolean =>
    pairs.some(({ before, after }) => after !== undefined && differs(before, after));
  return {
    sale: pairs.some(({ before, after }) => after?.sale !== before.sale),
    method: isOther((before, after) => before.method !== after.method),
    payer: isOther((before, after) => isOtherPayer(before.payer, after.payer)),
    paid: isOther((before, after) => before.paid !== after.paid),
  };
}

/** Another payer, where both are known. */
export const isOtherPayer = (before: string | null, after: string | null): boolean => before !== null && after !== null && before !== after;

/** What an answer of a person ("keep") is remembered for: the order as it is told now. Another change asks again. */
export function factsMark(now: readonly OrderFacts[]): string {
  return hash32(JSON.stringify(now.toSorted((a, b) => a.orderId - b.orderId)));
}
