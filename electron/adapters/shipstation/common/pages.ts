import type { ParkedRecord, SourcePage } from '../../../core/ports/order-source.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { portFault, stoppedFault } from '../../http/port-fault.ts';
import { isPageTooLarge, mayBePoisoned, pageNumber, type PageSpot, type Paging } from './paging.ts';
import { type RawList, readElements, readList, type ReadRecords } from './read-list.ts';
import { parked, type RecordKind } from './read-record.ts';
import { takeApart } from './spoilt-page.ts';
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
  /** For a list that comes sorted by a moment of its records and can be asked for from one on. */
  readonly fromMoment?: FromMoment<T>;
}

/** How a sorted list is asked for from a moment on: `query` is the request's own with another start. */
export interface FromMoment<T> {
  momentOf(record: T): Instant;
  query(from: Instant): Readonly<Record<string, string>>;
}

/** A list of 100,000 records with 200 bad ones stays below it; a service that never ends does not. */
const MOST_REQUESTS = 5000;

/** Where a reading stands: a query, a place in its list, and how many records came before that list began. */
interface Reading {
  readonly query: Readonly<Record<string, string>>;
  /** Where the query begins; null for the first, which the caller chose. */
  readonly from: Instant | null;
  readonly spot: PageSpot;
  /** Of the page before in the same list. */
  readonly lastTotal: number | null;
  readonly before: number;
}

/**
 * Reads a list to its end. Reads on past pages that fail because of one record (that position is parked), begins anew at the
 * moment that it has come to where the list allows it, goes back where the list got shorter meanwhile, and hands every record
 * out once.
 */
