import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { createFakeClient, failure, type FakeClient } from './fake-client.ts';
import { undoPreviewOf } from './fake-postings.ts';
import { COMPANY, makeOrder, type Shown } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const orderId = makeOrder(3).order.orderId;

/** One order that is posted, or needs a decision, and what is read of its documents. */
function clientWith(part: Partial<Shown> = {}): FakeClient {
  const shown: Shown = makeOrder(3);
  const posted: Shown = { ...shown, ...part, row: { ...shown.row, state: part.attention === undefined ? 'posted' : 'attention' } };
  const client = createFakeClient();
  client.answer('order.list', () => ({ orders: [posted.row], next: null }));
  client.answer('order.show', () => posted);
  return client;
}

async function openDialog(client: FakeClient): Promise<HTMLElement> {
  showApp(`/c/${COMPANY}/review?states=all&order=${orderId}`, client);
  fireEvent.click(await screen.findByRole('button', { name: 'Take back' }));
  return screen.findByRole('dialog');
}

describe('taking back what was posted', () => {
  test('shows the documents as they are now and offers the credit memo first where the month is an earlier one', async () => {
    const client = clientWith();
    const dialog = await openDialog(client);

    const ways = await within(dialog).findAllByRole('radio');
    expect(ways.map((way) => [way.getAttribute('value'), (way as HTMLInputElement).checked])).toEqual([
      ['credit-memo', true],
      ['void', false],
    ]);
    expect(within(dialog).getByRole('table', { name: 'In QuickBooks now' })).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Write the credit memo' }));
    await waitFor(() => expect(client.callsOf('posting.credit')[0]?.input).toMatchObject({ orderIds: [orderId], confirm: true }));
    expect(client.callsOf('posting.void')).toEqual([]);
  });

  test('voids where a person chooses that, and only then', async () => {
    const client = clientWith();
    const dialog = await openDialog(client);

    fireEvent.click(await within(dialog).findByRole('radio', { name: /Void it/ }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Void in QuickBooks' }));

    await waitFor(() => expect(client.callsOf('posting.void')[0]?.input).toMatchObject({ orderIds: [orderId], confirm: true }));
  });

  test('says what stands in the way of a void and does not let it be chosen', async () => {
    const client = clientWith();
    const obstacle = { code: 'books/paid', message: 'Invoice 10457 was paid in QuickBooks by somebody else.', details: {} };
    client.answer('posting.undoPreview', () => ({ ...undoPreviewOf(orderId), void: { obstacles: [obstacle], notes: [] } }));
    const dialog = await openDialog(client);

    expect(await within(dialog).findByText(/was paid in QuickBooks by somebody else/)).toBeTruthy();
    expect((within(dialog).getByRole('radio', { name: /Void it/ }) as HTMLInputElement).disabled).toBe(true);
  });

  test('with no way open there is nothing to confirm, and looking again reads anew', async () => {
    const client = clientWith();
    const obstacles = [{ code: 'books/closed-period', message: 'The books are closed through 2026-12-31.', details: {} }];
    client.answer('posting.undoPreview', () => {
      const shown = undoPreviewOf(orderId);
      return { ...shown, void: { obstacles, notes: [] }, creditMemo: { ...shown.creditMemo, obstacles }, recommended: null };
    });
    const dialog = await openDialog(client);

    await within(dialog).findByText(/Neither way is open/);
    expect(within(dialog).queryByRole('button', { name: /in QuickBooks|credit memo/ })).toBeNull();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Look again' }));
    await waitFor(() => expect(client.callsOf('posting.undoPreview').length).toBe(2));
  });

  test('a failed reading is told with its cause, and can be tried again', async () => {
    const client = clientWith();
    client.answer('posting.undoPreview', () => failure('books/unreachable', 'QuickBooks could not be reached.'));
    const dialog = await openDialog(client);

    expect(await within(dialog).findByText('QuickBooks could not be reached.')).toBeTruthy();
    client.answer('posting.undoPreview', () => undoPreviewOf(orderId));
    fireEvent.click(within(dialog).getByRole('button', { name: /try again|retry/i }));
    expect(await within(dialog).findAllByRole('radio')).toHaveLength(2);
  });

  test('a void that an order offers as its answer is shown before it is done', async () => {
    const attention: Shown['attention'] = [
      {
        code: 'order/cancelled-after-posting',
        message: 'Order 10457 was cancelled.',
        details: {},
        choices: [
          { choice: 'void', label: 'Void it in QuickBooks', valueHint: null },
          { choice: 'keep', label: 'Leave it as it is', valueHint: null },
        ],
      },
    ];
    const client = clientWith({ attention });
    showApp(`/c/${COMPANY}/review?states=all&order=${orderId}`, client);

    fireEvent.click(await screen.findByRole('button', { name: 'Void it in QuickBooks' }));

    const dialog = await screen.findByRole('dialog');
    expect(((await within(dialog).findByRole('radio', { name: /Void it/ })) as HTMLInputElement).checked).toBe(true);
    expect(client.callsOf('order.resolve')).toEqual([]);
    expect(client.callsOf('posting.void')).toEqual([]);
  });
});

test('before approving, the items and customers that posting makes are listed with type, account and how many need them', async () => {
  const client = createFakeClient();
  showApp(`/c/${COMPANY}/review`, client);
  fireEvent.click(await screen.findByRole('button', { name: /^Approve all ready \([1-9]/ }));
  const dialog = await screen.findByRole('dialog');

  const items = await within(dialog).findByRole('table', { name: 'New item' });
  expect(
    within(items)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toContain('Glass BirdNon-inventoryOther Sales Income2');
  const customers = within(dialog).getByRole('table', { name: 'New customer' });
  expect(within(customers).getByText('ana.ruiz@example.com')).toBeTruthy();
});

test('what is different since posting is shown field by field, as it was posted beside what it is now', async () => {
  const changes = [
    { field: 'Customer', posted: 'Ana Ruiz', planned: 'Wanda Otherpayer' },
    { field: 'Line 1 amount', posted: '28', planned: null },
  ];
  const attention: Shown['attention'] = [
    { code: 'order/changed-after-posting', message: 'Order 10457 changed.', details: { changes: [...changes, 'nonsense'] }, choices: [] },
  ];
  showApp(`/c/${COMPANY}/review?states=all&order=${orderId}`, clientWith({ attention }));

  const table = await screen.findByRole('table', { name: 'What is different' });
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(rows).toEqual(['FieldAs it was postedNow', 'CustomerAna RuizWanda Otherpayer', 'Line 1 amount28—']);
});
