import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { mappingsAnswer } from './fake-answers.ts';
import { createFakeClient } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const PAYMENTS = `/c/${COMPANY}/mapping?tab=payments`;

/** Sees the effect, and saves. */
async function save(): Promise<void> {
  const effect = await screen.findByRole('dialog', { name: 'Effect of this change' });
  await within(effect).findByText('7 become ready');
  fireEvent.click(within(effect).getByRole('button', { name: 'Save' }));
}

describe('ways of paying', () => {
  test('show what is in use and what of it goes by the store', async () => {
    showApp(PAYMENTS);
    const seen = await screen.findByRole('table', { name: 'Ways of paying in use' });
    const rows = within(seen)
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent);
    expect(rows).toEqual(['shopify_payments210as the store saysMap', 'PayPal42by its mapping']);
    expect(screen.getByText('As the newest 260 orders say; 8 of them say nothing and go by their store.')).toBeTruthy();
    const mapped = screen.getByRole('table', { name: 'Mappings' });
    expect(within(mapped).getByText('PayPal Clearing')).toBeTruthy();
  });

  test('are mapped after the effect is shown; what is mapped needs a method or an account', async () => {
    const { client } = showApp(PAYMENTS);
    fireEvent.click(await screen.findByRole('button', { name: 'Map shopify_payments' }));
    const dialog = await screen.findByRole('dialog', { name: 'Way of paying' });
    expect(within(dialog).getByLabelText('Way of paying')).toHaveProperty('value', 'shopify_payments');
    const next = within(dialog).getByRole('button', { name: 'See the effect' });
    expect(next).toHaveProperty('disabled', true);
    fireEvent.change(within(dialog).getByLabelText('Store'), { target: { value: '101' } });
    fireEvent.click(within(dialog).getByLabelText('Account that the money goes to'));
    fireEvent.click(await screen.findByRole('option', { name: /^Amazon clearing/, hidden: true }));
    await waitFor(() => expect(next).toHaveProperty('disabled', false));
    fireEvent.click(next);
    expect(within(await screen.findByRole('table', { name: 'Money received, by account' })).getByText('Amazon clearing')).toBeTruthy();
    await save();
    await waitFor(() =>
      expect(client.callsOf('mapping.save')[0]?.input).toMatchObject({
        changes: [
          {
            kind: 'payment-method',
            mapping: {
              match: { paymentMethod: 'shopify_payments', store: 101 },
              method: null,
              account: { name: 'Amazon clearing' },
            },
          },
        ],
      }),
    );
  });

  test('replace the mapping that is edited, also where it matches something else then', async () => {
    const { client } = showApp(PAYMENTS);
    fireEvent.click(await screen.findByRole('button', { name: 'Edit the mapping of PayPal' }));
    const dialog = await screen.findByRole('dialog', { name: 'Way of paying' });
    fireEvent.change(within(dialog).getByLabelText('Way of paying'), { target: { value: 'PayPal Express' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'See the effect' }));
    await save();
    await waitFor(() =>
      expect(client.callsOf('mapping.save')[0]?.input).toMatchObject({
        changes: [
          { kind: 'remove-payment-method', match: { paymentMethod: 'PayPal' } },
          {
            kind: 'payment-method',
            mapping: { match: { paymentMethod: 'PayPal Express' }, method: { name: 'PayPal' }, account: { name: 'PayPal Clearing' } },
          },
        ],
      }),
    );
  });

  test('are taken away after the effect is shown', async () => {
    const { client } = showApp(PAYMENTS);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove the mapping of PayPal' }));
    await save();
    await waitFor(() =>
      expect(client.callsOf('mapping.save')[0]?.input).toMatchObject({
        changes: [{ kind: 'remove-payment-method', match: { paymentMethod: 'PayPal' } }],
      }),
    );
  });

  test('say what counts where there are none, and that no order tells one', async () => {
    const client = createFakeClient();
    client.answer('mapping.paymentMethods', () => ({ seen: [], looked: 40, untold: 40 }));
    client.answer('mapping.show', () => ({ ...mappingsAnswer(), paymentMethods: [] }));
    showApp(PAYMENTS, client);
    expect(await screen.findByText('No order says how it was paid.')).toBeTruthy();
    expect(screen.getByText('No way of paying has a mapping.')).toBeTruthy();
  });
});
