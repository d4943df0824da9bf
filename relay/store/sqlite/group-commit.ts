import type { RelayDatabase } from './open-database.ts';

interface Waiting {
  /** Writes, inside the transaction; returns what answers the caller, to be called only once the transaction is on the disk. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  /** Does the work in the next transaction, and answers once that is on the disk. */
  run<T>(work: () => T): Promise<T>;
  /** Commits what waits, now. */
  flush(): void;
}

/**
 * All writes that arrive within one turn of the event loop share a transaction, and with it one wait for the disk: a thousand
 * deliveries a second then cost some hundred waits. Where the transaction fails nobody is told that it was stored.
 */
export function createGroupCommit(database: RelayDatabase): GroupCommit {
  let waiting: Waiting[] = [];
  const commit = database.transaction((group: readonly Waiting[]) => group.map(({ write }) => write()));
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) {
      return;
    }
    try {
      for (const answer of commit.immediate(group)) {
        answer();
      }
    } catch (error) {
      for (const { reject } of group) {
        reject(error);
      }
    }
  };
  return {
    flush,
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) {
          setImmediate(flush);
        }
        waiting.push({
          write: () => {
            const result = work();
            return () => resolve(result);
          },
          reject,
        });
      }),
  };
}
