import { request } from 'node:http';

import type { Client } from '../../shared/contract/client.ts';
import type { CallResult } from '../../shared/contract/errors.ts';
import { eventSchema } from '../../shared/contract/events.ts';
import { cookieOf, rawRequest } from './raw-request.ts';

export interface ConnectedClient {
  readonly client: Client;
  close(): void;
}

/** A client that comes in as a browser does: opens the one-time address, keeps the cookie, calls from the server's own origin. */
export async function connectOverHttp(url: string): Promise<ConnectedClient> {
  const address = new URL(url);
  const port = Number(address.port);
  const admitted = await rawRequest({ port, path: `${address.pathname}${address.search}`, headers: { host: address.host } });
  const headers = { host: address.host, origin: address.origin, cookie: cookieOf(admitted) };
  const closers = new Set<() => void>();
  return {
    client: {
      async call(method, input, options) {
        const body = JSON.stringify({ method, input, commandId: options?.commandId });
        const answer = await rawRequest({
          port,
          method: 'POST',
          path: '/api/call',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        });
        // Safe: the conformance suite looks at what is in it.
        return JSON.parse(answer.text) as CallResult<never>;
      },
      subscribe(listener) {
        const end = listenToEvents(port, headers, (text) => listener(eventSchema.parse(JSON.parse(text))));
        closers.add(end);
        return end;
      },
    },
    close: () => {
      for (const close of closers) {
        close();
      }
    },
  };
}

function listenToEvents(port: number, headers: Readonly<Record<string, string>>, onData: (text: string) => void): () => void {
  const call = request(
    { host: '127.0.0.1', port, path: '/api/events', headers: { host: headers['host'], cookie: headers['cookie'] }, agent: false },
    (response) => {
      let waiting = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (chunk: string) => {
        const blocks = (waiting + chunk).split('\n\n');
        waiting = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.startsWith('data: ')) {
            onData(block.slice('data: '.length));
          }
        }
      });
    },
  );
  // Ending the stream is how the subscription ends.
  call.on('error', () => undefined);
  call.end();
  return () => call.destroy();
}
