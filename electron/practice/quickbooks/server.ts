import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerRequest, plain, type Reply } from './answer-request.ts';
import type { ApiRequest } from './api-request.ts';
import type { CompanyFile } from './company-file.ts';
import { refused } from './envelopes.ts';
import { systemFailure, unreadableBody } from './refusal.ts';
import { createThrottle } from './throttle.ts';

/** Far above any batch of thirty documents. */
const LONGEST_BODY = 16 * 1024 * 1024;

export interface ListeningServer {
  /** http://127.0.0.1:port */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly port: number;
  /** Waits before a slow answer. */
  readonly delay: (ms: number) => Promise<void>;
}

export async function listen(company: CompanyFile, options: ServerOptions): Promise<ListeningServer> {
  const throttle = createThrottle(company.now);
  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing, (request) => answerRequest(company, throttle, request), company, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: ApiRequest) => Reply,
  company: CompanyFile,
  options: ServerOptions,
): Promise<void> {
  try {
    const body = await readBody(incoming);
    if (body === null) {
      send(outgoing, plain(refused(unreadableBody('The body is no UTF-8 text or too long'), company.now())));
      return;
    }
    const reply = answer(requestOf(incoming, body));
    if (reply.delayMs > 0) {
      await options.delay(reply.delayMs);
    }
    send(outgoing, reply);
  } catch (error) {
    // A bug of the stand-in: the caller sees Intuit's own 500 and the developer sees why.
    const why = error instanceof Error ? error.message : String(error);
    if (!outgoing.destroyed && !outgoing.headersSent) {
      send(outgoing, plain(refused(systemFailure(why), company.now())));
    }
  }
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (reply.isLost) {
    outgoing.destroy();
    return;
  }
  const { answer } = reply;
  const bytes = Buffer.from(answer.body, 'utf8');
  const body = reply.isTruncated ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  outgoing.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Content-Length': body.length,
    intuit_tid: `1-${randomUUID()}`,
    ...answer.headers,
  });
  if (reply.isCutOff) {
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(body);
}

function requestOf(incoming: IncomingMessage, bodyText: string): ApiRequest {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, bodyText };
}

/** The body as text; null where it is too long or no UTF-8. */
async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    // Safe: without an encoding set, a request yields buffers.
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length <= LONGEST_BODY) {
      chunks.push(bytes);
    }
  }
  if (length > LONGEST_BODY) {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}

function portOf(server: Server): number {
  // Safe: a listening TCP server has an address object.
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
