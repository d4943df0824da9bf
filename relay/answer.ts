import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Refusal } from './refusal.ts';

/** What a route answers. `stream`: it has taken the response over and ends it by itself. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'empty'; readonly status: number }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'stream' };

export const refused = (refusal: Refusal): Answer => ({ kind: 'refusal', refusal });

const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** Writes an answer. A request that was not read to its end can't be followed by another on the same connection. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'stream' || response.headersSent) {
    return;
  }
  const { status, headers, body } = contentOf(answer);
  const isCut = !request.complete && hasBody(request);
  response.writeHead(status, {
    ...ALWAYS,
    ...headers,
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
    ...(isCut ? { connection: 'close' } : {}),
  });
  response.end(body);
}

const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

interface Content {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function contentOf(answer: Exclude<Answer, { readonly kind: 'stream' }>): Content {
  switch (answer.kind) {
    case 'json': {
      return { status: answer.status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer.body) };
    }
    case 'text': {
      return { status: answer.status, headers: { 'content-type': answer.type }, body: answer.body };
    }
    case 'empty': {
      return { status: answer.status, headers: {}, body: '' };
    }
    case 'refusal': {
      const { status, code, message, headers } = answer.refusal;
      return {
        status,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ error: code, message }),
      };
    }
  }
}
