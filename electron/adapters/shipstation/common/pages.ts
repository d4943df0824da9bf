import type { ParkedRecord, SourcePage } from '../../../core/ports/order-source.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { portFault, stoppedFault } from '../../http/port-fault.ts';
import { isPageTooLarge, mayBePoisoned, pageNumber, type PageSpot, type Paging } from './paging.ts';
import { type RawList, readElements, readList } from './read-list.ts';
import { parked, type RecordKind } from './read-record.ts';
import type { Requester } from './requester.ts';

export interface ListRequest<Raw, T> {
  /** Path below the base address, or a whole address that was checked. */
  readonly path: string;
  /** Key of the list in the answer: "orders". */
  readonly collection: string;
  readonly query: Readonly<Record<string, string>>;
  readonly paging: Paging;
  readonly kind: RecordKind<Raw, T>;
  readonly stream: ParkedRecord['stream'] | null;
}

/** So many single records in a row that fail are no bad records but a service that is down. One import may well spoil a few. */
const BAD_RECORDS_IN_A_ROW = 25;
/** A list of 100,000 records with 200 bad ones stays below it; a service that never ends does not. */
const MOST_REQUESTS = 5000;

/**
 * Reads a list to its end. Reads on past pages that fail because of one record (that position is parked), goes back where the
 * list got shorter meanwhile, and hands every record out once.
 */
export async function* readPages<Raw, T>(
  requester: Requester,
  request: ListRequest<Raw, T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<SourcePage<T>, PortFault>> {
  const seen = new Set<number>();
  let suspects: ParkedRecord[] = [];
  let lastTotal: number | null = null;
  let spot: PageSpot = request.paging.spotAt(0);
  for (let count = 0; ; count += 1) {
    // A reading that was stopped must never look like one that came to its end: the watermark would move.
    if (signal?.aborted === true || count >= MOST_REQUESTS) {
      yield fail(signal?.aborted === true ? stoppedFault() : endlessFault(request.collection));
      return;
    }
    const answer = await readPage(requester, request, spot, signal);
    if (!answer.ok) {
      const next = nextAfterFailure(request, spot, answer.fault, suspects);
      if (next === null) {
        yield answer;
        return;
      }
      spot = next;
      continue;
    }
    yield ok(await toSourcePage(requester, request, spot, answer.value, seen, suspects));
    suspects = [];

    const next = nextSpot(request.paging, spot, answer.value, lastTotal);
    lastTotal = answer.value.total;
    if (next === null) {
      return;
    }
    spot = next;
  }
}

/** What a page brings: records that were not handed out before, and what is parked, suspects that the page has confirmed included. */
async function toSourcePage<Raw, T>(
  requester: Requester,
  { kind, stream, paging }: ListRequest<Raw, T>,
  spot: PageSpot,
  list: RawList,
  seen: Set<number>,
  suspects: readonly ParkedRecord[],
): Promise<SourcePage<T>> {
  const { records, unreadable } = await readElements(kind, list.elements);
  const fresh = records.filter((record) => !seen.has(kind.idOf(record)));
  for (const record of fresh) {
    seen.add(kind.idOf(record));
  }
  if (stream === null) {
    requester.noteUnreadable(unreadable);
  }
  const total = list.total ?? spot.offset + list.elements.length;
  const largest = paging.largest();
  return {
    records: fresh,
    parked: stream === null ? [] : [...suspects, ...unreadable.map((one) => parked(stream, one))],
    page: Math.floor(spot.offset / largest) + 1,
    pages: Math.max(Math.ceil(total / largest), 1),
    total,
  };
}

async function readPage<Raw, T>(
  requester: Requester,
  request: ListRequest<Raw, T>,
  spot: PageSpot,
  signal: AbortSignal | undefined,
): Promise<Result<RawList, PortFault>> {
  const query = { ...request.query, page: String(pageNumber(spot)), [request.paging.sizeName]: String(spot.size) };
  const answer = await requester.get(request.path, query, signal);
  return answer.ok ? readList(answer.value, request.collection) : answer;
}

/** A smaller page, or the record behind a bad one; null where the failure ends the reading. Adds the bad record to `suspects`. */
function nextAfterFailure<Raw, T>(
  request: ListRequest<Raw, T>,
  spot: PageSpot,
  fault: PortFault,
  suspects: ParkedRecord[],
): PageSpot | null {
  const { paging } = request;
  if (isPageTooLarge(paging, fault, spot)) {
    const most = spot.size > paging.surelyTaken ? paging.surelyTaken : spot.size - 1;
    return paging.limitTo(most) === null ? null : paging.spotAt(spot.offset);
  }
  if (!mayBePoisoned(fault)) {
    return null;
  }
  const smaller = paging.smallerSpot(spot);
  if (smaller !== null) {
    return smaller;
  }
  if (request.stream === null || suspects.length + 1 >= BAD_RECORDS_IN_A_ROW) {
    return null;
  }
  const within = Object.entries(request.query)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  suspects.push({
    stream: request.stream,
    recordId: null,
    code: 'source/unreadable-record',
    message: `ShipStation cannot show record ${spot.offset + 1} of its ${request.collection} (${within}): ${fault.message}`,
    excerpt: null,
  });
  return paging.spotAt(spot.offset + 1);
}

/** Null at the end: an empty page, or the last one, unless records have left the list meanwhile. */
function nextSpot(paging: Paging, spot: PageSpot, list: RawList, lastTotal: number | null): PageSpot | null {
  if (isCutShort(spot, list)) {
    // The service gave a smaller page than was asked and counts its pages by that size.
    const size = paging.limitTo(list.elements.length) ?? 1;
    return paging.spotAt(list.elements.length - (list.elements.length % size));
  }
  const leftTheList = lastTotal === null || list.total === null ? 0 : lastTotal - list.total;
  if (leftTheList > 0 && spot.offset > 0) {
    return paging.spotAfterShrinking(spot.offset, leftTheList);
  }
  const nextOffset = spot.offset + spot.size;
  const isLast = list.total === null ? list.elements.length < spot.size : nextOffset >= list.total;
  return list.elements.length === 0 || isLast ? null : paging.spotAt(nextOffset);
}

/** True for a first page that holds less than was asked although more pages follow than pages of that size would make. */
function isCutShort({ offset, size }: PageSpot, { elements, total, pages }: RawList): boolean {
  return (
    offset === 0 && elements.length > 0 && elements.length < size && total !== null && pages !== null && pages > Math.ceil(total / size)
  );
}

function endlessFault(collection: string): PortFault {
  return portFault({
    code: 'source/bad-answer',
    class: 'source',
    message: `ShipStation's list of ${collection} does not end. Pull a shorter period, and report it if it stays.`,
  });
}
