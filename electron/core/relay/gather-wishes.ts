import type { SourcePointer } from '../ports/order-source.ts';
import type { WaitingEvent } from '../ports/store/relay-store.ts';

/** More lists than this at once, and one pull (four or five requests) is the cheaper answer to all of them. */
const MOST_LISTS = 8;

/** What all waiting events ask for together. */
export interface GatheredWishes {
  /** Each list once. */
  readonly pointers: readonly SourcePointer[];
  readonly needsPull: boolean;
}

/** Many events are one run: equal pointers are followed once, and a pull answers everything. */
export function gatherWishes(waiting: readonly WaitingEvent[], pointersLeft: number): GatheredWishes {
  const pointers = new Map<string, SourcePointer>();
  let needsPull = false;
  for (const { wish } of waiting) {
    if (wish?.kind === 'pull') {
      needsPull = true;
    } else if (wish?.kind === 'follow') {
      pointers.set(JSON.stringify([wish.pointer.resource, wish.pointer.host, wish.pointer.path, wish.pointer.query]), wish.pointer);
    }
  }
  return pointers.size > Math.min(MOST_LISTS, pointersLeft)
    ? { pointers: [], needsPull: true }
    : { pointers: [...pointers.values()], needsPull };
}
