import { expect, test } from 'vitest';

import { decimal } from '../../shared/domain/money/decimal.ts';
import { openStore } from './fixtures.ts';
import { aShipment, anOrder, at, day, now } from './records.ts';

const FROM = day('2026-03-01');
const TO = day('2026-03-31');

test('shipping is summed by carrier and service: what was charged beside what the labels cost', () => {
  const { store } = openStore();
  for (const orderId of [1, 2]) {
    store.orders.upsertOrder(
      anOrder(orderId, {
        status: 'shipped',
        shippedOn: day('2026-03-05'),
        shippingAmount: decimal('6.50'),
        carrierCode: 'ups',
        serviceCode: 'ground',
      }),
      now,
    );
    store.orders.upsertShipment(
      aShipment(orderId, orderId, {
        carrierCode: 'ups',
        serviceCode: 'ground',
        shipmentCost: decimal('8.05'),
        insuranceCost: decimal('0.45'),
        shippedOn: day('2026-03-05'),
      }),
      now,
    );
  }

  expect(store.figures.shippingMargins(FROM, TO)).toEqual({
    labelled: [
      {
        carrierCode: 'ups',
        serviceCode: 'ground',
        orders: 2,
        labels: 2,
        charged: { minor: 1300, currency: 'USD' },
        cost: { minor: 1700, currency: 'USD' },
      },
    ],
    unlabelled: [],
  });
});

test('a label that is voided costs nothing any more, and an order without a label stands apart', () => {
  const { store } = openStore();
  const order = anOrder(1, {
    status: 'shipped',
    shippedOn: day('2026-03-05'),
    shippingAmount: decimal('6.50'),
    carrierCode: 'ups',
    serviceCode: 'ground',
  });
  const label = aShipment(1, 1, {
    insuranceCost: decimal('0'),
    carrierCode: 'ups',
    serviceCode: 'ground',
    shipmentCost: decimal('8.05'),
    shippedOn: day('2026-03-05'),
  });
  store.orders.upsertOrder(order, now);
  store.orders.upsertShipment(label, now);
  expect(store.figures.shippingMargins(FROM, TO).labelled).toHaveLength(1);

  store.orders.upsertShipment({ ...label, voided: true, voidedAt: at('2026-03-06T10:00:00.000Z') }, now);
  const { labelled, unlabelled } = store.figures.shippingMargins(FROM, TO);

  expect(labelled).toEqual([]);
  expect(unlabelled).toMatchObject([{ orders: 1, labels: 0, charged: { minor: 650 }, cost: { minor: 0 } }]);
});

test('run times are those of the newest runs that ended, oldest first', () => {
  const { store } = openStore();
  for (const number of [1, 2, 3]) {
    const run = {
      runId: `run-${number}`,
      kind: 'sync' as const,
      status: 'running' as const,
      startedAt: at(`2026-03-10T10:0${number}:00.000Z`),
      endedAt: null,
      actor: 'schedule',
      counts: {},
      fault: null,
    };
    store.runs.start(run);
    if (number < 3) {
      store.runs.finish({ ...run, status: 'done', endedAt: at(`2026-03-10T10:0${number}:0${number}.000Z`) });
    }
  }

  expect(store.figures.runTimes('sync', 5).map(({ runId, tookMs }) => [runId, tookMs])).toEqual([
    ['run-1', 1000],
    ['run-2', 2000],
  ]);
});
