import { describe, expect, it } from 'vitest';

import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import type { NewOrder } from '../../electron/practice/shipstation/operations/new-order.ts';
import { EMPTY_ADDRESS } from '../../electron/practice/shipstation/records.ts';
import type { Result } from '../../shared/domain/result.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { ANCHOR_NOON, dateOf, serveShop, type ServedShop, type V1Order } from '../helpers/practice-shop.ts';

const NOW_PACIFIC = '2026-03-10T11:30:00.0000000';
const waiting = seededOrderId('waiting-1');

const newOrder = (changes: Partial<NewOrder> = {}): NewOrder => ({
  storeId: 300101,
  orderNumber: '99001',
  orderedAt: instantOf(Date.parse('2026-03-10T18:00:00.000Z')),
  email: 'cleo@example.com',
  billTo: { ...EMPTY_ADDRESS, name: 'Cleo Marsh' },
  shipTo: { ...EMPTY_ADDRESS, name: 'Cleo Marsh', city: 'Boise', state: 'ID', country: 'US' },
  lines: [
    { sku: 'MUG-1', name: 'Stoneware Mug', quantity: 2, unitPrice: '14.00' },
    { sku: 'SPRING', name: 'SPRING', quantity: 1, unitPrice: '-2.80', adjustment: true },
  ],
  taxAmount: '1.68',
  shippingAmount: '6.00',
  ...changes,
});

const done = <T>(result: Result<T>): T => {
  if (!result.ok) {
    throw new Error(result.fault.message);
  }
  return result.value;
};
const codeOf = (result: Result<unknown>): string | null => (result.ok ? null : result.fault.code);

const show = async (shop: ServedShop, orderId: number): Promise<V1Order> => {
  const { status, body } = await shop.get(`/orders/${orderId}`);
  expect(status).toBe(200);
  // Safe: the answer of a single order is the order.
  return body as unknown as V1Order;
};

