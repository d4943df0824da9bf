import { createContext, useContext } from 'react';

import type { Client } from '../../../shared/contract/client.ts';

export const ClientContext = createContext<Client | null>(null);

/** The way to the host. Throws outside of the app, because that is a bug. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) {
    throw new Error('useClient is used outside of ClientContext');
  }
  return client;
}
