import type { PortFault } from '../../../core/ports/faults.ts';

/** Largest page of V1, and smaller ones that each divide the one before, so that a smaller page always begins where a page may. */
export const PAGE_SIZES = [500, 250, 125, 25, 5, 1] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** Where in a list the next request reads: records `offset` to `offset + size`. */
export interface PageSpot {
  readonly offset: number;
  readonly size: PageSize;
}

/** V1 counts pages from 1. */
export function pageNumber({ offset, size }: PageSpot): number {
  return offset / size + 1;
}

/** The largest page that begins at an offset. */
export function spotAt(offset: number): PageSpot {
  const size = PAGE_SIZES.find((candidate) => offset % candidate === 0) ?? 1;
  return { offset, size };
}

/** The next smaller page at the same offset; null at a single record. */
export function smallerSpot({ offset, size }: PageSpot): PageSpot | null {
  const next = PAGE_SIZES[PAGE_SIZES.indexOf(size) + 1];
  return next === undefined ? null : { offset, size: next };
}

/**
 * Where to go on when the list got shorter while it was read: records that left it have moved all later ones forward, so
 * reading on at the next page would pass over as many as have left. Goes back that far, to the beginning of a page.
 */
export function spotAfterShrinking(nextOffset: number, leftTheList: number): PageSpot {
  const wanted = Math.max(nextOffset - leftTheList, 0);
  return spotAt(wanted - (wanted % PAGE_SIZES[0]));
}

/**
 * True where one bad record can be the cause: V1 answers 500 for a whole page because of one order, and such a page may also
 * never end or break off. Other failures (502 of a gateway, no network) have nothing to do with the page.
 */
export function mayBePoisoned(fault: PortFault): boolean {
  if (fault.httpStatus === 500) {
    return true;
  }
  const reason = fault.details?.['reason'];
  return reason === 'unreadable' || reason === 'too-large' || reason === 'timed-out';
}
