import type { EventSourceMessage } from 'eventsource-parser';

import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { RelayEvent, RelayNotice, RelayPairing } from '../../core/ports/relay.ts';
import { portFault } from '../http/port-fault.ts';
import { createComeback, type Loss } from './comeback.ts';
import { readEventStream, type StreamItem } from './event-stream.ts';
import { type EventReaderParts, readEvent } from './read-event.ts';
import { createSealOpener } from './seal.ts';
import type { SignatureChecker } from './signing-keys.ts';

/** Three heartbeats that did not come (relay/PROTOCOL.md, "Reading"). */
const SILENT_MS = 45_000;
/** Below 2^53, as the protocol promises. */
const MAX_ID_DIGITS = 15;

export interface ListenParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly signatures: SignatureChecker;
  readonly allowsLoopback: boolean;
  random(): number;
  readonly silentMs?: number;
}

type Ending = Omit<Loss, 'lastedMs' | 'askedMs'>;

/** Holds a connection to the relay until the signal aborts; each loss is told, then it comes back. */
export async function* listen(
  parts: ListenParts,
  pairing: RelayPairing,
  lastEventId: () => number | null,
  signal: AbortSignal,
): AsyncGenerator<RelayNotice, void, void> {
  const seal = createSealOpener(pairing);
  const reader: EventReaderParts = { ...parts, seal };
  const comeback = createComeback(parts.random);
  let askedMs: number | null = null;
  while (!signal.aborted) {
    let openedMs: number | null = null;
    let ending: Ending | null = null;
    const stream = connect(parts, pairing, lastEventId(), signal, (ms) => {
      askedMs = ms;
    });
    for await (const item of stream) {
      if (item.kind === 'opened') {
        openedMs = parts.clock.now();
        yield { kind: 'connected' };
      } else if (item.kind === 'messages') {
        const events = await readEvents(reader, item.messages);
        if (events.length > 0) {
          yield { kind: 'events', events };
        }
        ending = endingIn(item.messages) ?? ending;
        if (ending !== null) {
          break;
        }
      } else {
        ending = { fault: item.fault, reason: item.fault.class === 'auth' ? 'refused' : 'cut' };
      }
    }
    if (isAborted(signal) || ending === null) {
      return;
    }
    yield { kind: 'lost', fault: ending.fault, isRefused: ending.reason !== 'cut' };
    const lastedMs = openedMs === null ? 0 : parts.clock.now() - openedMs;
    const waitMs = comeback.waitAfter({ ...ending, lastedMs, askedMs });
    parts.logger.log('debug', 'relay-lost', { code: ending.fault.code, reason: ending.reason, lastedMs, waitMs });
    await parts.timers.sleep(waitMs, signal);
  }
}

/** A property read of its own: the loop's condition would otherwise be taken for still true. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function connect(
  parts: ListenParts,
  { address, readingSecret }: RelayPairing,
  after: number | null,
  signal: AbortSignal,
  onRetry: (ms: number) => void,
): AsyncGenerator<StreamItem, void, void> {
  return readEventStream({
    url: `${address}/out`,
    headers: { authorization: `Bearer ${readingSecret}`, ...(after === null ? {} : { 'last-event-id': String(after) }) },
    silentMs: parts.silentMs ?? SILENT_MS,
    nowMs: parts.clock.now(),
    signal,
    onRetry,
  });
}

/** Messages without a decimal id are none of the protocol's: the next connection would not know where to go on. */
async function readEvents(reader: EventReaderParts, messages: readonly EventSourceMessage[]): Promise<readonly RelayEvent[]> {
  const events: RelayEvent[] = [];
  for (const { event, id, data } of messages) {
    if (event === 'sealed' && id !== undefined && /^\d+$/.test(id) && id.length <= MAX_ID_DIGITS) {
      events.push(await readEvent(reader, Number(id), data));
    }
  }
  return events;
}

function endingIn(messages: readonly EventSourceMessage[]): Ending | null {
  const last = messages.findLast(({ event }) => event === 'replaced' || event === 'closing');
  if (last === undefined) {
    return null;
  }
  return last.event === 'replaced'
    ? {
        reason: 'replaced',
        fault: portFault({
          code: 'relay/replaced',
          class: 'rejected',
          message: 'Another Purser reads this company’s relay. Only one may.',
        }),
      }
    : { reason: 'cut', fault: portFault({ code: 'relay/unreachable', class: 'transient', message: 'The relay is being restarted.' }) };
}
