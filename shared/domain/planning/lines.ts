import {
  addDecimals,
  type Decimal,
  decimal,
  extendToMinor,
  fromMinor,
  isExactMinor,
  multiplyDecimals,
  signOf,
  toMinor,
  ZERO,
} from '../money/decimal.ts';
import { itemRoleOf } from '../orders/item-role.ts';
import type { Order, OrderItem, OrderWithShipping } from '../orders/order.ts';
import { cleanText, cutText } from '../orders/text.ts';
import { type ChosenItem, policyItem, productItem, shippingField, shippingItem } from './items.ts';
import { finding, listText } from './messages.ts';
import type { Explanation, PlanLine } from './plan.ts';
import type { DocumentScope } from './scope.ts';

/** A line before its tax code is known. */
export interface DraftLine {
  readonly role: PlanLine['role'];
  readonly orderId: number;
  readonly orderItemId: number | null;
  /** Null for the one discount line, which names an account, and where the item is missing (a blocker says so). */
  readonly item: ChosenItem | null;
  readonly accountName: string | null;
  readonly description: string;
  readonly quantity: Decimal | null;
  readonly unitPrice: Decimal | null;
  readonly amountMinor: number;
  /** Tax of the whole line as the channel explains it; null where it says nothing. */
  readonly explainedTaxMinor: number | null;
  readonly explanation: Explanation;
}

/** Intuit: Line.Description holds at most 4,000 characters. */
const MAX_DESCRIPTION = 4_000;
const ONE = decimal('1');

const EXTENDED = 'quantity × unit price, rounded half up to the cent';

/** Lines of the members' items, each item once however many members list it. */
export function itemLines(scope: DocumentScope, members: readonly OrderWithShipping[]): readonly DraftLine[] {
  const seen = new Set<number>();
  const lines: DraftLine[] = [];
  for (const { order } of members) {
    order.items.forEach((item, index) => {
      if (!seen.has(item.orderItemId)) {
        seen.add(item.orderItemId);
        const line = itemLine(scope, order, item, index);
        if (line !== null) {
          lines.push(line);
        }
      }
    });
  }
  warnOfItems(scope, members);
  return lines;
}

function itemLine(scope: DocumentScope, order: Order, item: OrderItem, index: number): DraftLine | null {
  const { policy } = scope.input.config;
  const role = itemRoleOf(item);
  const price = item.unitPrice ?? ZERO;
  if (item.quantity === 0 || (signOf(price) === 0 && (role === 'discount' || policy.zeroPriceLines === 'leave-out'))) {
    return null;
  }
  if (item.quantity < 0) {
    const message = `${scope.label} has ${item.quantity} pieces of ${cleanText(item.name) || 'an item'}; correct the quantity in ShipStation`;
    scope.blockers.push(finding('order/unknown-field-value', message, { orderItemId: item.orderItemId, quantity: item.quantity }));
    return null;
  }
  const quantity = decimal(item.quantity);
  const line = {
    orderId: order.orderId,
    orderItemId: item.orderItemId,
    description: descriptionOf(item),
    quantity,
    unitPrice: price,
    amountMinor: extendToMinor(quantity, price, scope.digits),
    explainedTaxMinor: item.taxAmount === null ? null : extendToMinor(quantity, item.taxAmount, scope.digits),
  };
  const field = `items[${index}].unitPrice`;
  switch (role) {
    case 'product':
      return draft(line, role, productItem(scope, item), { field, rule: EXTENDED });
    case 'charge':
      return draft(line, role, policyItem(scope, policy.chargeItem, 'charges and fees', 'mapping/charge-missing'), {
        field,
        rule: `${EXTENDED}; a positive adjustment is a charge`,
      });
    case 'discount': {
      const chosen = policy.discounts === 'line' ? null : policyItem(scope, policy.discountItem, 'discounts', 'mapping/discount-missing');
      return draft(line, role, chosen, { field, rule: `${EXTENDED}; a negative price is a discount` });
    }
  }
}

function draft(
  line: Omit<DraftLine, 'role' | 'item' | 'accountName' | 'explanation'>,
  role: DraftLine['role'],
  item: ChosenItem | null,
  explanation: Explanation,
): DraftLine {
  return { ...line, role, item, accountName: item?.accountName ?? null, explanation };
}

/** Name and options as one line: "Stoneware Mug (Colour: Blue, Size: L)"; the SKU where there is no name. */
export function descriptionOf({ name, sku, options }: OrderItem): string {
  const chosen = options.map((option) => `${option.name}: ${option.value}`).join(', ');
  const words = cleanText(name) || cleanText(sku ?? '');
  return cutText(cleanText(chosen === '' ? words : `${words} (${chosen})`), MAX_DESCRIPTION);
}

