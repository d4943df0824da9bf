import type { ServerResponse } from 'node:http';

import type { SealedEvent } from './store/store.ts';

export interface EventWriter {
  /** Writes an event, and waits while more than the buffer holds is not taken yet. False: nothing was taken for too long. */
  event(event: SealedEvent): Promise<boolean>;
  heartbeat(): void;
  /** Says why and ends; without a reason it cuts the connection off. */
  end(why: 'replaced' | 'closing' | null): void;
}

/**
 * Server-Sent Events onto one response. At most `bufferBytes` and one event are held for a reader that is slow; the rest stays in
 * the store. A reader that takes nothing for `stallMs` is given up.
 */
export function createEventWriter(response: ServerResponse, bufferBytes: number, stallMs: number): EventWriter {
  return {
    async event({ id, sealed }) {
      response.write(`id: ${id}\nevent: sealed\ndata: ${Buffer.from(sealed).toString('base64url')}\n\n`);
      return response.writableLength < bufferBytes || (await drained(response, stallMs));
    },
    heartbeat: () => {
      // A reader that is behind gets events as a sign of life; heartbeats would only fill its buffer.
      if (!response.writableNeedDrain) {
        response.write(': heartbeat\n\n');
      }
    },
    end: (why) => {
      if (why === null) {
        response.destroy();
      } else {
        response.end(`event: ${why}\ndata: {}\n\n`);
      }
    },
  };
}

/** Waits until the buffer is empty; false after `stallMs`, or when the connection is gone. */
function drained(response: ServerResponse, stallMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => (): void => {
      clearTimeout(timer);
      response.off('drain', taken);
      response.off('close', gone);
      resolve(isDrained);
    };
    const taken = settle(true);
    const gone = settle(false);
    const timer = setTimeout(gone, stallMs);
    response.once('drain', taken);
    response.once('close', gone);
  });
}
