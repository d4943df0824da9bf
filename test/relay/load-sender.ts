import { Agent, request } from 'node:http';

import { v1Event } from './paired-app.ts';

/** How often the sender looks how much is due. */
const TICK_MS = 5;
/** How soon ShipStation's stand-in tries again what was not answered with 200. */
const AGAIN_MS = 250;
const ANSWER_LIMIT_MS = 5_000;

export interface LoadResult {
  /** How long each answered attempt took, in milliseconds, rising. */
  readonly answersMs: readonly number[];
  /** Attempts that were not answered with 200 and were sent again. */
  readonly again: number;
  readonly events: readonly string[];
  /** From the first to the last answer. */
  readonly tookMs: number;
}

/** Waits; the pace of the load is what is tested. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    // oxlint-disable-next-line purser/no-sleep -- a thousand a second is a matter of time
    setTimeout(resolve, ms);
  });
}

/**
 * Sends events at a fixed pace, whatever the answers do (a slow relay gets no mercy), and sends each again until it is answered
 * with 200, as ShipStation would. Every attempt goes to the next of the addresses.
 */
export async function sendLoad(addresses: () => readonly string[], perSecond: number, seconds: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 64 });
  const total = perSecond * seconds;
  const answersMs: number[] = [];
  const events: string[] = [];
  const underway: Promise<void>[] = [];
  let again = 0;
  const deliver = async (body: string, number: number): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      const targets = addresses();
      const address = targets[(number + attempt) % targets.length] ?? '';
      const startedAt = performance.now();
      if ((await post(agent, address, body)) === 200) {
        answersMs.push(performance.now() - startedAt);
        return;
      }
      again += 1;
      await pause(AGAIN_MS);
    }
  };
  const startedAt = performance.now();
  while (events.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1);
    while (events.length < due) {
      const body = v1Event(`load-${events.length}`);
      underway.push(deliver(body, events.length));
      events.push(body);
    }
    await pause(TICK_MS);
  }
  await Promise.all(underway);
  agent.destroy();
  return { answersMs: answersMs.toSorted((a, b) => a - b), again, events, tookMs: performance.now() - startedAt };
}

function post(agent: Agent, address: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const call = request(
      address,
      {
        method: 'POST',
        agent,
        timeout: ANSWER_LIMIT_MS,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.once('close', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
      },
    );
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(0));
    call.end(body);
  });
}

/** The value below which this share of a rising list lies. */
export const percentile = (rising: readonly number[], share: number): number => rising[Math.ceil(rising.length * share) - 1] ?? Number.NaN;
