import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import { openedMailbox } from './authority.ts';
import type { RelayContext } from './context.ts';
import { createEventWriter } from './event-writer.ts';
import { describeError } from './log.ts';
import type { Outcome } from './refusal.ts';
import { accept, badRequest, refuse } from './refusal.ts';
import type { MailboxReader } from './store/store.ts';
import type { OpenStream } from './streams.ts';

/** Proxies cut connections that are silent for a minute; half of that leaves room. */
const HEARTBEAT_MS = 15_000;

/** Why a stream ended, as the metrics name it. */
type StreamEnd = 'left' | 'slow' | 'replaced' | 'closing' | 'failed';

/** `GET /out`: streams what waits in the mailbox, and what arrives from then on. */
export async function stream(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  source: string,
  context: RelayContext,
): Promise<Answer> {
  const opened = await openedMailbox(request, source, context);
  if (!opened.ok) {
    return refused(opened.refusal);
  }
  const position = positionIn(request, query);
  if (!position.ok) {
    return refused(position.refusal);
  }
  const reader = await context.store.openReader(opened.value.id, position.value);
  if (response.destroyed) {
    await reader.close();
    return { kind: 'stream' };
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  response.write('retry: 3000\n: connected\n\n');
  void follow(reader, response, context);
  return { kind: 'stream' };
}

/** The id to start after: the header, else the query, else null. */
function positionIn(request: IncomingMessage, query: URLSearchParams): Outcome<number | null> {
  const headers = request.headersDistinct['last-event-id'] ?? [];
  const given = headers.length > 0 ? headers : query.getAll('after');
  if (given.length === 0 || given[0] === '') {
    return accept(null);
  }
  const id = eventIdIn(given.length === 1 ? given[0] : undefined);
  return id === null ? refuse(badRequest('Last-Event-ID, or after, must be one decimal number.')) : accept(id);
}

/** An event id: a whole number that JavaScript holds exactly. */
export function eventIdIn(text: unknown): number | null {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Carries events from the reader to the connection until one of both ends. Never throws. */
async function follow(reader: MailboxReader, response: ServerResponse, context: RelayContext): Promise<void> {
  const { config, streams, metrics, log } = context;
  let why: StreamEnd | null = null;
  const finished = Promise.withResolvers<void>();
  const leave = (reason: StreamEnd): void => {
    why ??= reason;
    void reader.close();
  };
  const opened: OpenStream = { end: leave, finished: finished.promise };
  const writer = createEventWriter(response, config.readerBufferBytes, config.readerStallMs);
  const heartbeat = setInterval(writer.heartbeat, HEARTBEAT_MS);
  streams.add(opened);
  response.once('close', () => leave('left'));
  try {
    for await (const event of reader) {
      if (!(await writer.event(event))) {
        leave('slow');
        break;
      }
      metrics.count('relay_sent_total');
    }
    why ??= reader.ended === 'replaced' ? 'replaced' : 'closing';
  } catch (error) {
    why ??= 'failed';
    log.write('error', 'stream.failed', { error: describeError(error) });
  }
  clearInterval(heartbeat);
  metrics.count('relay_readers_ended_total', why);
  writer.end(why === 'replaced' || why === 'closing' ? why : null);
  streams.remove(opened);
  await reader.close().catch(() => undefined);
  finished.resolve();
}
