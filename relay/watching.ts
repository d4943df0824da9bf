import type { IncomingMessage } from 'node:http';

import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import { bearerOf } from './authority.ts';
import type { RelayContext } from './context.ts';
import { NOT_FOUND } from './refusal.ts';
import { isSame } from './secrets.ts';

/** `GET /health`: whether a delivery could be stored right now. */
export async function health({ health: state, log }: RelayContext): Promise<Answer> {
  const problem = await state.problem();
  if (problem === null) {
    return { kind: 'json', status: 200, body: { status: 'ok' } };
  }
  log.write('error', 'health.failed', { problem });
  return { kind: 'json', status: 503, body: { status: 'unavailable' } };
}

/** `GET /metrics`: for whoever has the token; without one set, for this machine itself, not for what a proxy passes on. */
export async function metrics(request: IncomingMessage, context: RelayContext): Promise<Answer> {
  const { metricsToken } = context.config;
  const mayRead = metricsToken === null ? isFromThisMachine(request) : isSame(bearerOf(request) ?? '', metricsToken);
  if (!mayRead) {
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

function isFromThisMachine(request: IncomingMessage): boolean {
  const wasPassedOn = ['x-forwarded-for', 'forwarded', 'via'].some((name) => request.headers[name] !== undefined);
  return !wasPassedOn && /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '');
}
