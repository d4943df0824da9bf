import type { IncomingMessage } from 'node:http';

import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import { bearerOf } from './authority.ts';
import type { RelayContext } from './context.ts';
import { describeError } from './log.ts';
import { NOT_FOUND } from './refusal.ts';
import { isSame } from './secrets.ts';

/** How long a store may take to show that it lives. */
const CHECK_LIMIT_MS = 3_000;

/** `GET /health`: whether a delivery could be stored right now. */
export async function health({ store, log, delay }: RelayContext): Promise<Answer> {
  try {
    const inTime = await Promise.race([store.check().then(() => true), delay(CHECK_LIMIT_MS).then(() => false)]);
    if (inTime) {
      return { kind: 'json', status: 200, body: { status: 'ok' } };
    }
    log.write('error', 'health.slow', {});
  } catch (error) {
    log.write('error', 'health.failed', { error: describeError(error) });
  }
  return { kind: 'json', status: 503, body: { status: 'unavailable' } };
}

/** `GET /metrics`: without a token they are for whoever reaches the port; a wrong token finds nothing here. */
export async function metrics(request: IncomingMessage, context: RelayContext): Promise<Answer> {
  const { metricsToken } = context.config;
  if (metricsToken !== null && !isSame(bearerOf(request) ?? '', metricsToken)) {
    return refused(NOT_FOUND);
  }
  const counts = await context.store.counts();
  const body = context.metrics.text([
    { name: 'relay_mailboxes', help: 'Mailboxes in the store.', value: counts.mailboxes },
    { name: 'relay_waiting_events', help: 'Events in the store that nobody has acknowledged.', value: counts.events },
    { name: 'relay_waiting_bytes', help: 'Their size in bytes, sealed.', value: counts.bytes },
    { name: 'relay_readers', help: 'Streams open on this copy.', value: context.streams.size },
  ]);
  return { kind: 'text', status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body };
}
