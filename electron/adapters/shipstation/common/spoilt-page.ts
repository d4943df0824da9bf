import type { PortFault } from '../../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { mayBePoisoned, type PageSpot, type Paging } from './paging.ts';
import type { RawList } from './read-list.ts';

/** What could be had of a page that fails as a whole. */
export interface TakenApart {
  /** Everything that can be shown, in its order. */
  readonly elements: readonly unknown[];
  /** As told last; null where the answers do not say. */
  readonly total: number | null;
  /** Offsets of the records that cannot be shown, each with its failure. */
  readonly bad: readonly { readonly offset: number; readonly fault: PortFault }[];
}

/** Reads one spot; `isSpoilt`: known to hold a bad record, so that a failure is no surprise and is not tried again. */
export type ReadSpot = (spot: PageSpot, isSpoilt: boolean) => Promise<Result<RawList, PortFault>>;

/** More bad records on one page are no records but a service in trouble; one import may well spoil a few. */
const MOST_BAD = 50;
/** The list lost records while its page was taken apart, so that places mean others now: the page is begun again. */
const MOST_BEGINNINGS = 4;

interface Work {
  readonly paging: Paging;
  readonly read: ReadSpot;
  readonly elements: unknown[];
  readonly bad: { readonly offset: number; readonly fault: PortFault }[];
  total: number | null;
  hasShrunk: boolean;
  /** A part of the page, or a single record of it, was shown: the service works, and it is records that do not. */
  hasShown: boolean;
}

/**
 * Takes a page apart that fails as a whole, with as few requests as its page sizes allow: where all parts but the last are
 * good, the last is known to be bad without asking. Where three single records far apart fail as well, it is not the records:
 * then the answer is the failure, after a handful of requests.
 *
 * @param fault the failure of the whole page
 */
export async function takeApart(paging: Paging, spot: PageSpot, fault: PortFault, read: ReadSpot): Promise<Result<TakenApart, PortFault>> {
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning += 1) {
    const work: Work = { paging, read, elements: [], bad: [], total: null, hasShrunk: false, hasShown: false };
    const failure = await search(work, spot, fault);
    if (failure !== null) {
      return fail(failure);
    }
    if (!work.hasShrunk) {
      return ok(work);
    }
  }
  return fail(fault);
}

/** Parts of a page that is known to be bad, first to last. Null, or what ends the reading. */
async function search(work: Work, spot: PageSpot, fault: PortFault): Promise<PortFault | null> {
  const smaller = work.paging.smallerSpot(spot);
  if (smaller === null) {
    return single(work, spot);
  }
  let areOthersGood = true;
  for (let offset = spot.offset; offset < spot.offset + spot.size; offset += smaller.size) {
    const part = { offset, size: smaller.size };
    const isLast = offset + smaller.size >= Math.min(spot.offset + spot.size, work.total ?? Infinity);
    const answer = isLast && areOthersGood ? fail(fault) : await work.read(part, true);
    if (answer.ok) {
      keep(work, answer.value);
    } else {
      areOthersGood = false;
      const failure = mayBePoisoned(answer.fault) ? await intoPart(work, spot, part, answer.fault) : answer.fault;
      if (failure !== null) {
        return failure;
      }
    }
    if (work.hasShrunk || isLast) {
      return null;
    }
  }
  return null;
}

async function intoPart(work: Work, whole: PageSpot, part: PageSpot, fault: PortFault): Promise<PortFault | null> {
  if (!work.hasShown && !(await showsAnything(work, whole))) {
    return fault;
  }
  return search(work, part, fault);
}

/** Asks for single records far apart, the farthest first: it is least likely to be the bad one of a page whose first part failed. */
async function showsAnything(work: Work, { offset, size }: PageSpot): Promise<boolean> {
  for (const at of new Set([offset + size - 1, offset + Math.floor(size / 2), offset])) {
    const answer = await work.read({ offset: at, size: 1 }, true);
    if (answer.ok) {
      noteTotal(work, answer.value);
      work.hasShown = true;
      return true;
    }
    if (!mayBePoisoned(answer.fault)) {
      return false;
    }
  }
  return false;
}

/** A record is put aside only after it has failed by itself, and not at the first try. */
async function single(work: Work, spot: PageSpot): Promise<PortFault | null> {
  const answer = await work.read(spot, false);
  if (answer.ok) {
    keep(work, answer.value);
    return null;
  }
  if (!mayBePoisoned(answer.fault) || work.bad.length + 1 >= MOST_BAD) {
    return answer.fault;
  }
  work.bad.push({ offset: spot.offset, fault: answer.fault });
  return null;
}

function keep(work: Work, list: RawList): void {
  work.elements.push(...list.elements);
  work.hasShown = true;
  noteTotal(work, list);
}

function noteTotal(work: Work, { total }: RawList): void {
  work.hasShrunk ||= work.total !== null && total !== null && total < work.total;
  work.total = total ?? work.total;
}
