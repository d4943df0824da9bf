import type { IncomingMessage, ServerResponse } from 'node:http';

import { acknowledge } from './acknowledging.ts';
import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import type { RelayContext } from './context.ts';
import { receive } from './inbound.ts';
import { stream } from './outbound.ts';
import { pair, rotate, unpair } from './pairing.ts';
import { badRequest, NOT_FOUND, notAllowed } from './refusal.ts';
import { sourceOf } from './source.ts';
import { health, metrics } from './watching.ts';

/** Longer than any address of ours. */
const MOST_TARGET = 512;
const INBOUND = /^\/in\/([A-Za-z0-9_-]{43})$/;

/** Headers that decide something: where one comes twice, two readers may believe two different things. */
const ONCE = ['authorization', 'content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'host'];

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly source: string;
  readonly context: RelayContext;
}

type Methods = Readonly<Record<string, (exchange: Exchange) => Promise<Answer>>>;

const ROUTES: ReadonlyMap<string, Methods> = new Map<string, Methods>([
  [
    '/pair',
    {
      POST: ({ request, source, context }) => pair(request, source, context),
      DELETE: ({ request, source, context }) => unpair(request, source, context),
    },
  ],
  ['/pair/rotate', { POST: ({ request, source, context }) => rotate(request, source, context) }],
  ['/out', { GET: ({ request, response, query, source, context }) => stream(request, response, query, source, context) }],
  ['/ack', { POST: ({ request, source, context }) => acknowledge(request, source, context) }],
  ['/health', { GET: ({ context }) => health(context) }],
  ['/metrics', { GET: ({ request, context }) => metrics(request, context) }],
]);

function methodsOf(path: string): Methods | null {
  const address = INBOUND.exec(path)?.[1];
  // Nothing is decoded and nothing normalised: what is not one of these texts, letter for letter, is not here.
  return address === undefined ? (ROUTES.get(path) ?? null) : { POST: ({ request, context }) => receive(request, address, context) };
}

/** Finds who answers a request, and lets it answer. */
export async function answerTo(request: IncomingMessage, response: ServerResponse, context: RelayContext): Promise<Answer> {
  const target = request.url ?? '';
  if (target.length > MOST_TARGET || !target.startsWith('/')) {
    return refused(NOT_FOUND);
  }
  if (ONCE.some((name) => (request.headersDistinct[name]?.length ?? 0) > 1)) {
    return refused(badRequest('A header came twice.'));
  }
  const [path = '', ...rest] = target.split('?');
  const methods = methodsOf(path);
  if (methods === null) {
    return refused(NOT_FOUND);
  }
  const method = request.method ?? '';
  const handle = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handle === undefined) {
    return refused(notAllowed(Object.keys(methods)));
  }
  const source = sourceOf(request, context.config.trustProxy);
  return handle({ request, response, query: new URLSearchParams(rest.join('?')), source, context });
}
