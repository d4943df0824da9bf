import { createHash } from 'node:crypto';

/**
 * What clients of the same account share although they were opened apart: rate lanes, and the turn at refreshing a token.
 * The host makes one and passes it to every client, so that nothing is hidden in a module.
 */
export interface LaneRegistry {
  /** The lane of that name, made on first use. A name must always stand for the same kind of lane. */
  lane<T>(name: string, make: () => T): T;
  /** Runs one task of that name at a time, in the order of the calls. */
  inTurn<T>(name: string, task: () => Promise<T>): Promise<T>;
}

export function createLaneRegistry(): LaneRegistry {
  const lanes = new Map<string, unknown>();
  const tails = new Map<string, Promise<unknown>>();
  return {
    lane<T>(name: string, make: () => T): T {
      if (!lanes.has(name)) {
        lanes.set(name, make());
      }
      // Safe: a name always stands for the same kind of lane, as the contract above asks.
      return lanes.get(name) as T;
    },
    inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
      const turn = (tails.get(name) ?? Promise.resolve()).then(task, task);
      tails.set(name, turn);
      return turn;
    },
  };
}

/** A name for an account that does not give its key away: 16 hex digits of a hash over where and which key. */
export function accountName(baseAddress: string, key: string): string {
  return createHash('sha256').update(`${baseAddress}\n${key}`).digest('hex').slice(0, 16);
}
