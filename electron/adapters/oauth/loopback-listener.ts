import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { answerPage, PAGE_HEADERS } from './answer-page.ts';

/** What the browser is shown. */
export interface BrowserAnswer {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

export interface LoopbackListener {
  readonly port: number;
  /** Stops listening. Answers that are being written still go out. */
  close(): void;
}

export interface ListenerOptions {
  /** Tried in order; the first one that is free is taken. */
  readonly ports: readonly number[];
  /** The only path that is answered. */
  readonly path: string;
  readonly onCallback: (parameters: URLSearchParams) => Promise<BrowserAnswer>;
}

/**
 * Listens for the way back from Intuit, on this machine only: 127.0.0.1, and ::1 where there is one, because "localhost" may
 * mean either to a browser.
 *
 * @returns null where none of the ports is free
 */
export async function listenOnLoopback({ ports, path, onCallback }: ListenerOptions): Promise<LoopbackListener | null> {
  for (const port of ports) {
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      answer(request, response, { port, path, onCallback }).catch(() => response.destroy());
    };
    const first = await listen(createServer(handle), port, '127.0.0.1');
    if (first.kind !== 'listening') {
      continue;
    }
    const second = await listen(createServer(handle), port, '::1');
    if (second.kind === 'taken') {
      // Another program would get some browsers' callbacks.
      first.server.close();
      continue;
    }
    const servers = second.kind === 'listening' ? [first.server, second.server] : [first.server];
    return { port, close: () => servers.forEach((server) => server.close()) };
  }
  return null;
}

type Listening =
  | { readonly kind: 'listening'; readonly server: Server }
  | { readonly kind: 'taken' }
  | { readonly kind: 'no-such-address' };

function listen(server: Server, port: number, host: string): Promise<Listening> {
  // A callback is one small GET: nothing on this port may take longer.
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ kind: error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'taken' : 'no-such-address' });
    });
    server.listen({ port, host, exclusive: true }, () => resolve({ kind: 'listening', server }));
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { port, path, onCallback }: { port: number; path: string; onCallback: ListenerOptions['onCallback'] },
): Promise<void> {
  request.resume();
  const target = request.url ?? '/';
  const url = target.length <= 4096 && URL.canParse(target, 'http://localhost') ? new URL(target, 'http://localhost') : null;
  // A name that someone pointed at this machine shows in the Host header.
  const isOurHost = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`].includes(request.headers.host ?? '');
  if (url === null || !target.startsWith('/') || !isOurHost || url.pathname !== path) {
    send(response, { status: 404, title: 'Nothing here', text: 'Purser waits at another address.' });
    return;
  }
  if (request.method !== 'GET') {
    response.setHeader('Allow', 'GET');
    send(response, { status: 405, title: 'Not possible', text: 'This address is only for the way back from QuickBooks.' });
    return;
  }
  send(response, await onCallback(url.searchParams));
}

function send(response: ServerResponse, { status, title, text }: BrowserAnswer): void {
  response.writeHead(status, PAGE_HEADERS);
  response.end(answerPage(title, text));
}
