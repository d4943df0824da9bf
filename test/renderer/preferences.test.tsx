import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import type { MethodOutput } from '../../shared/contract/client.ts';
import { USUAL_PREFERENCES } from '../../shared/domain/preferences.ts';
import { createFakeClient, type FakeClient } from './fake-client.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

function open(path = 'settings?tab=computer', prepare: (client: FakeClient) => void = () => undefined): FakeClient {
  const client = createFakeClient({ orders: 5 });
  prepare(client);
  render(<App client={client} history={createMemoryHistory({ initialEntries: [`/c/practice/${path}`] })} />);
  return client;
}

interface Shown {
  readonly title: string;
  readonly body: string | undefined;
}

/** The computer's notifications, for a page that may show them and that nobody looks at. */
function stubNotifications(hasFocus = false): readonly Shown[] {
  const shown: Shown[] = [];
  class FakeNotification extends EventTarget {
    static permission = 'granted';
    static requestPermission = (): Promise<string> => Promise.resolve('granted');
    constructor(title: string, { body }: { readonly body?: string } = {}) {
      super();
      shown.push({ title, body });
    }
    close(): void {
      this.dispatchEvent(new Event('close'));
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'hasFocus').mockReturnValue(hasFocus);
  return shown;
}

const preferred = (changes: Partial<MethodOutput<'app.preferences'>>) => (): MethodOutput<'app.preferences'> => ({
  ...USUAL_PREFERENCES,
  startsAtLogin: null,
  ...changes,
});

test('colours are kept by the host, from the tab and from the top bar', async () => {
  const client = open();
  fireEvent.click(await screen.findByRole('radio', { name: 'Dark' }));
  await waitFor(() => expect(client.callsOf('app.savePreferences').map(({ input }) => input)).toEqual([{ colours: 'dark' }]));
  await waitFor(() => expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'));
  fireEvent.click(screen.getByRole('button', { name: 'Use light colours' }));
  await waitFor(() => expect(client.callsOf('app.savePreferences').at(-1)?.input).toEqual({ colours: 'light' }));
});

test('what another window has chosen holds here too', async () => {
  open('overview', ({ answer }) => answer('app.preferences', preferred({ colours: 'dark' })));
  await waitFor(() => expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'));
});

test('what this host can’t do is switched off and says why; what it can is saved', async () => {
  stubNotifications();
  const client = open();
  const login = await screen.findByRole('switch', { name: /Start Purser when I sign in/ });
  expect(login).toHaveProperty('disabled', true);
  expect(screen.getByText(/Only the desktop app can be started with the computer/)).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: 'when a posting was refused, or its answer did not come' }));
  await waitFor(() =>
    expect(client.callsOf('app.savePreferences').map(({ input }) => input)).toEqual([{ tell: { reconnect: true, failures: true } }]),
  );
});

test('the desktop app is started with the computer when a person says so', async () => {
  const client = open('settings?tab=computer', ({ answer }) => answer('app.preferences', preferred({ startsAtLogin: false })));
  fireEvent.click(await screen.findByRole('switch', { name: /Start Purser when I sign in/ }));
  await waitFor(() => expect(client.callsOf('app.savePreferences').map(({ input }) => input)).toEqual([{ startsAtLogin: true }]));
});

test('a connection that ends is told where nobody looks, and not where somebody does', async () => {
  const shown = stubNotifications();
  const client = open('overview');
  await screen.findByRole('heading', { level: 1, name: 'Overview' });
  const attention = { kind: 'attention', company: 'practice', code: 'books/reconnect', message: 'QuickBooks lets nobody in.' } as const;
  // Until the preferences are here nothing is told: then it is asked again.
  const tellAgain = (): Shown | undefined => {
    client.emit(attention);
    return shown[0];
  };
  await expect.poll(tellAgain).toMatchObject({ title: expect.stringContaining(': connect again'), body: 'QuickBooks lets nobody in.' });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const before = shown.length;
  client.emit(attention);
  expect(shown).toHaveLength(before);
});

test('postings that need a person are told once each, and those of before are not', async () => {
  const shown = stubNotifications();
  const client = open('overview', ({ answer }) => answer('app.preferences', preferred({ tell: { reconnect: false, failures: true } })));
  await screen.findByRole('heading', { level: 1, name: 'Overview' });
  const listed = client.callsOf('company.list').length;
  expect(listed).toBeGreaterThan(0);
  expect(shown).toEqual([]);
  const { companies } = await client.call('company.list', {}).then((result) => (result.ok ? result.value : { companies: [] }));
  client.answer('company.list', () => ({ companies: companies.map((company) => ({ ...company, failed: company.failed + 2 })) }));
  client.emit({ kind: 'changed', company: null, topics: ['companies'] });
  await waitFor(() =>
    expect(shown.map(({ body }) => body)).toContain('2 more postings were refused, or have no answer. Replay says which.'),
  );
  const told = shown.length;
  client.emit({ kind: 'changed', company: null, topics: ['companies'] });
  await waitFor(() => expect(client.callsOf('company.list').length).toBeGreaterThan(listed + 2));
  expect(shown).toHaveLength(told);
});
