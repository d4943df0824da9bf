import { addDecimals, ZERO } from '../../../../../shared/domain/money/decimal.ts';
import type { OrderMoney, PracticeOrder } from '../../records.ts';
import type { ShopDatabase } from '../../storage/database.ts';
import { childrenOf } from '../../storage/orders.ts';

const NONE: OrderMoney = { orderTotal: ZERO, amountPaid: ZERO, taxAmount: ZERO, shippingAmount: ZERO };

/**
 * What V2 says was paid for an order. Of a split one everything stands on the part that was there first and 0.0 on the others
 * (api facts, section 3.8, capture T2), however V1 divided it.
 */
export function v2MoneyOf(database: ShopDatabase, order: PracticeOrder): OrderMoney {
  if (isSplitOff(order)) {
    return NONE;
  }
  return order.mergedOrSplit ? withParts(database, order) : order;
}

/** A part of a split names its parent; so does an order that was combined into another, but its money has moved there in V1 too. */
function isSplitOff(order: PracticeOrder): boolean {
  return order.parentId !== null && order.moneyBeforeCombining === null;
}

function withParts(database: ShopDatabase, order: PracticeOrder): OrderMoney {
  return childrenOf(database, order.orderId)
    .filter(isSplitOff)
    .map((part) => withParts(database, part))
    .reduce<OrderMoney>(
      (sum, part) => ({
        orderTotal: addDecimals(sum.orderTotal, part.orderTotal),
        amountPaid: addDecimals(sum.amountPaid, part.amountPaid),
        taxAmount: addDecimals(sum.taxAmount, part.taxAmount),
        shippingAmount: addDecimals(sum.shippingAmount, part.shippingAmount),
      }),
      order,
    );
}
