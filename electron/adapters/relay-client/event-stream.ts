import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

import { createParser, type EventSourceMessage } from 'eventsource-parser';

import type { PortFault } from '../../core/ports/faults.ts';
import { faultOfBreak, stoppedFault } from '../http/port-fault.ts';
import { MAX_SEALED_CHARACTERS } from './read-event.ts';
import { badRelayAnswer, faultOfStatus, RELAY } from './relay-faults.ts';

/** One line and what belongs to it; the sealed text itself is measured when it is whole. */
const MAX_BUFFERED_CHARACTERS = 2 * MAX_SEALED_CHARACTERS;
/** Header lines of an honest relay are some hundred bytes. */
const MAX_HEADER_BYTES = 16 * 1024;

/** What comes over one connection; `ended` is the last. */
export type StreamItem =
  | { readonly kind: 'opened' }
  | { readonly kind: 'messages'; readonly messages: readonly EventSourceMessage[] }
  | { readonly kind: 'ended'; readonly fault: PortFault };

export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A connection over which nothing came for so long is dead (relay/PROTOCOL.md: a heartbeat comes every 15 seconds). */
  readonly silentMs: number;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  onRetry(ms: number): void;
}

/**
 * Reads one connection of Server-Sent Events to its end. Redirects are not followed and proxies from the environment are not
 * used. The watchdog runs on the machine's own timer: it guards real input, which a virtual clock does not move.
 */
export async function* readEventStream(given: StreamRequest): AsyncGenerator<StreamItem, void, void> {
  const request = openRequest(given);
  let isSilent = false;
  const watchdog = setTimeout(() => {
    isSilent = true;
    request.destroy();
  }, given.silentMs);
  try {
    const response = await responseOf(request);
    const refusal = refusalOf(response, given.nowMs);
    if (refusal !== null) {
      yield { kind: 'ended', fault: refusal };
      return;
    }
    yield { kind: 'opened' };
    yield* readMessages(response, given, () => watchdog.refresh());
  } catch (error) {
    yield { kind: 'ended', fault: given.signal.aborted ? stoppedFault() : faultOf(error, isSilent) };
  } finally {
    clearTimeout(watchdog);
    request.destroy();
  }
}

function openRequest({ url, headers, signal }: StreamRequest): ClientRequest {
  const send = new URL(url).protocol === 'https:' ? secureRequest : plainRequest;
  const request = send(url, {
    // No pooling: this connection is held for hours.
    agent: false,
    method: 'GET',
    headers: { 'user-agent': 'Purser', accept: 'text/event-stream', ...headers },
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  });
  // A connection that is cut while nobody waits for it must not end the process; who reads meets the failure anyway.
  request.on('error', () => undefined);
  return request;
}

function responseOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.once('close', () => reject(new Error('The connection was closed.')));
    request.end();
  });
}

function refusalOf(response: IncomingMessage, nowMs: number): PortFault | null {
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    const headers = new Map(
      Object.entries(response.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    );
    return faultOfStatus(status, headers, nowMs, 'The relay does not know this company any more. Pair again with a new code.');
  }
  const kind = response.headers['content-type'] ?? '';
  const isPlain = response.headers['content-encoding'] === undefined;
  return kind.toLowerCase().startsWith('text/event-stream') && isPlain ? null : badRelayAnswer('it is no stream of events');
}

async function* readMessages(
  response: IncomingMessage,
  given: StreamRequest,
  keepAwake: () => void,
): AsyncGenerator<StreamItem, void, void> {
  let messages: EventSourceMessage[] = [];
  let isTooLong = false;
  const parser = createParser({
    maxBufferSize: MAX_BUFFERED_CHARACTERS,
    onEvent: (message) => messages.push(message),
    onRetry: given.onRetry,
    onError(error) {
      isTooLong ||= error.type === 'max-buffer-size-exceeded';
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of response) {
    keepAwake();
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (messages.length > 0) {
      const read = messages;
      messages = [];
      yield { kind: 'messages', messages: read };
      keepAwake();
    }
    if (isTooLong) {
      yield { kind: 'ended', fault: badRelayAnswer('an event is larger than any that it may send') };
      return;
    }
  }
  yield { kind: 'ended', fault: faultOf(null, false) };
}

/** `error` null: the relay ended the connection in good order. */
function faultOf(error: unknown, isSilent: boolean): PortFault {
  const systemCode = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (systemCode?.startsWith('HPE_') === true) {
    return badRelayAnswer('it does not speak HTTP');
  }
  const reason = isSilent ? 'timed-out' : 'broken-off';
  return faultOfBreak(RELAY, { reason, isSent: true, systemCode, status: null }, 'read');
}
