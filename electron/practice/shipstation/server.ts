import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { answerRequest, type PreparedAnswer } from './api/answer-request.ts';
import type { Shop } from './shop.ts';
import { publicKeys } from './webhooks/signing.ts';

export interface ShopServer {
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Waits before a slow answer; rejects when the signal ends the wait. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

const waitForReal: Delay = (ms, signal) => wait(ms, undefined, { signal, ref: false });

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Left out: real time. */
  readonly delay?: Delay | undefined;
  readonly answered: () => void;
}

/** Where V2's signing keys are published; the real address is https://api.shipengine.com/jwks (api facts, section 5). */
export const JWKS_PATH = '/jwks';
/** The bodies of webhook subscriptions are some hundred bytes. */
const MOST_BODY_BYTES = 64 * 1024;

/** Serves the shop on loopback. Every answer's effects are committed before its first byte is sent. */
export async function serveShop(shop: Shop, { port, delay = waitForReal, answered }: ServeOptions): Promise<ShopServer> {
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    handle({ shop, delay, signal: stopping.signal, answered }, request, response).catch((error: unknown) => giveUp(response, error));
  });
  const url = await listen(server, port);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('The practice ShipStation has no port'));
        return;
      }
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

interface Serving {
  readonly shop: Shop;
  readonly delay: Delay;
  readonly signal: AbortSignal;
  /** After each request: it may have caused something that webhooks tell of. */
  readonly answered: () => void;
}

async function handle(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { shop } = serving;
  const target = request.url ?? '/';
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413, { Connection: 'close' }).end();
    return;
  }
  if (target === JWKS_PATH) {
    // The service that publishes the keys is another one than the API: it asks nobody for a key and counts nothing.
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(await publicKeys(shop)));
    return;
  }
  const prepared = answerRequest(shop, {
    method: request.method ?? 'GET',
    target,
    authorization: request.headers.authorization,
    apiKey: oneHeader(request, 'api-key'),
    partner: oneHeader(request, 'x-partner'),
    body,
    baseUrl: `http://127.0.0.1:${request.socket.localPort ?? 0}`,
  });
  serving.answered();
  if (prepared.delayMs > 0) {
    await serving.delay(prepared.delayMs, serving.signal);
  }
  send(response, prepared, shop.now());
}

function oneHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The whole body, or null where it is longer than any that the shop takes. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    // Safe: a request without an encoding gives buffers.
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > MOST_BODY_BYTES) {
      return null;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A stop during a slow answer cuts it off; anything else is a bug of the stand-in, and is said as ShipStation says its own. */
function giveUp(response: ServerResponse, error: unknown): void {
  if (response.headersSent || (error instanceof Error && error.name === 'AbortError')) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ Message: 'An error has occurred.', ExceptionMessage: String(error) });
  response.writeHead(500, { 'Content-Type': 'application/json; charset=utf-8' }).end(body);
}

function send(response: ServerResponse, prepared: PreparedAnswer, nowMs: number): void {
  const body = Buffer.from(prepared.body, 'utf8');
  const half = body.subarray(0, Math.floor(body.length / 2));
  response.sendDate = false;
  response.writeHead(prepared.status, {
    ...prepared.headers,
    Date: new Date(nowMs).toUTCString(),
    ...(prepared.status === 204 ? {} : { 'Content-Length': prepared.delivery === 'cut' ? half.length : body.length }),
  });
  if (prepared.delivery === 'reset') {
    response.write(half, () => response.socket?.resetAndDestroy());
    return;
  }
  response.end(prepared.delivery === 'cut' ? half : body);
}
