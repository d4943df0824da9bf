import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:http';

import { createParser } from 'eventsource-parser';

export interface StreamedEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string;
}

export interface SseStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly comments: readonly string[];
  /** The next event; null when the connection has ended. */
  next(): Promise<StreamedEvent | null>;
  close(): void;
}

export interface SseOptions {
  readonly base: string;
  readonly secret: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens `GET /out`. */
export function openStream({ base, secret, path = '/out', headers = {} }: SseOptions): Promise<SseStream> {
  return new Promise((resolve, reject) => {
    const call = request(`${base}${path}`, { agent: false, headers: { authorization: `Bearer ${secret}`, ...headers } }, (response) =>
      resolve(follow(call, response)),
    );
    call.on('error', reject);
    call.end();
  });
}

function follow(call: ClientRequest, response: IncomingMessage): SseStream {
  const arrived: StreamedEvent[] = [];
  const comments: string[] = [];
  let isOver = false;
  let woken = Promise.withResolvers<void>();
  const wake = (): void => {
    woken.resolve();
    woken = Promise.withResolvers<void>();
  };
  const parser = createParser({
    onEvent: ({ id, event, data }) => arrived.push({ id, event, data }),
    onComment: (comment) => comments.push(comment),
  });
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    parser.feed(text);
    wake();
  });
  const end = (): void => {
    isOver = true;
    wake();
  };
  response.on('close', end);
  response.on('error', end);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    comments,
    async next() {
      while (arrived.length === 0 && !isOver) {
        await woken.promise;
      }
      return arrived.shift() ?? null;
    },
    close: () => call.destroy(),
  };
}