describe('operations in the practice shop', () => {
  it('import an order with the arithmetic of the channel, created and modified now', async () => {
    await using shop = await serveShop();
    const { orderId } = done(shop.shipstation.control.importOrder(newOrder()));
    const order = await show(shop, orderId);
    expect(order).toMatchObject({
      orderTotal: 32.88,
      amountPaid: 32.88,
      orderStatus: 'awaiting_shipment',
      createDate: NOW_PACIFIC,
      modifyDate: NOW_PACIFIC,
      orderDate: '2026-03-10T11:00:00.0000000',
      customerId: null,
    });
    expect((await shop.get('/orders')).body.total).toBe(151);
  });

  it('refuse an import into an unknown store, and one whose id is taken', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    expect(codeOf(control.importOrder(newOrder({ storeId: 1 })))).toBe('practice/unknown-store');
    expect(codeOf(control.importOrder(newOrder({ orderId: waiting })))).toBe('practice/order-exists');
    expect(codeOf(control.buyLabel(1))).toBe('practice/unknown-order');
  });

  it('edit an order, shipped or not, and compute its total anew', async () => {
    await using shop = await serveShop();
    const shipped = seededOrderId('plain-05');
    done(
      shop.shipstation.control.editOrder(shipped, {
        lines: [{ sku: 'MUG-1', name: 'Stoneware Mug', quantity: 1, unitPrice: '14.00' }],
        taxAmount: '0',
        shippingAmount: '5.00',
      }),
    );
    const order = await show(shop, shipped);
    expect([order.orderTotal, order.modifyDate, order.orderStatus, order.items.length]).toEqual([19, NOW_PACIFIC, 'shipped', 1]);
  });

  it('hold an order and let it go, and refuse to hold a shipped one', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    done(control.hold(waiting, dateOf('2026-03-20')));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'on_hold', holdUntilDate: '2026-03-20', modifyDate: NOW_PACIFIC });
    expect(codeOf(control.buyLabel(waiting))).toBe('practice/wrong-status');
    done(control.unhold(waiting));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'awaiting_shipment', holdUntilDate: null });
    expect(codeOf(control.hold(seededOrderId('plain-01'), dateOf('2026-03-20')))).toBe('practice/wrong-status');
  });

  it('mark an order as shipped: a fulfillment, and no shipment', async () => {
    await using shop = await serveShop();
    done(shop.shipstation.control.markShipped(waiting, { carrierName: 'UPS', trackingNumber: '1Z999' }));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'shipped', shipDate: '2026-03-10', modifyDate: NOW_PACIFIC });
    expect((await shop.get(`/shipments?orderId=${waiting}`)).body.total).toBe(0);
    expect((await shop.get(`/fulfillments?orderId=${waiting}`)).body.fulfillments).toEqual([
      expect.objectContaining({ trackingNumber: '1Z999', carrierCode: 'UPS', createDate: NOW_PACIFIC, shipDate: NOW_PACIFIC }),
    ]);
  });

  it('ship an order only when its labels cover every piece', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const [mug, tea] = control.order(waiting)?.items.map(({ orderItemId }) => orderItemId) ?? [];
    done(control.buyLabel(waiting, { items: [{ orderItemId: mug ?? 0, quantity: 2 }] }));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'awaiting_shipment', shipDate: null, modifyDate: NOW_PACIFIC });
    const last = done(control.buyLabel(waiting, { shipmentCost: '6.10' }));
    expect(last.items).toEqual([{ orderItemId: tea, quantity: 1 }]);
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'shipped', shipDate: '2026-03-10', carrierCode: 'stamps_com' });
  });

  it('turn an order back when its label is voided, and leave the voided row', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const { shipmentId } = done(control.buyLabel(waiting));
    shop.pass(60_000);
    done(control.voidLabel(shipmentId));
    expect(await show(shop, waiting)).toMatchObject({
      orderStatus: 'awaiting_shipment',
      shipDate: null,
      modifyDate: '2026-03-10T11:31:00.0000000',
    });
    expect((await shop.get(`/shipments?orderId=${waiting}`)).body.shipments).toEqual([
      expect.objectContaining({ shipmentId, voided: true, voidDate: '2026-03-10T11:31:00.0000000' }),
    ]);
    expect(codeOf(control.voidLabel(shipmentId))).toBe('practice/already-voided');
  });

  it('never ship by a return label, nor unship by voiding one', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const back = done(control.buyLabel(waiting, { isReturn: true }));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'awaiting_shipment' });
    done(control.buyLabel(waiting));
    done(control.voidLabel(back.shipmentId));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'shipped' });
  });

  it('split an order so that each part ties, or with the money on the first', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const before = control.order(waiting);
    const [mug] = before?.items ?? [];
    const { rest, part } = done(control.split(waiting, { move: [{ orderItemId: mug?.orderItemId ?? 0, quantity: 1 }], money: 'by-lines' }));
    expect(await show(shop, rest.orderId)).toMatchObject({ orderTotal: 29.25, advancedOptions: { mergedOrSplit: true, parentId: null } });
    const shown = await show(shop, part.orderId);
    expect(shown).toMatchObject({
      orderTotal: 14,
      taxAmount: 0,
      orderNumber: before?.orderNumber,
      advancedOptions: { parentId: waiting, mergedOrSplit: true },
    });
    expect(shown.items[0]?.quantity).toBe(1);
    expect(shown.items[0]?.orderItemId).not.toBe(mug?.orderItemId);

    const second = seededOrderId('waiting-5');
    const [board] = control.order(second)?.items ?? [];
    const whole = done(control.split(second, { move: [{ orderItemId: board?.orderItemId ?? 0, quantity: 1 }], money: 'first-part' }));
    expect([whole.rest.orderTotal, whole.part.orderTotal]).toEqual([control.order(second)?.orderTotal, '0']);
    expect(whole.part.items[0]?.orderItemId).toBe(board?.orderItemId);
    expect(codeOf(control.split(second, { move: [], money: 'first-part' }))).toBe('practice/bad-split');
  });

  it('combine two orders: the survivor has the money of both, the absorbed one keeps its lines', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const other = seededOrderId('waiting-2');
    done(control.combine(waiting, other));
    expect(await show(shop, waiting)).toMatchObject({
      orderTotal: 72.68,
      taxAmount: 1.43,
      advancedOptions: { mergedIds: [other], mergedOrSplit: true },
    });
    const absorbed = await show(shop, other);
    expect(absorbed).toMatchObject({ orderTotal: 0, amountPaid: 0, advancedOptions: { parentId: waiting, mergedIds: [] } });
    expect(absorbed.items).toHaveLength(1);
    expect(codeOf(control.combine(waiting, waiting))).toBe('practice/bad-combine');
  });

  it('undo a combining, so that only the modification dates tell of it', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const other = seededOrderId('waiting-2');
    const before = [control.order(waiting), control.order(other)];
    done(control.combine(waiting, other));
    done(control.uncombine(other));
    const modifiedAt = instantOf(shop.now());
    expect([control.order(waiting), control.order(other)]).toEqual(before.map((order) => ({ ...order, modifiedAt })));
    expect(codeOf(control.uncombine(other))).toBe('practice/not-combined');
  });

  it('can be done together: all of them in one commit, or none', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const broken = (): void =>
      control.together(() => {
        done(control.cancel(waiting));
        done(control.cancel(1));
      });
    expect(broken).toThrow('The shop has no order 1');
    expect(control.order(waiting)?.status).toBe('awaiting_shipment');
    control.together(() => [1, 2, 3].map((count) => done(control.importOrder(newOrder({ orderNumber: `A${count}` })))));
    expect(control.orders()).toHaveLength(153);
  });

  it('cancel an order that has not shipped, and no other', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    done(control.cancel(waiting));
    expect(await show(shop, waiting)).toMatchObject({ orderStatus: 'cancelled', modifyDate: NOW_PACIFIC });
    expect(codeOf(control.cancel(seededOrderId('plain-01')))).toBe('practice/wrong-status');
  });

  it('remove the names on order, shipments and customer, and leave the money', async () => {
    await using shop = await serveShop();
    const orderId = seededOrderId('known-by-email');
    const before = await show(shop, orderId);
    done(shop.shipstation.control.redact(orderId, 'GDPR'));
    const after = await show(shop, orderId);
    expect(after).toMatchObject({
      customerEmail: 'REDACTED (GDPR)',
      billTo: { name: 'REDACTED (GDPR)' },
      shipTo: { street1: 'REDACTED (GDPR)', city: 'Boise' },
    });
    expect([after.orderTotal, after.items]).toEqual([before.orderTotal, before.items]);
    expect((await shop.get(`/shipments?orderId=${orderId}`)).text).not.toContain('Ana Ruiz');
    expect((await shop.get(`/customers/${String(before['customerId'])}`)).text).not.toContain('Ana Ruiz');
  });

  it('delete softly: the order is simply gone', async () => {
    await using shop = await serveShop();
    done(shop.shipstation.control.softDelete(waiting));
    expect((await shop.get(`/orders/${waiting}`)).status).toBe(404);
    expect((await shop.get('/orders')).body.total).toBe(149);
    expect(shop.shipstation.control.order(waiting)).toBeNull();
  });

  it('last: another process that opens the shop later, by whatever anchor, finds what was done', async () => {
    await using shop = await serveShop();
    done(shop.shipstation.control.buyLabel(waiting));
    const before = shop.shipstation.control.orders();
    const later = openShipStation({
      directory: shop.directory,
      now: () => Date.parse(ANCHOR_NOON),
      anchorOn: dateOf('2027-01-01'),
      regime: 'canada',
    });
    expect(later.control.orders()).toEqual(before);
    expect(later.control.shipments(waiting)).toHaveLength(1);
    expect(later.control.key()).toEqual(shop.shipstation.key);
    later.close();
  });
});
