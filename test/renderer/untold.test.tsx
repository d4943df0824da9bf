import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { reconcileAnswer } from './fake-answers.ts';
import { createFakeClient, type FakeClient } from './fake-client.ts';
import { COMPANY, makeOrder, type Shown } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

/** An order whose source tells neither its total nor its date nor its payer. */
function untoldOrder(): Shown {
  const shown = makeOrder(3);
  const order: Shown['order'] = { ...shown.order, orderTotal: null, orderedAt: null, untold: ['order-date', 'bill-to', 'order-total'] };
  const { plan } = shown;
  return {
    ...shown,
    row: { ...shown.row, total: null, orderedOn: null, arrivedOn: '2026-11-03' },
    order,
    members: [order],
    plan:
      plan === null || plan.tieOut === null ? plan : { ...plan, tieOut: { ...plan.tieOut, orderTotalMinor: null, differenceMinor: null } },
  };
}

function clientWith(shown: Shown): FakeClient {
  const client = createFakeClient();
  client.answer('order.list', () => ({ orders: [shown.row], next: null }));
  client.answer('order.show', () => shown);
  return client;
}

describe('what ShipStation does not tell', () => {
  test('is called that beside an order, and never shown as nothing or 0.00', async () => {
    const shown = untoldOrder();
    showApp(`/c/${COMPANY}/review?states=all&order=${shown.order.orderId}`, clientWith(shown));
    await screen.findByText(/ShipStation’s V2 API does not tell: order date, bill-to address, order total/);
    expect(screen.getAllByText('not told').length).toBeGreaterThan(2);
    expect(screen.getByText('No total to tie to')).toBeTruthy();
  });

  test('is counted under the totals of reconcile', async () => {
    const client = createFakeClient();
    client.answer('reconcile.run', () => ({ ...reconcileAnswer(), untold: { orderDates: 7, orderTotals: 5 } }));
    showApp(`/c/${COMPANY}/reconcile`, client);
    expect(await screen.findByText(/^7 counted as ordered on the day they came into ShipStation/)).toBeTruthy();
    expect(screen.getByText(/^5 counted without money/)).toBeTruthy();
  });
});
