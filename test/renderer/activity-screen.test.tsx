import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { createFakeClient } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const ACTIVITY = `/c/${COMPANY}/activity`;

describe('the activity', () => {
  test('narrows the runs down by kind and status, in the address', async () => {
    const { client, address } = showApp(ACTIVITY);
    fireEvent.change(await screen.findByRole('combobox', { name: 'Run' }), { target: { value: 'post' } });
    await waitFor(() => expect(client.callsOf('run.list').at(-1)?.input).toMatchObject({ company: COMPANY, kind: 'post' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), { target: { value: 'failed' } });
    await waitFor(() => expect(client.callsOf('run.list').at(-1)?.input).toMatchObject({ kind: 'post', status: 'failed' }));
    expect(address()).toMatch(/kind=post.*status=failed/);
  });

  test('says that no run fits a filter, which is not the same as nothing having run', async () => {
    const client = createFakeClient();
    client.answer('run.list', () => ({ runs: [], next: null }));
    showApp(`${ACTIVITY}?status=failed`, client);
    expect(await screen.findByText('No run fits')).toBeTruthy();
    expect(screen.queryByText('Nothing has run yet')).toBeNull();
  });

  test('shows how long the newest runs took, one of which did not come to its end, and goes through them by key', async () => {
    const { client } = showApp(ACTIVITY);
    const chart = await screen.findByRole('img', { name: '4 runs: half of them took up to 30 s, the longest 42 s' });
    expect(client.callsOf('figures.runs')[0]?.input).toMatchObject({ kind: 'sync' });
    fireEvent.keyDown(chart, { key: 'Home' });
    const panel = screen.getByRole('region', { name: 'How long runs take' });
    expect(within(panel).getByRole('status').textContent).toContain('30 s');
    fireEvent.keyDown(chart, { key: 'ArrowRight' });
    fireEvent.keyDown(chart, { key: 'ArrowRight' });
    expect(within(panel).getByRole('status').textContent).toMatch(/0\.4 s\s*Failed/);
    fireEvent.click(within(panel).getByRole('radio', { name: 'Post' }));
    await waitFor(() => expect(client.callsOf('figures.runs').at(-1)?.input).toMatchObject({ kind: 'post' }));
  });

  test('compares nothing where there are too few runs', async () => {
    const client = createFakeClient();
    client.answer('figures.runs', () => ({ runs: [] }));
    showApp(ACTIVITY, client);
    expect(await screen.findByText('There are too few runs of this kind yet to compare.')).toBeTruthy();
  });
});
