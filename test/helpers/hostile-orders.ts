import fc from 'fast-check';

import { decimal, fromMinor } from '../../shared/domain/money/decimal.ts';
import type { Order, OrderWithShipping } from '../../shared/domain/orders/order.ts';
import { rawTotalMinor } from '../../shared/domain/planning/tie-out.ts';
import { address, fulfillment, type ItemPart, member, order, shipment } from './order-builders.ts';

/** What people, channels and attackers put into a field: anything but what it is for. */
const PIECES = [
  'Ana Ruiz',
  "Miles O'Neill \\ Sons",
  '"quoted": <b>&amp;</b>',
  'a:b:c',
  'tab\there',
  'line\r\nbreak',
  '\u0000\u0007\u001b[31m',
  '\u202egnp.exe\u202c',
  '\u2066x\u2069\ufeff',
  '\ud800',
  '\udfff tail',
  'Zoë Åström',
  'e\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '北海道札幌市中央区',
  'مرحبا بالعالم',
  '\u2028 \u2029 \u00a0',
  '=HYPERLINK("http://x")',
  '  ',
  "%_;--'",
] as const;

/** Short, or far longer than any field of the books takes. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(3, 12, 40, 900)).map(([piece, times]) => piece.repeat(times)),
  },
  { weight: 1, arbitrary: fc.constant('') },
);

const textOrNothing = fc.option(hostileText, { freq: 5 });

const hostileAddress = fc
  .record({
    name: textOrNothing,
    company: textOrNothing,
    street1: textOrNothing,
    street2: textOrNothing,
    street3: textOrNothing,
    city: textOrNothing,
    state: textOrNothing,
    postalCode: textOrNothing,
    country: fc.oneof(textOrNothing, fc.constantFrom('US', 'CA', 'XX')),
  })
  .map(address);

/** Prices of every precision that an order can have, and amounts that no books take. */
const anyPrice = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 900_000 }).map((minor) => String(fromMinor(minor, 2))) },
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 99_999_999 }).map((parts) => String(fromMinor(parts, 5))) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 999_999_999 }).map((parts) => String(fromMinor(parts, 7))) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 999_999_999 }).map((parts) => String(fromMinor(parts, 12))) },
  { weight: 1, arbitrary: fc.constantFrom('9999999999.99', '10000000000', '99999999999999999999', '0.1234567890123456789') },
);

const hostileItem: fc.Arbitrary<ItemPart> = fc.record({
  sku: fc.oneof(fc.constantFrom('MUG-1', 'BOARD-OAK'), textOrNothing),
  name: hostileText,
  options: fc.array(fc.record({ name: hostileText, value: hostileText }), { maxLength: 2 }),
  quantity: fc.oneof(
    { weight: 40, arbitrary: fc.integer({ min: 0, max: 20 }) },
    { weight: 1, arbitrary: fc.constantFrom(99_999, 1_000_000_000) },
  ),
  unitPrice: anyPrice,
});

const hostileNumber = fc.oneof(hostileText, fc.stringMatching(/^[A-Z0-9-]{1,30}$/));

/** A shipped order that ties out and of which no text can be trusted. */
export const hostileOrder: fc.Arbitrary<OrderWithShipping> = fc
  .record({
    items: fc.array(hostileItem, { minLength: 1, maxLength: 4 }),
    shipping: fc.integer({ min: 0, max: 4_000 }),
    orderNumber: hostileNumber,
    orderId: fc.integer({ min: 1, max: 2_000_000_000 }),
    email: fc.oneof(textOrNothing, fc.constant('ana.ruiz@example.com')),
    username: textOrNothing,
    billTo: hostileAddress,
    shipTo: hostileAddress,
    requestedService: textOrNothing,
    carrierCode: textOrNothing,
    serviceCode: textOrNothing,
    paymentMethod: textOrNothing,
    tracking: fc.array(fc.oneof(hostileText, fc.stringMatching(/^[0-9]{20,40}$/)), { maxLength: 3 }),
  })
  .map(({ items, shipping, tracking, ...rest }) => {
    const drafted = order({ ...rest, items, shippingAmount: fromMinor(shipping, 2) });
    const labels = tracking.map((trackingNumber, index) =>
      shipment({
        shipmentId: index + 1,
        orderId: rest.orderId,
        trackingNumber,
        carrierCode: rest.carrierCode,
        serviceCode: rest.serviceCode,
      }),
    );
    const marks = tracking.slice(0, 1).map((trackingNumber) => fulfillment({ orderId: rest.orderId, trackingNumber }));
    return member(tied(drafted), labels, marks);
  });

/** The order with the total that its own figures make. */
function tied(drafted: Order): Order {
  try {
    const total = fromMinor(rawTotalMinor(drafted, 2, false), 2);
    return { ...drafted, orderTotal: total, amountPaid: total };
  } catch {
    return { ...drafted, orderTotal: decimal('1e20'), amountPaid: decimal('1e20') };
  }
}
