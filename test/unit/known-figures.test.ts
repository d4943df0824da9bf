import { describe, expect, it } from 'vitest';

import { decimal } from '../../shared/domain/money/decimal.ts';
import { keepGoodNames } from '../../shared/domain/orders/buyer.ts';
import { keepKnownFigures, keepKnownFulfillment, keepKnownLabel } from '../../shared/domain/orders/known-figures.ts';
import type { Order } from '../../shared/domain/orders/order.ts';
import { planOf } from '../helpers/domain-builders.ts';
import { address, at, fulfillment, order, shipment, untoldOrder } from '../helpers/order-builders.ts';

const arrive = (before: Order, after: Order): Order => keepKnownFigures(before, keepGoodNames(before, after));
const LATER = at('2026-03-09T10:00:00Z');

describe('what one interface of the source told and another one can’t', () => {
  it('stays: the order and its document are the same after a change of interface, and back', () => {
    const told = order({ username: '7712345', parentId: 5, mergedIds: [6], mergedOrSplit: true });
    const through = arrive(told, untoldOrder());
    expect(through).toEqual({ ...told, currency: 'USD' });
    expect(planOf({ ...through, parentId: null, mergedIds: [] }).fingerprint).toBe(
      planOf({ ...told, parentId: null, mergedIds: [] }).fingerprint,
    );
    expect(arrive(through, told)).toEqual({ ...told, currency: 'USD' });
  });

  it('is filled in when it is told later', () => {
    const first = untoldOrder();
    expect(arrive(first, order())).toEqual({ ...order(), currency: 'USD' });
  });

  it('gives way to what is told now', () => {
    const through = arrive(order(), untoldOrder({ items: [{ quantity: 3 }], amountPaid: '48.00', modifiedAt: LATER }));
    expect(through).toMatchObject({ amountPaid: '48', orderTotal: '34', items: [{ quantity: 3 }], untold: [] });
    expect(planOf(through).blockers).toMatchObject([{ code: 'order/does-not-tie' }]);
  });

  it('keeps a state that has no word of its own until something touches the order', () => {
    const held = order({ status: 'on_hold', sourceStatus: 'on_hold' });
    const pending = untoldOrder({ status: 'awaiting_shipment', sourceStatus: 'pending' });
    expect(arrive(held, pending)).toMatchObject({ status: 'on_hold', sourceStatus: 'on_hold', untold: [] });
    expect(arrive(held, { ...pending, modifiedAt: LATER })).toMatchObject({ status: 'awaiting_shipment', untold: ['status'] });
    const cancelled = untoldOrder({ status: 'cancelled', sourceStatus: 'cancelled' });
    expect(arrive(held, cancelled)).toMatchObject({ status: 'cancelled', untold: [] });
  });

  it('keeps tags only until something touches the order: which one was put on or taken off is not told', () => {
    const tagged = order({ tagIds: [8362] });
    const untold = untoldOrder({ tagIds: [], untold: ['tags'] });
    expect(arrive(tagged, untold)).toMatchObject({ tagIds: [8362], untold: [] });
    expect(arrive(tagged, { ...untold, modifiedAt: LATER })).toMatchObject({ tagIds: [], untold: ['tags'] });
  });

  it('turns a shipped order back when its label is voided, but not what someone else shipped', () => {
    const pending = untoldOrder({ status: 'awaiting_shipment', sourceStatus: 'pending', modifiedAt: LATER });
    expect(arrive(order(), pending)).toMatchObject({ status: 'awaiting_shipment', untold: ['status'] });
    expect(arrive(untoldOrder(), pending)).toMatchObject({ status: 'awaiting_shipment' });
    expect(arrive(order({ externallyFulfilled: true }), pending)).toMatchObject({ status: 'shipped', externallyFulfilled: true });
  });

  it('keeps which lines are discounts, and a discount that is not listed', () => {
    const discount = { orderItemId: 9, lineItemKey: 'discount', sku: null, name: 'Spring', unitPrice: '-2.80', adjustment: true };
    const wrap = { orderItemId: 10, name: 'Gift wrap', sku: null, unitPrice: '3.00', adjustment: true };
    const told = order({ items: [{ quantity: 2 }, discount, wrap] });
    const without = untoldOrder({ items: [{ quantity: 2 }, { ...wrap, adjustment: false }] });
    expect(arrive(told, without).items).toEqual(told.items);
    const listed = untoldOrder({ items: [{ quantity: 2 }, { ...discount, orderItemId: 77, adjustment: false, lineItemKey: null }] });
    expect(arrive(told, listed).items.map(({ orderItemId, adjustment }) => [orderItemId, adjustment])).toEqual([
      [5001002000, false],
      [77, true],
      [10, true],
    ]);
  });

  it('loses the buyer to a GDPR redaction, and not to Amazon’s', () => {
    const told = order({ billTo: address({ name: 'Ana Ruiz', street1: '4 Elm St' }) });
    const gdpr = arrive(told, untoldOrder({ email: 'REDACTED (GDPR)', shipTo: address({ name: 'REDACTED (GDPR)' }) }));
    expect(JSON.stringify(gdpr)).not.toMatch(/Ana|Elm|7712345/);
    const amazon = arrive(told, untoldOrder({ email: 'REDACTED (Amazon)', shipTo: address({ name: 'REDACTED (Amazon)' }) }));
    expect(amazon).toMatchObject({ billTo: { name: 'Ana Ruiz' }, username: '7712345', email: told.email });
  });

  it('keeps each part of a split with its own money, where nothing has touched it', () => {
    const part = order({ mergedOrSplit: true, parentId: 5, amountPaid: '12.00', shippingAmount: '0' });
    const moved = untoldOrder({ amountPaid: '34.00', taxAmount: '5.00', shippingAmount: '6.00' });
    expect(arrive(part, moved)).toMatchObject({ amountPaid: '12', taxAmount: '0', shippingAmount: '0' });
    expect(arrive(part, { ...moved, modifiedAt: LATER })).toMatchObject({ amountPaid: '34', taxAmount: decimal('5') });
  });
});

describe('labels and fulfillments', () => {
  it('keep what they cover and whose they are', () => {
    const told = shipment({ items: [{ orderItemId: 1, sku: 'MUG-1', quantity: 2 }] });
    const later = shipment({ items: null, orderNumber: null, storeId: null, trackingNumber: '9400222' });
    expect(keepKnownLabel(told, later)).toEqual({ ...told, trackingNumber: '9400222' });
    expect(keepKnownLabel(null, later)).toEqual(later);
    expect(keepKnownLabel(told, { ...told, items: [] }).items).toEqual([]);
    expect(keepKnownFulfillment(fulfillment(), fulfillment({ orderId: null, orderNumber: null }))).toEqual(fulfillment());
  });
});
