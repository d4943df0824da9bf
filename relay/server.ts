import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { refused, send } from './answer.ts';
import type { RelayContext } from './context.ts';
import { createSourceMarks, describeError } from './log.ts';
import { createTokenBuckets } from './rate.ts';
import { unavailable } from './refusal.ts';
import { answerTo } from './routes.ts';
import { sourceOf } from './source.ts';

const MOST_HEADER_BYTES = 8 * 1024;
const KEEP_ALIVE_MS = 65_000;
/** Refusals of one kind that are logged: a flood of them must not fill the disk. The metrics count all. */
const LOGGED_PER_SECOND = 5;
const LOGGED_AT_ONCE = 100;
/** How long answers under way may still take when the relay stops. */
const STOP_LIMIT_MS = 10_000;

export interface RelayServer {
  /** Starts to listen; returns `http://host:port`. */
  listen(): Promise<string>;
  /** Takes nothing new, ends the streams, finishes what is under way. */
  stop(): Promise<void>;
}

/** The relay's http side. TLS stands before it. */
export function createRelayServer(context: RelayContext): RelayServer {
  const { config, log, metrics } = context;
  const markOf = createSourceMarks();
  const logged = createTokenBuckets(LOGGED_PER_SECOND, LOGGED_AT_ONCE, context.now);
  let isStopping = false;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = isStopping
      ? refused(unavailable('The relay is stopping.'))
      : await answerTo(request, response, context).catch((error: unknown) => {
          log.write('error', 'request.failed', { error: describeError(error) });
          return refused(unavailable('The relay can not do that right now.'));
        });
    if (answer.kind === 'refusal') {
      const { status, code } = answer.refusal;
      metrics.count('relay_refused_total', String(status));
      if (logged.take(code) === 0) {
        log.write('info', 'request.refused', { status, code, source: markOf(sourceOf(request, config.trustProxy)) });
      }
    }
    if (isStopping) {
      response.setHeader('connection', 'close');
    }
    send(request, response, answer);
  };
  const server = createServer(
    {
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: config.requestTimeoutMs,
      requestTimeout: config.requestTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(1_000, config.requestTimeoutMs),
      insecureHTTPParser: false,
    },
    (request, response) => void handle(request, response),
  );
  server.maxConnections = config.maxConnections;
  server.on('drop', () => metrics.count('relay_connections_dropped_total'));
  server.on('clientError', answerBrokenRequest);
  return {
    listen: () => listen(server, config.host, config.port),
    async stop() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await context.streams.endAll();
      server.closeIdleConnections();
      const limit = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS);
      await closed;
      clearTimeout(limit);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      // Safe: a server that listens on a host and a port has such an address.
      const { port: given } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${given}`);
    });
  });
}

const BROKEN: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'bad-request'],
};

/** What is no http, too slow or too long: one answer in the form of all others, and the connection ends. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, code] = BROKEN[error.code ?? ''] ?? [400, 'Bad Request', 'bad-request'];
  const body = JSON.stringify({ error: code, message: 'The request can not be read.' });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
