import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { instantNow, type Shop } from '../shop.ts';
import { readSwitches } from '../storage/switches.ts';
import { type DeliveryState, noteAttempt, type PracticeDelivery, waitingDeliveries } from '../storage/webhooks.ts';
import { signatureHeaders, signingKey } from './signing.ts';
import { isLoopbackTarget } from './targets.ts';

/** How the webhooks of a served shop are sent. */
export interface Deliverer {
  /** There may be something to send now. Returns at once. */
  wake(): void;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface DelivererOptions {
  /** http://127.0.0.1:port of the shop itself, which the pointers lead to. */
  readonly baseUrl: string;
  /** Real time before each further attempt; their number is the number of retries. Nothing is documented (api facts, section 11). */
  readonly retryDelaysMs?: readonly number[] | undefined;
}

const RETRY_DELAYS_MS = [500, 2_000, 5_000] as const;
/** At once; a receiver that takes its time must not hold up the others for long. */
const SENT_AT_ONCE = 4;
/** Operations of other processes that have the same shop open are found by looking. */
const LOOK_EVERY_MS = 1_000;
const ANSWER_WITHIN_MS = 10_000;
/** Real hosts, for those who want to see that a pointer is not followed to wherever it leads. */
const REAL_HOSTS = { v1: 'https://ssapi6.shipstation.com', v2: 'https://api.shipstation.com' } as const;

/** Sends what operations have written down, in their order, until it was received or given up. Never throws. */
export function createDeliverer(shop: Shop, options: DelivererOptions): Deliverer {
  const stopping = new AbortController();
  const busy = new Map<number, Promise<void>>();

  const look = (): void => {
    if (stopping.signal.aborted) {
      return;
    }
    for (const delivery of waitingDeliveries(shop.database, SENT_AT_ONCE - busy.size, new Set(busy.keys()))) {
      const sending = deliver(shop, options, delivery, stopping.signal).finally(() => {
        busy.delete(delivery.deliveryId);
        look();
      });
      busy.set(delivery.deliveryId, sending);
    }
  };
  const idle = async (): Promise<void> => {
    look();
    while (busy.size > 0) {
      await Promise.allSettled(busy.values());
    }
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  looking.unref();
  return {
    // After the operation's own turn: nothing that sending does can reach back into it.
    wake: () => void setImmediate(look),
    idle,
    async close() {
      clearInterval(looking);
      stopping.abort();
      await Promise.allSettled(busy.values());
    },
  };
}

/** Attempts until it is received, given up, or the shop stops: then it waits for the next start. */
async function deliver(shop: Shop, options: DelivererOptions, delivery: PracticeDelivery, signal: AbortSignal): Promise<void> {
  const delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOf(shop, options, delivery, signal);
    if (signal.aborted) {
      return;
    }
    const isReceived = /^2\d\d$/.test(outcome);
    const delayMs = delays[attempt];
    const isOver = isReceived || delayMs === undefined;
    noteAttempt(shop.database, delivery.deliveryId, stateAfter(isReceived, isOver), outcome);
    if (isOver) {
      return;
    }
    await wait(delayMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) {
      return;
    }
  }
}

function stateAfter(isReceived: boolean, isOver: boolean): DeliveryState {
  if (isReceived) {
    return 'delivered';
  }
  return isOver ? 'failed' : 'waiting';
}

/** The status that came back, or the error in a word. */
async function attemptOf(shop: Shop, options: DelivererOptions, delivery: PracticeDelivery, signal: AbortSignal): Promise<string> {
  try {
    const body = bodyOf(shop, options, delivery);
    const signature = delivery.api === 'v2' ? signatureHeaders(await signingKey(shop), instantNow(shop), body) : {};
    const headers = { ...Object.fromEntries(delivery.headers.map(({ key, value }) => [key, value])), ...signature };
    const status = await post(delivery.targetUrl, headers, body, signal);
    if (readSwitches(shop.database).webhooksComeTwice && delivery.attempts === 0) {
      await post(delivery.targetUrl, headers, body, signal);
    }
    return String(status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Exactly these two members, as both APIs send them (api facts, sections 4 and 5). */
function bodyOf(shop: Shop, { baseUrl }: DelivererOptions, { api, pointer, resourceType }: PracticeDelivery): string {
  const host = readSwitches(shop.database).pointers === 'own' ? baseUrl : REAL_HOSTS[api];
  return JSON.stringify({ resource_url: `${host}${pointer}`, resource_type: resourceType });
}

function post(target: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<number> {
  if (!isLoopbackTarget(target)) {
    return Promise.reject(new Error('not on this machine'));
  }
  return new Promise((resolve, reject) => {
    const sending = request(target, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    sending.once('error', reject);
    sending.once('response', (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sending.end(body);
  });
}
