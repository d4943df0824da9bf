import { pause } from './load-sender.ts';
import type { PairedApp } from './paired-app.ts';
import type { SseStream } from './sse-reader.ts';
import { openStream } from './sse-reader.ts';

const ACK_EVERY = 200;
const AGAIN_MS = 100;

export interface LoadReader {
  /** How often each body arrived. */
  readonly arrived: ReadonlyMap<string, number>;
  /** How often it had to connect. */
  readonly connections: () => number;
  /** Ids that came twice, or not after the one before. */
  readonly outOfOrder: () => number;
  stop(): Promise<void>;
}

/** Reads a mailbox as the app does: resumes after the last id, on whatever copy answers, and acknowledges now and then. */
export function startLoadReader(app: PairedApp, bases: () => readonly string[]): LoadReader {
  const arrived = new Map<string, number>();
  let last = 0;
  let connections = 0;
  let outOfOrder = 0;
  let isStopped = false;
  let stream: SseStream | null = null;
  const take = (id: number, data: string): void => {
    outOfOrder += id > last ? 0 : 1;
    last = id;
    const { body } = app.open(data);
    arrived.set(body, (arrived.get(body) ?? 0) + 1);
  };
  const acknowledge = (base: string): void => {
    const headers = { authorization: `Bearer ${app.secret}`, 'content-type': 'application/json' };
    void fetch(`${base}/ack`, { method: 'POST', headers, body: JSON.stringify({ upTo: String(last) }) }).catch(() => undefined);
  };
  const follow = async (base: string): Promise<void> => {
    stream = await openStream({ base, secret: app.secret, ...(last === 0 ? {} : { headers: { 'last-event-id': String(last) } }) });
    connections += 1;
    for (let event = await stream.next(); event !== null && event.event === 'sealed'; event = await stream.next()) {
      take(Number(event.id), event.data);
      if (last % ACK_EVERY === 0) {
        acknowledge(base);
      }
    }
    stream.close();
  };
  const run = async (): Promise<void> => {
    for (let attempt = 0; !isStopped; attempt += 1) {
      const targets = bases();
      await follow(targets[attempt % targets.length] ?? '').catch(() => undefined);
      if (!isStopped) {
        await pause(AGAIN_MS);
      }
    }
  };
  const running = run();
  return {
    arrived,
    connections: () => connections,
    outOfOrder: () => outOfOrder,
    async stop() {
      isStopped = true;
      stream?.close();
      await running;
    },
  };
}
