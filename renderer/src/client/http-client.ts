import type { Client } from '../../../shared/contract/client.ts';
import type { PurserEvent } from '../../../shared/contract/events.ts';
import { texts } from '../lib/texts.ts';
import { HOST_SIGNED_OUT, HOST_UNREACHABLE, hostFailure } from './call-failure.ts';
import { ALL_TOPICS } from './topics.ts';

const CALL_PATH = '/api/call';
const EVENTS_PATH = '/api/events';

/** The client in a browser: same origin, the session's cookie goes along by itself. */
export function createHttpClient(): Client {
  return {
    async call(method, input, options) {
      try {
        const response = await fetch(CALL_PATH, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ method, input, commandId: options?.commandId }),
          credentials: 'same-origin',
          ...(options?.signal === undefined ? {} : { signal: options.signal }),
        });
        if (response.status === 401 || response.status === 403) {
          return { ok: false, error: hostFailure(HOST_SIGNED_OUT, texts.failures.signedOut) };
        }
        // Safe: the dispatcher parses every output with the schema that this type comes from; anything else fails below.
        const answer = (await response.json()) as never;
        return isCallResult(answer) ? answer : { ok: false, error: hostFailure(HOST_UNREACHABLE, texts.failures.hostUnreachable) };
      } catch {
        return { ok: false, error: hostFailure(HOST_UNREACHABLE, texts.failures.hostUnreachable) };
      }
    },
    subscribe: (listener) => listenToEvents(listener),
  };
}

function isCallResult(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}

/** Everything may have changed while nobody listened. */
const EVERYTHING_CHANGED: PurserEvent = { kind: 'changed', company: null, topics: [...ALL_TOPICS] };

function listenToEvents(listener: (event: PurserEvent) => void): () => void {
  const source = new EventSource(EVENTS_PATH);
  let isFirst = true;
  source.addEventListener('open', () => {
    if (!isFirst) {
      listener(EVERYTHING_CHANGED);
    }
    isFirst = false;
  });
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const event = parseEvent(data);
    if (event !== null) {
      listener(event);
    }
  });
  return () => source.close();
}

function parseEvent(text: string): PurserEvent | null {
  try {
    const event: unknown = JSON.parse(text);
    // Safe enough: an event only says what to fetch again, and one of an unknown kind is ignored.
    return typeof event === 'object' && event !== null && 'kind' in event ? (event as PurserEvent) : null;
  } catch {
    return null;
  }
}
