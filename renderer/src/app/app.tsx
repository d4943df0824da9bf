import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createHashHistory, type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';

import type { Client } from '../../../shared/contract/client.ts';
import { ClientContext } from '../client/client-context.ts';
import { followEvents } from '../client/events.ts';
import { texts } from '../lib/texts.ts';
import { notify } from '../ui/notices.tsx';
import { useFollowPreferences } from './follow-preferences.ts';
import { createAppRouter } from './router.tsx';
import { useTellPerson } from './tell-person.ts';
import { cssVariables, theme } from './theme.ts';

interface AppProps {
  readonly client: Client;
  /** Tests bring their own; the app keeps its place behind the #, so that no host needs to know the screens. */
  readonly history?: RouterHistory;
}

/** Answers stay fresh until an event says otherwise; a second look at the window costs nothing. */
function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 60_000, gcTime: 5 * 60_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}

/** What goes on whatever screen is shown. */
function Background(): null {
  useFollowPreferences();
  useTellPerson();
  return null;
}

/** Notices must not cover the buttons of a dialog, which stand at 200. */
const UNDER_DIALOGS = 190;

export function App({ client, history }: AppProps): ReactElement {
  const [queries] = useState(createQueries);
  const [router] = useState(() => createAppRouter(history ?? createHashHistory()));
  useEffect(
    () => followEvents(client, queries, ({ code, message }) => notify(texts.frame.attention, texts.told.fault(code, message, {}))),
    [client, queries],
  );
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" limit={4} zIndex={UNDER_DIALOGS} />
      <ClientContext value={client}>
        <QueryClientProvider client={queries}>
          <Background />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ClientContext>
    </MantineProvider>
  );
}