export async function* readPages<Raw, T>(
  requester: Requester,
  request: ListRequest<Raw, T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<SourcePage<T>, PortFault>> {
  const seen = new Set<number>();
  let reading: Reading = { query: request.query, from: null, spot: request.paging.spotAt(0), lastTotal: null, before: 0 };
  for (let count = 0; ; count += 1) {
    // A reading that was stopped must never look like one that came to its end: the watermark would move.
    if (signal?.aborted === true || count >= MOST_REQUESTS) {
      yield fail(signal?.aborted === true ? stoppedFault() : endlessFault(request.collection));
      return;
    }
    const answer = await readWhole(requester, request, reading, signal);
    if (!answer.ok) {
      const spot = afterTooLarge(request.paging, reading.spot, answer.fault);
      if (spot === null) {
        yield answer;
        return;
      }
      reading = { ...reading, spot };
      continue;
    }
    const list = answer.value;
    const read = await readElements(request.kind, list.elements);
    yield ok(toSourcePage(requester, request, reading, list, read, seen));

    const spot = nextSpot(request.paging, reading.spot, list, reading.lastTotal);
    if (spot === null) {
      return;
    }
    reading = begunAnew(request, reading, read.records, seen.size) ?? { ...reading, spot, lastTotal: list.total };
  }
}

/** More of a page than this read again, and page numbers cost less: many records were changed at the same moment. */
const MOST_READ_AGAIN = 0.1;

/**
 * The reading begun anew at the moment of the last record, instead of at the next page number: records that left the list, or
 * moved to its end because they were changed while it is read, then make no later one fall between two pages. Null where the
 * list can't be asked like that, where it would not get on, and among small pages around a bad record.
 */
function begunAnew<Raw, T>(
  { fromMoment, paging }: ListRequest<Raw, T>,
  reading: Reading,
  records: readonly T[],
  before: number,
): Reading | null {
  const last = records.at(-1);
  if (fromMoment === undefined || last === undefined || reading.spot.size < paging.largest()) {
    return null;
  }
  const from = fromMoment.momentOf(last);
  // Moments that V1 shows in the hour that happens twice go back by an hour.
  if (reading.from !== null && from <= reading.from) {
    return null;
  }
  const readAgain = records.filter((record) => fromMoment.momentOf(record) >= instantOf(epochMsOf(from) - MARGIN_MS)).length;
  return readAgain > records.length * MOST_READ_AGAIN
    ? null
    : { query: { ...reading.query, ...fromMoment.query(from) }, from, spot: paging.spotAt(0), lastTotal: null, before: before - readAgain };
}

/** Queries begin a second before the moment that is meant, and V1's a whole second before that. */
const MARGIN_MS = 2000;

/** What a page brings: records that were not handed out before, and what is parked, suspects that the page has confirmed included. */
function toSourcePage<Raw, T>(
  requester: Requester,
  { kind, stream, paging }: ListRequest<Raw, T>,
  { spot, before }: Reading,
  list: WholePage,
  { records, unreadable }: ReadRecords<T>,
  seen: Set<number>,
): SourcePage<T> {
  const fresh = records.filter((record) => !seen.has(kind.idOf(record)));
  for (const record of fresh) {
    seen.add(kind.idOf(record));
  }
  if (stream === null) {
    requester.noteUnreadable(unreadable);
  }
  const total = before + (list.total ?? spot.offset + heldBy(list));
  const largest = paging.largest();
  return {
    records: fresh,
    parked: stream === null ? [] : [...list.bad, ...unreadable.map((one) => parked(stream, one))],
    page: Math.floor((before + spot.offset) / largest) + 1,
    pages: Math.max(Math.ceil(total / largest), 1),
    total,
  };
}

async function readPage<Raw, T>(
  requester: Requester,
  request: ListRequest<Raw, T>,
  { query: asked, spot }: Reading,
  signal: AbortSignal | undefined,
  isSpoilt = false,
): Promise<Result<RawList, PortFault>> {
  const query = { ...asked, page: String(pageNumber(spot)), [request.paging.sizeName]: String(spot.size) };
  const answer = await requester.get(request.path, query, signal, { isSpoilt });
  return answer.ok ? readList(answer.value, request.collection) : answer;
}

/** A page with what of it cannot be shown standing apart. */
interface WholePage extends RawList {
  readonly bad: readonly ParkedRecord[];
}

const heldBy = ({ elements, bad }: WholePage): number => elements.length + bad.length;

/** Reads a page; one that fails because of what is on it is taken apart, and counts as one page still. */
async function readWhole<Raw, T>(
  requester: Requester,
  request: ListRequest<Raw, T>,
  reading: Reading,
  signal: AbortSignal | undefined,
): Promise<Result<WholePage, PortFault>> {
  const answer = await readPage(requester, request, reading, signal);
  if (answer.ok) {
    return ok({ ...answer.value, bad: [] });
  }
  const { stream, paging } = request;
  if (stream === null || !mayBePoisoned(answer.fault)) {
    return answer;
  }
  const apart = await takeApart(paging, reading.spot, answer.fault, (spot, isSpoilt) =>
    readPage(requester, request, { ...reading, spot }, signal, isSpoilt),
  );
  return apart.ok
    ? ok({
        elements: apart.value.elements,
        total: apart.value.total,
        pages: null,
        bad: apart.value.bad.map(({ offset, fault }) => cannotBeShown(request, reading, stream, offset, fault)),
      })
    : apart;
}

function cannotBeShown<Raw, T>(
  { collection }: ListRequest<Raw, T>,
  { query }: Reading,
  stream: ParkedRecord['stream'],
  offset: number,
  fault: PortFault,
): ParkedRecord {
  const within = Object.entries(query)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return {
    stream,
    recordId: null,
    code: 'source/unreadable-record',
    message: `ShipStation cannot show record ${offset + 1} of its ${collection} (${within}): ${fault.message}`,
    excerpt: null,
  };
}

/** A page that is taken, after a refusal because of its size; null for any other failure. */
function afterTooLarge(paging: Paging, spot: PageSpot, fault: PortFault): PageSpot | null {
  if (!isPageTooLarge(paging, fault, spot)) {
    return null;
  }
  const most = spot.size > paging.surelyTaken ? paging.surelyTaken : spot.size - 1;
  return paging.limitTo(most) === null ? null : paging.spotAt(spot.offset);
}

/** Null at the end: an empty page, or the last one, unless records have left the list meanwhile. */
function nextSpot(paging: Paging, spot: PageSpot, list: WholePage, lastTotal: number | null): PageSpot | null {
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
  const isLast = list.total === null ? heldBy(list) < spot.size : nextOffset >= list.total;
  return heldBy(list) === 0 || isLast ? null : paging.spotAt(nextOffset);
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
