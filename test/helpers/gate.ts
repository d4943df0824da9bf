import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as sendRequest,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GatedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the gate answers itself. */
export interface GateAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request, or the answer to one, that stands still until it is released; `reached` resolves when one has come. */
export interface Held {
  readonly reached: Promise<GatedRequest>;
  release(): void;
  /** It goes no further: a request never arrives, an answer is lost. */
  drop(): void;
}

/** A server that stands between Purser and a stand-in, and can hold up what passes. */
export interface Gate extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly GatedRequest[];
  /**
   * Holds up the next request that fits: before the stand-in sees it (`request`), or when the stand-in has done everything and its
   * answer is on the way (`answer`).
   */
  hold(at: 'request' | 'answer', fits: (request: GatedRequest) => boolean): Held;
  /** Answers every request that this gives an answer for in the stand-in's place, which never sees it; null ends that. */
  answerWith(answer: ((request: GatedRequest) => GateAnswer | null) | null): void;
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

interface Holding {
  readonly at: 'request' | 'answer';
  readonly fits: (request: GatedRequest) => boolean;
  readonly pass: (request: GatedRequest) => Promise<void>;
}

/** Opens a gate in front of the server at this address. */
export async function openGate(target: string): Promise<Gate> {
  const holdings: Holding[] = [];
  const seen: GatedRequest[] = [];
  let ownAnswer: ((request: GatedRequest) => GateAnswer | null) | null = null;
  const passes = async (at: Holding['at'], request: GatedRequest): Promise<void> => {
    const index = holdings.findIndex((holding) => holding.at === at && holding.fits(request));
    await holdings.splice(index, index < 0 ? 0 : 1)[0]?.pass(request);
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    const request = { method, target: url, headers, body: body.toString('utf8') };
    seen.push(request);
    const own = ownAnswer?.(request) ?? null;
    if (own !== null) {
      outgoing.writeHead(own.status, { 'Content-Type': 'application/json' }).end(own.body);
      return;
    }
    await passes('request', request);
    const answer = await forward(target, incoming, body);
    await passes('answer', request);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // Safe: a listening TCP server has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    hold(at, fits) {
      const reached = Promise.withResolvers<GatedRequest>();
      const released = Promise.withResolvers<void>();
      holdings.push({
        at,
        fits,
        pass: (request) => {
          reached.resolve(request);
          return released.promise;
        },
      });
      return {
        reached: reached.promise,
        release: () => released.resolve(),
        drop: () => released.reject(new Error('Dropped at the gate')),
      };
    },
    answerWith: (answer) => {
      ownAnswer = answer;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    // Safe: without an encoding set, a message yields buffers.
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method ?? 'GET', headers, agent: false },
      (response) => {
        bodyOf(response).then(
          (bytes) => resolve({ status: response.statusCode ?? 502, headers: withoutHops(response.headers), body: bytes }),
          reject,
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function withoutHops({
  connection: _connection,
  'keep-alive': _keepAlive,
  'transfer-encoding': _encoding,
  ...headers
}: IncomingMessage['headers']): OutgoingHttpHeaders {
  return headers;
}