function warnOfItems(scope: DocumentScope, members: readonly OrderWithShipping[]): void {
  const items = members.flatMap(({ order }) => order.items);
  const names = (found: readonly OrderItem[]): string =>
    listText(found.map((item) => cutText(cleanText(item.name || (item.sku ?? '')), 60)));
  const zero = items.filter(({ quantity }) => quantity === 0);
  if (zero.length > 0) {
    scope.warnings.push(
      finding(
        'order/quantity-zero-left-out',
        `${scope.label}: ${names(zero)} has quantity 0 and gets no line; check the order if it was shipped`,
        { orderItemIds: zero.map(({ orderItemId }) => orderItemId) },
      ),
    );
  }
  const priceless = items.filter(({ quantity, unitPrice }) => quantity !== 0 && unitPrice === null);
  if (priceless.length > 0) {
    scope.warnings.push(
      finding('order/price-missing', `${scope.label}: ${names(priceless)} has no price and counts as 0; check it against the channel`, {
        orderItemIds: priceless.map(({ orderItemId }) => orderItemId),
      }),
    );
  }
  const rounded = items.filter(
    ({ quantity, unitPrice }) =>
      unitPrice !== null && !isExactMinor(unitPrice, scope.digits) && !isExactMinor(multiplyDecimals(unitPrice, quantity), scope.digits),
  );
  if (rounded.length > 0) {
    scope.warnings.push(
      finding(
        'order/sub-cent-amount',
        `${scope.label}: the amount of ${names(rounded)} is rounded to the cent; compare the total with the channel`,
        { orderItemIds: rounded.map(({ orderItemId }) => orderItemId) },
      ),
    );
  }
}

/** One line for each member's shipping charge, on the item of its method, or one of all in the shipping field; 0 makes none. */
export function shippingLines(scope: DocumentScope): readonly DraftLine[] {
  const charged = scope.members.flatMap(({ order }) => {
    const amountMinor = toMinor(order.shippingAmount, scope.digits);
    if (amountMinor < 0) {
      scope.blockers.push(
        finding('order/unknown-field-value', `${scope.label} has a negative shipping charge; correct it in ShipStation`, {
          shippingAmount: order.shippingAmount,
        }),
      );
    }
    return amountMinor > 0 ? [{ order, amountMinor }] : [];
  });
  if (scope.input.config.policy.shipping.as === 'field') {
    const amountMinor = charged.reduce((sum, charge) => sum + charge.amountMinor, 0);
    return amountMinor === 0 ? [] : [shippingFieldLine(scope, amountMinor)];
  }
  return charged.map(({ order, amountMinor }) => {
    const words = cleanText(order.requestedService ?? '');
    const description = words === '' ? 'Shipping' : cutText(`Shipping: ${words}`, MAX_DESCRIPTION);
    const explanation = { field: 'shippingAmount', rule: 'the order’s shipping charge, on the item of its shipping method' };
    return amountLine(scope, 'shipping', shippingItem(scope, order), description, amountMinor, explanation, order.orderId);
  });
}

/** A document has one shipping field: it takes the sum. QuickBooks drops the whole line where shipping is switched off. */
function shippingFieldLine(scope: DocumentScope, amountMinor: number): DraftLine {
  if (!scope.input.books.company.allowShipping) {
    scope.blockers.push(
      finding(
        'books/shipping-off',
        `${scope.label} has a shipping charge, and shipping is switched off in QuickBooks; switch it on there and refresh, or book shipping on items`,
      ),
    );
  }
  const explanation = { field: 'shippingAmount', rule: 'the shipping charge, in the shipping field of the document' };
  return draft(
    {
      orderId: scope.keyOrder.orderId,
      orderItemId: null,
      description: '',
      quantity: null,
      unitPrice: null,
      amountMinor,
      explainedTaxMinor: null,
    },
    'shipping',
    shippingField(scope),
    explanation,
  );
}

/** A line of one piece at an amount. */
export function amountLine(
  scope: DocumentScope,
  role: DraftLine['role'],
  item: ChosenItem | null,
  description: string,
  amountMinor: number,
  explanation: Explanation,
  orderId: number = scope.keyOrder.orderId,
): DraftLine {
  const unitPrice = fromMinor(amountMinor, scope.digits);
  return draft(
    { orderId, orderItemId: null, description, quantity: ONE, unitPrice, amountMinor, explainedTaxMinor: null },
    role,
    item,
    explanation,
  );
}

/** Σ of the lines' amounts in one of these roles. */
export function sumOf(lines: readonly DraftLine[], ...roles: readonly DraftLine['role'][]): number {
  return lines.reduce((sum, { role, amountMinor }) => (roles.includes(role) ? sum + amountMinor : sum), 0);
}

/** Σ of an order-level amount over the members. */
export function sumOverMembers(scope: DocumentScope, amount: (order: Order) => Decimal): Decimal {
  return scope.members.reduce((sum, { order }) => addDecimals(sum, amount(order)), ZERO);
}
