import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { MAX_LIST_BYTES } from '../http/http.ts';
import { isRecord, readBody } from '../http/json-text.ts';
import { portFault, stoppedFault } from '../http/port-fault.ts';
import { retriedRead } from '../http/retried-read.ts';
import { faultOfAnswer, traceIdOf } from './classify.ts';
import { LARGEST_PAGE, LONGEST_ADDRESS_STATEMENT, selectText } from './query-text.ts';
import { readTime, textOf } from './raw-fields.ts';
import type { BooksCall, BooksSession } from './session.ts';

/** Rows of an answer as they came. */
export type RawRow = Readonly<Record<string, unknown>>;

export interface ReadAnswer {
  readonly body: RawRow;
  /** The server's own time of the answer, by its body, else its Date header. */
  readonly asOf: Instant;
}

export interface BooksReader {
  get(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Result<ReadAnswer, PortFault>>;
  /** One statement, one read. */
  query(
    entity: string,
    where: string | null,
    page: { readonly from: number; readonly size: number },
    signal: AbortSignal | undefined,
  ): Promise<Result<readonly RawRow[], PortFault>>;
  /** All rows, page by page. */
  pages(entity: string, where: string | null, signal: AbortSignal | undefined): AsyncGenerator<Result<readonly RawRow[], PortFault>>;
}

export interface ReaderParts {
  readonly session: BooksSession;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly random: () => number;
}

export function createReader(parts: ReaderParts): BooksReader {
  const { session, clock, timers, logger, random } = parts;

  const once = async (call: BooksCall, signal: AbortSignal | undefined): Promise<Result<ReadAnswer, PortFault>> => {
    const outcome = await session.call(call, signal);
    if (!outcome.ok) {
      return fail(outcome.fault.fault);
    }
    const answer = outcome.value;
    const fault = faultOfAnswer(answer, clock.now(), session.secrets());
    if (fault !== null) {
      return fail(fault);
    }
    const body = readBody(answer.text);
    if (body.kind !== 'json' || !isRecord(body.value)) {
      return fail(unreadableAnswer(traceIdOf(answer), answer.status));
    }
    return ok({ body: body.value, asOf: readTime(body.value['time']) ?? readTime(answer.headers.get('date')) ?? instantOf(clock.now()) });
  };

  const read = async (call: BooksCall, signal: AbortSignal | undefined): Promise<Result<ReadAnswer, PortFault>> => {
    const result = await retriedRead(() => once(call, signal), { timers, random, signal, mostAttempts });
    if (!result.ok) {
      const { code, class: kind, httpStatus, traceId } = result.fault;
      logger.log('warning', 'books.read-failed', { path: call.path, code, class: kind, httpStatus, traceId });
    }
    return result;
  };

  const query: BooksReader['query'] = async (entity, where, page, signal) => {
    const statement = selectText(entity, where, page);
    const answer = await read(queryCall(statement), signal);
    if (!answer.ok) {
      return answer;
    }
    const response = answer.value.body['QueryResponse'];
    if (!isRecord(response)) {
      return fail(
        portFault({
          code: 'books/bad-answer',
          class: 'source',
          message: `QuickBooks' answer about ${entity} holds no query result. Look for an update of Purser if this stays.`,
        }),
      );
    }
    // No rows: {"QueryResponse": {}}, without the entity's key.
    const rows = response[entity];
    return ok(Array.isArray(rows) ? rows.filter(isRecord) : []);
  };

  return {
    get: (path, parameters, signal) =>
      read({ kind: 'read', method: 'GET', path, query: parameters, body: null, maxBytes: MAX_LIST_BYTES }, signal),
    query,
    pages: (entity, where, signal) => readPages(query, entity, where, signal),
  };
}

/** An answer that is too long is not asked for again as it is, but in smaller pages. */
function mostAttempts(fault: PortFault): number {
  return isTooLarge(fault) ? 1 : Infinity;
}

function isTooLarge(fault: PortFault): boolean {
  return fault.details?.['reason'] === 'too-large';
}

function queryCall(statement: string): BooksCall {
  const base = { kind: 'read', path: '/query', maxBytes: MAX_LIST_BYTES } as const;
  return encodeURIComponent(statement).length <= LONGEST_ADDRESS_STATEMENT
    ? { ...base, method: 'GET', query: { query: statement }, body: null }
    : { ...base, method: 'POST', query: {}, body: { type: 'application/text', text: statement } };
}

/** Rows that are read again when a page does not join the one before. */
const STEP_BACK_ROWS = 100;
const MOST_STEPS_BACK = 50;
/** Below this a page of documents with thousands of lines is no longer too long for one answer. */
const SMALLEST_PAGE = 10;

/**
 * Pages by position, each beginning with the last row of the one before. Where it does not, rows before it were deleted
 * meanwhile and others have moved past the page's beginning: then the reading goes back. Rows are handed out once.
 */
async function* readPages(
  query: BooksReader['query'],
  entity: string,
  where: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<readonly RawRow[], PortFault>> {
  const seen = new Set<string>();
  let from = 1;
  let size = LARGEST_PAGE;
  let stepsBack = 0;
  for (;;) {
    // A reading that was stopped must never look like one that came to its end.
    if (signal?.aborted === true) {
      yield fail(stoppedFault());
      return;
    }
    const page = await query(entity, where, { from, size }, signal);
    if (!page.ok) {
      if (isTooLarge(page.fault) && size > SMALLEST_PAGE) {
        size = Math.max(Math.floor(size / 4), SMALLEST_PAGE);
        continue;
      }
      yield page;
      return;
    }
    const rows = page.value;
    if (from > 1 && stepsBack < MOST_STEPS_BACK && !seen.has(idOf(rows[0]))) {
      from = Math.max(from - STEP_BACK_ROWS, 1);
      stepsBack += 1;
      continue;
    }
    const fresh = rows.filter((row) => !seen.has(idOf(row)));
    for (const row of fresh) {
      seen.add(idOf(row));
    }
    yield ok(fresh);
    if (rows.length < size) {
      return;
    }
    from += rows.length - 1;
  }
}

function idOf(row: RawRow | undefined): string {
  return textOf(row?.['Id']) ?? '';
}

function unreadableAnswer(traceId: string | null, httpStatus: number): PortFault {
  return portFault({
    code: 'books/bad-answer',
    class: 'transient',
    message: 'QuickBooks, or something between this PC and QuickBooks, gave an answer that cannot be read. Purser tries again by itself.',
    traceId,
    httpStatus,
    details: { reason: 'unreadable' },
  });
}
