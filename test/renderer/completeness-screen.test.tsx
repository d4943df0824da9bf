import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { COMPLETENESS } from './fake-completeness.ts';
import { createFakeClient, failure } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const COMPLETENESS_SCREEN = `/c/${COMPANY}/completeness`;

describe('completeness', () => {
  test('says what differs in words, by store and by day, and how fresh each store is', async () => {
    showApp(COMPLETENESS_SCREEN);
    expect(await screen.findByText(/The counts differ on 1 day of a store\. 2 records of ShipStation cannot be read yet/)).toBeTruthy();
    const stores = screen.getByRole('region', { name: 'By store' });
    const shopify = within(stores).getByRole('row', { name: /Shopify/ });
    expect(within(shopify).getByText('1 fewer here')).toBeTruthy();
    expect(within(within(stores).getByRole('row', { name: /Amazon/ })).getByText('Same')).toBeTruthy();
    expect(within(within(stores).getByRole('row', { name: /By hand/ })).getByText('not told')).toBeTruthy();
  });

  test('narrows the days to one store or to the differences', async () => {
    showApp(COMPLETENESS_SCREEN);
    fireEvent.click(await screen.findByRole('switch', { name: 'Only differences' }));
    const days = screen.getAllByRole('region', { name: 'By store and day' }).at(-1) ?? document.body;
    expect(within(days).getAllByRole('row')).toHaveLength(2);
    fireEvent.change(screen.getByRole('combobox', { name: 'Store' }), { target: { value: '102' } });
    expect(await screen.findByText('No difference on any day')).toBeTruthy();
  });

  test('checks now, and tries one unreadable record or all again', async () => {
    const { client } = showApp(COMPLETENESS_SCREEN);
    fireEvent.click(await screen.findByRole('button', { name: 'Check now' }));
    await waitFor(() => expect(client.callsOf('completeness.sweep')[0]?.input).toEqual({ company: COMPANY }));
    fireEvent.click(await screen.findByRole('button', { name: 'Try Order 500100777 again now' }));
    await waitFor(() => expect(client.callsOf('parked.retry')[0]?.input).toEqual({ company: COMPANY, numbers: [7] }));
    fireEvent.click(await screen.findByRole('button', { name: 'Try all again now' }));
    await waitFor(() => expect(client.callsOf('parked.retry')[1]?.input).toEqual({ company: COMPANY }));
  });

  test('opens an order that is gone in Review', async () => {
    showApp(COMPLETENESS_SCREEN);
    const link = await screen.findByRole('link', { name: '10999' });
    expect(link.getAttribute('href')).toContain('order=500100900');
  });

  test('says that nothing is missing, that nothing was checked yet, and why it failed', async () => {
    const whole = createFakeClient();
    const sameDays = COMPLETENESS.latest.byStoreAndDay.filter(({ listed, stored }) => listed === stored);
    whole.answer('completeness.show', () => ({ ...COMPLETENESS, parked: 0, latest: { ...COMPLETENESS.latest, byStoreAndDay: sameDays } }));
    whole.answer('parked.list', () => ({ records: [], count: 0 }));
    showApp(COMPLETENESS_SCREEN, whole);
    expect(await screen.findByText('Nothing is missing')).toBeTruthy();
    expect(await screen.findByText('Every record could be read.')).toBeTruthy();
    cleanup();

    const fresh = createFakeClient();
    fresh.answer('completeness.show', () => ({ ...COMPLETENESS, latest: null, history: [], gone: [], goneCount: 0, parked: 0 }));
    showApp(COMPLETENESS_SCREEN, fresh);
    expect(await screen.findByText('Not checked yet')).toBeTruthy();
    cleanup();

    const broken = createFakeClient();
    broken.answer('completeness.show', () => failure('store/disk', 'The disk is full.'));
    showApp(COMPLETENESS_SCREEN, broken);
    expect(await screen.findByText('This could not be loaded')).toBeTruthy();
  });
});
