import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { answerRequest, type PreparedAnswer } from './api/answer-request.ts';
import type { Shop } from './shop.ts';

export interface ShopServer {
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Waits before a slow answer; rejects when the signal ends the wait. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

const waitForReal: Delay = (ms, signal) => wait(ms, undefined, { signal, ref: false });

/** Serves the shop on loopback. Every answer's effects are committed before its first byte is sent. */
export async function serveShop(shop: Shop, port: number, delay: Delay = waitForReal): Promise<ShopServer> {
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    handle(shop, request, response, delay, stopping.signal).catch((error: unknown) => giveUp(response, error));
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

async function handle(shop: Shop, request: IncomingMessage, response: ServerResponse, delay: Delay, signal: AbortSignal): Promise<void> {
  request.resume();
  const prepared = answerRequest(shop, {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    authorization: request.headers.authorization,
  });
  if (prepared.delayMs > 0) {
    await delay(prepared.delayMs, signal);
  }
  send(response, prepared, shop.now());
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
    'Content-Length': prepared.delivery === 'cut' ? half.length : body.length,
  });
  if (prepared.delivery === 'reset') {
    response.write(half, () => response.socket?.resetAndDestroy());
    return;
  }
  response.end(prepared.delivery === 'cut' ? half : body);
}
