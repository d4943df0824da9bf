import { createHmac, randomBytes } from 'node:crypto';

export type LogLevel = 'info' | 'warn' | 'error';

export interface Log {
  /** One line of JSON. `fields` hold counts, codes and digests: never a secret, an address or a body. */
  write(level: LogLevel, event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

export function createLog(out: (line: string) => void, now: () => number): Log {
  return {
    write(level, event, fields = {}) {
      out(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`);
    },
  };
}

/**
 * Turns a network address into a short mark that is the same within this run: enough to see that one source asks again and
 * again, too little to say who it is, since the key goes with the process.
 */
export function createSourceMarks(): (source: string) => string {
  const key = randomBytes(32);
  return (source) => createHmac('sha256', key).update(source).digest('hex').slice(0, 12);
}

/** What may be told of something thrown: its kind and message, which come from this program, SQLite, NATS or Node. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
