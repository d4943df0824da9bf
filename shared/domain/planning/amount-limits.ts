import type { Finding } from '../findings.ts';
import { addDecimals, type Decimal, multiplyDecimals, signOf, negateDecimal, ZERO } from '../money/decimal.ts';
import { isBookableAmount } from '../money/largest-amount.ts';
import type { Order, OrderFamily } from '../orders/order.ts';
import { finding } from './messages.ts';
import { labelOf } from './scope.ts';

interface TooLarge {
  readonly field: string;
  readonly value: string;
}

/** Sums are looked at without their signs, so that no part of a document is too large either. */
const sizeOf = (value: Decimal): Decimal => (signOf(value) < 0 ? negateDecimal(value) : value);

/** Amounts as long as any of an ordinary order, of which a thousand add up to less than the books take. */
const SURELY_SMALL_LENGTH = 7;
const SURELY_SMALL_QUANTITY = 10;
const SURELY_FEW_ITEMS = 100;

function isSurelySmall({ items, orderTotal, amountPaid, taxAmount, shippingAmount }: Order): boolean {
  return (
    items.length <= SURELY_FEW_ITEMS &&
    [orderTotal, amountPaid, taxAmount, shippingAmount].every((amount) => amount === null || amount.length <= SURELY_SMALL_LENGTH) &&
    items.every(
      ({ quantity, unitPrice, taxAmount: tax }) =>
        Math.abs(quantity) <= SURELY_SMALL_QUANTITY &&
        (unitPrice === null || unitPrice.length <= SURELY_SMALL_LENGTH) &&
        (tax === null || tax.length <= SURELY_SMALL_LENGTH),
    )
  );
}

/** The first figure of an order that is larger than any document can hold; null where there is none. */
function tooLargeOf(order: Order): TooLarge | null {
  if (isSurelySmall(order)) {
    return null;
  }
  const { orderTotal, amountPaid, taxAmount, shippingAmount } = order;
  const whole = Object.entries({ orderTotal, amountPaid, taxAmount, shippingAmount }).find(
    ([, amount]) => amount !== null && !isBookableAmount(amount),
  );
  if (whole !== undefined) {
    return { field: whole[0], value: String(whole[1]) };
  }
  let sum = addDecimals(sizeOf(taxAmount), sizeOf(shippingAmount));
  for (const [index, { quantity, unitPrice, taxAmount: tax }] of order.items.entries()) {
    for (const [field, amount] of [['unitPrice', unitPrice] as const, ['taxAmount', tax] as const]) {
      const line = sizeOf(multiplyDecimals(amount ?? ZERO, quantity));
      sum = addDecimals(sum, line);
      if (!isBookableAmount(line) || !isBookableAmount(sum)) {
        return { field: `items[${index}].${field}`, value: `${quantity} × ${amount ?? ZERO}` };
      }
    }
  }
  return null;
}

/** A blocker for a family that has an amount which no document can hold: it is said before anything is reckoned with it. */
export function amountBlocker({ members }: OrderFamily): Finding | null {
  for (const { order } of members) {
    const found = tooLargeOf(order);
    if (found !== null) {
      const message = `${labelOf({ keyOrder: order, members: [] })} has an amount that no document can hold (${found.field}: ${found.value}); correct it in ShipStation`;
      return finding('order/unknown-field-value', message, { orderId: order.orderId, field: found.field, value: found.value });
    }
  }
  return null;
}
