import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readList } from '../../electron/adapters/shipstation/common/read-list.ts';
import { ORDER_KIND } from '../../electron/adapters/shipstation/v1/read-order.ts';
import { readRecord, type RecordKind } from '../../electron/adapters/shipstation/common/read-record.ts';
import { FULFILLMENT_KIND, PRODUCT_KIND, SHIPMENT_KIND, STORE_KIND } from '../../electron/adapters/shipstation/v1/read-shipping.ts';
import { v2OrderKind } from '../../electron/adapters/shipstation/v2/read-order.ts';
import { LABEL_KIND, V2_FULFILLMENT_KIND } from '../../electron/adapters/shipstation/v2/read-shipping.ts';
import { addDecimals, multiplyDecimals, ZERO } from '../../shared/domain/money/decimal.ts';
import type { Order } from '../../shared/domain/orders/order.ts';
import { PROJECT } from '../helpers/project.ts';

const FOLDER = join(PROJECT, '..', 'shared', 'oracles', 'shipstation', 'v1');

const parse = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

function readAll<Raw, T>(kind: RecordKind<Raw, T>, name: string, collection: string): readonly T[] {
  const list = readList(parse(name), collection);
  if (!list.ok) {
    throw new Error(list.fault.message);
  }
  return list.value.elements.map((element) => {
    const record = readRecord(kind, element);
    if (!record.ok) {
      throw new Error(record.fault.message);
    }
    return record.value;
  });
}

function readOne(name: string): Order {
  const record = readRecord(ORDER_KIND, parse(name));
  if (!record.ok) {
    throw new Error(record.fault.message);
  }
  return record.value;
}

describe.skipIf(!existsSync(FOLDER))('recorded answers of ShipStation V1 (runs only where ../shared/oracles is beside the project)', () => {
  it.each(['agritheory.list_orders.json', 'merged-pair.orders.json', 'etsy-discount.orders.json', 'official-docs.list-orders.json'])(
    'every order of %s is read',
    (name) => {
      expect(readAll(ORDER_KIND, name, 'orders').length).toBeGreaterThan(0);
    },
  );

  it('the documentation’s own order adds up exactly', () => {
    const [order] = readAll(ORDER_KIND, 'official-docs.list-orders.json', 'orders');
    const lines = (order?.items ?? []).reduce(
      (sum, item) => addDecimals(sum, multiplyDecimals(item.unitPrice ?? ZERO, item.quantity)),
      ZERO,
    );
    expect(addDecimals(addDecimals(lines, order?.taxAmount ?? ZERO), order?.shippingAmount ?? ZERO)).toBe('194.43');
    expect(order?.orderTotal).toBe('194.43');
    expect(order?.items.map((item) => item.adjustment)).toEqual([false, true]);
  });

  it('times are Pacific: the manual order of 2015 was paid at 07:29:35 UTC', () => {
    expect(readOne('skuvault.order-2015-manual.json').paidAt).toBe('2015-06-06T07:29:35.000Z');
  });

  it('a combined pair names its relation and keeps its amounts', () => {
    const pair = readAll(ORDER_KIND, 'merged-pair.orders.json', 'orders');
    expect(pair.map((order) => [order.orderTotal, order.mergedOrSplit])).toEqual([
      ['11', true],
      ['0', true],
    ]);
    expect(pair.some((order) => order.mergedIds.length > 0)).toBe(true);
  });

  it('a marketplace’s discount keeps its key and its price', () => {
    const [order] = readAll(ORDER_KIND, 'etsy-discount.orders.json', 'orders');
    expect(order?.items.find((item) => item.adjustment)).toMatchObject({
      lineItemKey: expect.stringMatching(/^discount$/i),
      unitPrice: expect.stringMatching(/^-/),
    });
  });

  it('shipments, fulfillments, stores, products and a single order are read', () => {
    expect(readAll(SHIPMENT_KIND, 'agritheory.list_shipments.json', 'shipments').length).toBeGreaterThan(0);
    expect(readAll(FULFILLMENT_KIND, 'agritheory.list_fulfillments.json', 'fulfillments').map((one) => one.shippedOn)).toEqual([
      '2020-06-19',
      '2020-06-24',
    ]);
    expect(readAll(STORE_KIND, 'agritheory.list_stores.json', 'stores').length).toBe(3);
    expect(readAll(PRODUCT_KIND, 'agritheory.list_products.json', 'products').length).toBeGreaterThan(0);
    expect(readOne('agritheory.get_order.json').orderId).toBeGreaterThan(0);
  });
});

const V2_FOLDER = join(FOLDER, '..', 'v2');

function readV2<Raw, T>(kind: RecordKind<Raw, T>, name: string, collection: string): readonly T[] {
  const list = readList(JSON.parse(readFileSync(join(V2_FOLDER, name), 'utf8')), collection);
  if (!list.ok) {
    throw new Error(list.fault.message);
  }
  return list.value.elements.map((element) => {
    const record = readRecord(kind, element);
    if (!record.ok) {
      throw new Error(record.fault.message);
    }
    return record.value;
  });
}

describe.skipIf(!existsSync(V2_FOLDER))(
  'recorded answers of ShipStation V2 (runs only where ../shared/oracles is beside the project)',
  () => {
    const kind = v2OrderKind(new Map([['se-2077423', 'fedex']]));

    it('an order keeps its number, its day and its amounts, and says what V2 leaves out', () => {
      const [order] = readV2(kind, 'v2-shipments-single.json', 'shipments');
      expect(order).toMatchObject({
        storeId: 2481946,
        status: 'awaiting_shipment',
        carrierCode: 'fedex',
        amountPaid: '218.73',
        taxAmount: '5',
        shippingAmount: '10',
        currency: 'USD',
        orderTotal: null,
        shippedOn: null,
        items: [{ orderItemId: 1402729900510, quantity: 1, unitPrice: '99.99' }],
      });
      expect(order?.untold).toEqual(expect.arrayContaining(['order-total', 'order-date', 'status']));
    });

    it('a split shares its number, and all of its money is on one part', () => {
      const parts = readV2(kind, 'v2-shipments-split.json', 'shipments');
      expect(new Set(parts.map(({ orderNumber }) => orderNumber)).size).toBe(1);
      expect(parts.map(({ orderId, amountPaid }) => [orderId, amountPaid])).toEqual([
        [394496923, '218.73'],
        [394496920, '0'],
      ]);
    });

    it('labels and fulfillments left on the day that they say', () => {
      const [label] = readV2(LABEL_KIND, 'v2-labels.json', 'labels');
      expect(label).toMatchObject({
        shipmentId: 184976210,
        orderId: 394477236,
        shippedOn: '2026-08-12',
        shipmentCost: '21.96',
        voided: false,
      });
      expect(label?.createdAt).toBe('2026-08-12T19:46:28.800Z');
      const [fulfillment] = readV2(V2_FULFILLMENT_KIND, 'v2-fulfillments.json', 'fulfillments');
      expect(fulfillment).toMatchObject({
        fulfillmentId: 16731019,
        orderId: 412669417,
        orderNumber: '100044',
        shippedOn: '2026-09-03',
        carrierCode: 'FedEx',
      });
    });
  },
);
