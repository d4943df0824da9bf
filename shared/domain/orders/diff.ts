import type { Address, Fulfillment, Order, OrderItem, OrderWithShipping, Shipment } from './order.ts';

/** One thing that changed between two versions of an order, in a bookkeeper's words. */
export interface OrderChange {
  /** "Shipping charged", "Stoneware Mug: quantity". */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether it can change what is in the books: money, lines, dates, the payer, or what shipped. */
  readonly matters: boolean;
}

type Field<T> = readonly [label: string, matters: boolean, read: (value: T) => string | null];

const ORDER_FIELDS: readonly Field<Order>[] = [
  ['Order number', true, ({ orderNumber }) => orderNumber],
  ['Store', true, ({ storeId }) => String(storeId)],
  ['Status', true, ({ sourceStatus }) => sourceStatus],
  ['Order date', true, ({ orderedAt }) => orderedAt],
  ['Payment date', true, ({ paidAt }) => paidAt],
  ['Ship date', true, ({ shippedOn }) => shippedOn],
  ['Order total', true, ({ orderTotal }) => orderTotal],
  ['Currency', true, ({ currency }) => currency],
  ['Amount paid', true, ({ amountPaid }) => amountPaid],
  ['Tax', true, ({ taxAmount }) => taxAmount],
  ['Shipping charged', true, ({ shippingAmount }) => shippingAmount],
  ['Shipping service asked for', true, ({ requestedService }) => requestedService],
  ['Carrier', true, ({ carrierCode }) => carrierCode],
  ['Carrier service', true, ({ serviceCode }) => serviceCode],
  ['Payment method', false, ({ paymentMethod }) => paymentMethod],
  ['Buyer’s username', true, ({ username }) => username],
  ['Buyer’s e-mail', true, ({ email }) => email],
  ['Bill to', true, ({ billTo }) => addressText(billTo)],
  ['Ship to', false, ({ shipTo }) => addressText(shipTo)],
  ['Split from or combined into', true, ({ parentId }) => (parentId === null ? null : String(parentId))],
  ['Combined from', true, ({ mergedIds }) => listText(mergedIds)],
  ['Tags', false, ({ tagIds }) => listText(tagIds)],
  ['Customer’s notes', false, ({ customerNotes }) => customerNotes],
  ['Internal notes', false, ({ internalNotes }) => internalNotes],
];

const ITEM_FIELDS: readonly Field<OrderItem>[] = [
  ['quantity', true, ({ quantity }) => String(quantity)],
  ['price', true, ({ unitPrice }) => unitPrice],
  ['tax', true, ({ taxAmount }) => taxAmount],
  ['SKU', true, ({ sku }) => sku],
  ['name', true, ({ name }) => name],
  ['options', true, ({ options }) => listText(options.map((option) => `${option.name}: ${option.value}`))],
  ['is an adjustment', true, ({ adjustment }) => (adjustment ? 'yes' : 'no')],
];

const LABEL_FIELDS: readonly Field<Shipment>[] = [
  ['tracking number', true, ({ trackingNumber }) => trackingNumber],
  ['ship date', true, ({ shippedOn }) => shippedOn],
  ['voided', true, ({ voided }) => (voided ? 'yes' : 'no')],
  ['service', true, ({ serviceCode }) => serviceCode],
  ['cost', false, ({ shipmentCost }) => shipmentCost],
];

const FULFILLMENT_FIELDS: readonly Field<Fulfillment>[] = [
  ['tracking number', true, ({ trackingNumber }) => trackingNumber],
  ['ship date', true, ({ shippedOn }) => shippedOn],
  ['voided', true, ({ voided }) => (voided ? 'yes' : 'no')],
];

/** What changed between two versions of one order; empty where nothing that is kept did. */
export function diffOrders(before: Order, after: Order): readonly OrderChange[] {
  return [
    ...diffFields(before, after, ORDER_FIELDS),
    ...diffLists(before.items, after.items, ({ orderItemId }) => orderItemId, itemLabel, itemText, ITEM_FIELDS),
  ];
}

/** As {@link diffOrders}, with labels and fulfillments. */
export function diffMembers(before: OrderWithShipping, after: OrderWithShipping): readonly OrderChange[] {
  return [
    ...diffOrders(before.order, after.order),
    ...diffLists(
      before.shipments,
      after.shipments,
      ({ shipmentId }) => shipmentId,
      ({ isReturn }) => (isReturn ? 'Return label' : 'Label'),
      parcelText,
      LABEL_FIELDS,
    ),
    ...diffLists(
      before.fulfillments,
      after.fulfillments,
      ({ fulfillmentId }) => fulfillmentId,
      () => 'Marked as shipped',
      parcelText,
      FULFILLMENT_FIELDS,
    ),
  ];
}

function diffFields<T>(before: T, after: T, fields: readonly Field<T>[], prefix = ''): readonly OrderChange[] {
  return fields.flatMap(([label, matters, read]) => {
    const [was, is] = [read(before), read(after)];
    return (was ?? '') === (is ?? '') ? [] : [{ field: `${prefix}${label}`, before: was, after: is, matters }];
  });
}

function diffLists<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (value: T) => number,
  labelOf: (value: T) => string,
  textOf: (value: T) => string,
  fields: readonly Field<T>[],
): readonly OrderChange[] {
  const earlier = new Map(before.map((value) => [keyOf(value), value]));
  const later = new Map(after.map((value) => [keyOf(value), value]));
  const gone = before
    .filter((value) => !later.has(keyOf(value)))
    .map((value) => ({ field: labelOf(value), before: textOf(value), after: null, matters: true }));
  const rest = after.flatMap((value) => {
    const was = earlier.get(keyOf(value));
    return was === undefined
      ? [{ field: labelOf(value), before: null, after: textOf(value), matters: true }]
      : diffFields(was, value, fields, `${labelOf(was)}: `);
  });
  return [...gone, ...rest];
}

const itemLabel = ({ name, sku }: OrderItem): string => (name === '' ? (sku ?? 'Item') : name);
const itemText = ({ quantity, unitPrice }: OrderItem): string => `${quantity} × ${unitPrice ?? 'no price'}`;
const parcelText = ({ trackingNumber, shippedOn }: Pick<Shipment, 'trackingNumber' | 'shippedOn'>): string =>
  [trackingNumber, shippedOn].filter((part) => part !== null).join(', ');

function listText(values: readonly (string | number)[]): string | null {
  return values.length === 0 ? null : values.join(', ');
}

function addressText(address: Address): string | null {
  const parts = [
    address.name,
    address.company,
    address.street1,
    address.street2,
    address.street3,
    address.city,
    address.state,
    address.postalCode,
    address.country,
  ];
  return listText(parts.filter((part): part is string => part !== null && part !== ''));
}
