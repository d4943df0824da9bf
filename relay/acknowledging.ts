import type { IncomingMessage } from 'node:http';

import type { Answer } from './answer.ts';
import { refused } from './answer.ts';
import { openedMailbox } from './authority.ts';
import type { RelayContext } from './context.ts';
import { eventIdIn } from './outbound.ts';
import { readJsonText } from './read-body.ts';
import { badRequest } from './refusal.ts';

const MOST_BODY = 1_024;

/** `POST /ack`: the app has what it was sent up to an id, so the relay lets go of it. */
export async function acknowledge(request: IncomingMessage, source: string, context: RelayContext): Promise<Answer> {
  const opened = await openedMailbox(request, source, context);
  if (!opened.ok) {
    return refused(opened.refusal);
  }
  const body = await readJsonText(request, MOST_BODY);
  if (!body.ok) {
    return refused(body.refusal);
  }
  const upTo = upToIn(body.value.text);
  // 0 lets go of nothing: that is how an app asks if its secret is still good, without opening a stream.
  if (upTo === null || (upTo > 0 && !(await context.store.acknowledge(opened.value.id, upTo)))) {
    return refused(badRequest('upTo must be an id that this mailbox has given, as text.'));
  }
  context.metrics.count('relay_acknowledgements_total');
  return { kind: 'empty', status: 204 };
}

function upToIn(text: string): number | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'upTo' in parsed ? eventIdIn(parsed.upTo) : null;
  } catch {
    return null;
  }
}
