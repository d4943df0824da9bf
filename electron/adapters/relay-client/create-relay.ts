import { z } from 'zod';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { Relay, RelayPairing } from '../../core/ports/relay.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { faultOfBreak, portFault } from '../http/port-fault.ts';
import { listen } from './listen.ts';
import { parseRelayAddress } from './relay-address.ts';
import { badRelayAnswer, faultOfStatus, RELAY } from './relay-faults.ts';
import { makeRelayKeys } from './seal.ts';
import { createSignatureChecker } from './signing-keys.ts';

/** Nobody repeats these calls but the person (an acknowledgement goes with the next one), and the address was typed. */
const ADVICE = 'Check the relay’s address and the internet connection, then try again.';
const CALL_TIMEOUT_MS = 20_000;
const MAX_CALL_BYTES = 64 * 1024;

export interface RelayParts {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** Where the source publishes the keys with which it signs. */
  readonly jwksAddress: string;
  /** Practice and tests: relay and pointers may be on this machine, over plain http. */
  readonly allowsLoopback: boolean;
  /** 0 up to 1, for spreading attempts. */
  random(): number;
  /** After how long without a byte a connection is dead. */
  readonly silentMs?: number;
}

const pairedShape = z.looseObject({
  mailbox: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/),
  inboundUrl: z.string().max(2_048),
  readingSecret: z.string().regex(/^[A-Za-z0-9_-]{16,500}$/),
});

/** The app's side of relay/PROTOCOL.md. */
export function createRelay(parts: RelayParts): Relay {
  const signatures = createSignatureChecker(parts);

  async function call(
    request: { readonly method: 'POST' | 'DELETE'; readonly url: string; readonly secret: string; readonly body: unknown },
    refusal: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<HttpAnswer, PortFault>> {
    const { method, url, secret, body } = request;
    const json = body === null ? {} : { 'content-type': 'application/json' };
    const answer = await parts.http.request({
      method,
      url,
      headers: { accept: 'application/json', authorization: `Bearer ${secret}`, ...json },
      body: body === null ? null : JSON.stringify(body),
      timeoutMs: CALL_TIMEOUT_MS,
      maxBytes: MAX_CALL_BYTES,
      signal,
    });
    if (!answer.ok) {
      // Each of these calls may be repeated (an orphaned mailbox only waits for nobody), so nothing is uncertain about them.
      return fail(faultOfBreak(RELAY, answer.fault, 'read', ADVICE));
    }
    const { status, headers } = answer.value;
    return status >= 200 && status < 300 ? ok(answer.value) : fail(faultOfStatus(status, headers, parts.clock.now(), refusal));
  }

  return {
    async pair({ address, code }, signal) {
      const base = parseRelayAddress(address, parts.allowsLoopback);
      if (!base.ok) {
        return base;
      }
      if (!/^[\x21-\x7e]{1,500}$/.test(code)) {
        return fail(portFault({ code: 'relay/refused', class: 'auth', message: 'A pairing code has no spaces in it. Copy it again.' }));
      }
      const { publicKey, privateKey } = makeRelayKeys();
      const request = { method: 'POST', url: `${base.value}/pair`, secret: code, body: { publicKey } } as const;
      const answer = await call(request, 'The relay does not accept this pairing code.', signal);
      return answer.ok ? readPairing(answer.value.text, base.value, privateKey, parts.allowsLoopback) : answer;
    },
    async unpair({ address, readingSecret }, signal) {
      const request = { method: 'DELETE', url: `${address}/pair`, secret: readingSecret, body: null } as const;
      const answer = await call(request, 'The relay does not know this company any more.', signal);
      return answer.ok || answer.fault.code === 'relay/refused' ? ok(null) : answer;
    },
    listen: (pairing, lastEventId, signal) => listen({ ...parts, signatures }, pairing, lastEventId, signal),
    async acknowledge({ address, readingSecret }, upTo, signal) {
      const request = { method: 'POST', url: `${address}/ack`, secret: readingSecret, body: { upTo: String(upTo) } } as const;
      const answer = await call(request, 'The relay does not know this company any more.', signal);
      return answer.ok ? ok(null) : answer;
    },
  };
}

function readPairing(text: string, address: string, privateKey: string, allowsLoopback: boolean): Result<RelayPairing, PortFault> {
  const parsed = pairedShape.safeParse(parseJson(text));
  if (!parsed.success) {
    return fail(badRelayAnswer('it names no mailbox'));
  }
  const { mailbox, inboundUrl, readingSecret } = parsed.data;
  // What the source will be told to call is held to the same rules as what a person types.
  const inbound = parseRelayAddress(inboundUrl, allowsLoopback);
  if (!inbound.ok) {
    return fail(badRelayAnswer('its inbound address is none that ShipStation could call over https'));
  }
  return ok({ address, mailbox, inboundUrl: inbound.value, readingSecret, privateKey });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
