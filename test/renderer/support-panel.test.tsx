import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';

afterEach(cleanup);

function openTab(prepare: (client: FakeClient) => void = () => undefined): FakeClient {
  const client = createFakeClient({ orders: 5 });
  prepare(client);
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/practice/settings?tab=check'] })} />);
  return client;
}

test('what a support bundle holds is read before it is saved, and what is saved is what was read', async () => {
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob); // safe: the screen hands blobs only
    return 'blob:support';
  });
  const client = openTab();
  const panel = await screen.findByRole('region', { name: 'For somebody who helps you' });
  expect(within(panel).getByText(/Purser sends it to nobody/)).toBeTruthy();
  expect(client.callsOf('support.bundle')).toEqual([]);
  fireEvent.click(within(panel).getByRole('button', { name: 'Show what it holds' }));
  fireEvent.click(await within(panel).findByRole('button', { name: 'Purser and this computer' }));
  expect(await within(panel).findByText(/"version": "0.1.0"/)).toBeTruthy();
  expect(saved).toEqual([]);
  fireEvent.click(within(panel).getByRole('button', { name: 'Save the file' }));
  expect((await screen.findAllByText('The file was saved.')).length).toBeGreaterThan(0);
  expect(await saved[0]?.text()).toBe('{"purser": {"version": "0.1.0"},"log": []}');
});

test('a bundle that can’t be put together says why, with a way to try again', async () => {
  openTab(({ answer }) => answer('support.bundle', () => failure('store/disk', 'The disk does not answer.')));
  const panel = await screen.findByRole('region', { name: 'For somebody who helps you' });
  fireEvent.click(within(panel).getByRole('button', { name: 'Show what it holds' }));
  expect(await within(panel).findByText('The disk does not answer.')).toBeTruthy();
  expect(within(panel).getByRole('button', { name: 'Try again' })).toBeTruthy();
});
