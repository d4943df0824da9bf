import type { PortFault } from '../../../core/ports/faults.ts';

/** Where in a list the next request reads: records `offset` to `offset + size`. */
export interface PageSpot {
  readonly offset: number;
  readonly size: number;
}

/**
 * How one kind of list is cut into pages. Sizes fall, and each divides the one before, so that a smaller page always begins
 * where a page may. The largest size in use can sink: a service that takes less than was asked says so in its first answer.
 */
export interface Paging {
  /** Query name of the page size. */
  readonly sizeName: string;
  /** The largest page that is documented to be taken; larger ones are tried, and a refusal of one says nothing else. */
  readonly surelyTaken: number;
  /** The largest page in use. */
  largest(): number;
  /** The largest page that begins at an offset. */
  spotAt(offset: number): PageSpot;
  /** The next smaller page at the same offset; null at a single record. */
  smallerSpot(spot: PageSpot): PageSpot | null;
  /**
   * Where to go on when the list got shorter while it was read: records that left it have moved all later ones forward, so
   * reading on at the next page would pass over as many as have left. Goes back that far, to the beginning of a page.
   */
  spotAfterShrinking(nextOffset: number, leftTheList: number): PageSpot;
  /** From now on no page is larger than `most` records; null where there is no such size. */
  limitTo(most: number): number | null;
}

export function createPaging(sizeName: string, sizes: readonly [number, ...number[]], surelyTaken: number): Paging {
  let usable: readonly number[] = sizes;
  const largest = (): number => usable[0] ?? 1;
  const spotAt = (offset: number): PageSpot => ({ offset, size: usable.find((size) => offset % size === 0) ?? 1 });
  return {
    sizeName,
    surelyTaken,
    largest,
    spotAt,
    smallerSpot({ offset, size }) {
      const next = usable.find((candidate) => candidate < size);
      return next === undefined ? null : { offset, size: next };
    },
    spotAfterShrinking(nextOffset, leftTheList) {
      const wanted = Math.max(nextOffset - leftTheList, 0);
      return spotAt(wanted - (wanted % largest()));
    },
    limitTo(most) {
      const smaller = usable.filter((size) => size <= most);
      if (smaller[0] === undefined) {
        return null;
      }
      usable = smaller;
      return smaller[0];
    },
  };
}

/** Both versions count pages from 1. */
export function pageNumber({ offset, size }: PageSpot): number {
  return offset / size + 1;
}

/**
 * True where one bad record can be the cause: ShipStation answers 500 for a whole page because of one order, and such a page
 * may also never end or break off. Other failures (502 of a gateway, no network) have nothing to do with the page.
 */
export function mayBePoisoned(fault: PortFault): boolean {
  if (fault.httpStatus === 500) {
    return true;
  }
  const reason = fault.details?.['reason'];
  return reason === 'unreadable' || reason === 'too-large' || reason === 'timed-out';
}

/** True where a refusal is about the page's size: it says so, or the page was larger than what is sure to be taken. */
export function isPageTooLarge({ surelyTaken }: Paging, fault: PortFault, { size }: PageSpot): boolean {
  return (fault.httpStatus === 400 || fault.httpStatus === 422) && (size > surelyTaken || /page.?size/i.test(fault.message));
}
