import { setImmediate as nextTurn } from 'node:timers/promises';

import type { BatchOutcome, Books, BooksChanges } from '../../core/ports/books.ts';
import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { TokenKeeper } from '../../core/ports/services.ts';
import type { BooksCompany, BooksDocument, ReferenceKind, ReferenceRecord } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { type Http, MAX_LIST_BYTES } from '../http/http.ts';
import type { LaneRegistry } from '../http/lane-registry.ts';
import { portFault } from '../http/port-fault.ts';
import { readBatchAnswer } from './batch-outcome.ts';
import { batchMembers, batchText } from './batch-text.ts';
import { refusalOf } from './classify.ts';
import { LARGEST_PAGE, MOST_IDS, quoted } from './query-text.ts';
import { CHANGING_ENTITIES, readChanges } from './read-changes.ts';
import { readCompany } from './read-company.ts';
import { readDocument } from './read-document.ts';
import { readReference } from './read-reference.ts';
import { type BooksReader, createReader, type RawRow } from './reader.ts';
import { DOCUMENT_ENTITIES, type DocumentEntity, ENTITY_OF_KIND } from './reference-kinds.ts';
import { createRequestCounter, type RequestCounts } from './request-counter.ts';
import { type BooksSession, createSession } from './session.ts';
import { createTokenAccess, type RefreshTokens } from './token-access.ts';

export interface QuickBooksOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** The host's one registry: lanes and the turn at refreshing belong to the QuickBooks company, not to a client. */
  readonly lanes: LaneRegistry;
  /** From `readBaseAddresses` or `loopbackBaseAddresses`. */
  readonly apiAddress: string;
  readonly tokens: TokenKeeper;
  /** `refresh` of `createIntuitTokenEndpoint`. */
  readonly refresh: RefreshTokens;
  /** Of answers that leave the currency out, until `company` has been read. */
  readonly homeCurrency?: string;
  /** 0 to 1, to spread retries; `Math.random` where it is not given. */
  readonly random?: () => number;
}

/** The books, and how many requests they have cost since they were opened. */
export interface QuickBooksBooks extends Books {
  readonly counts: RequestCounts;
}

/** The books of one company in QuickBooks Online, by Intuit's V3 Accounting API. */
export function createQuickBooksBooks(options: QuickBooksOptions): QuickBooksBooks {
  const { clock, logger } = options;
  const random = options.random ?? Math.random;
  const counter = createRequestCounter();
  const access = createTokenAccess({ keeper: options.tokens, refresh: options.refresh, clock, logger, lanes: options.lanes });
  const session = createSession({ ...options, access, counter, random });
  const reader = createReader({ ...options, session, random });
  const home = { currency: options.homeCurrency ?? null };

  const company = async (signal?: AbortSignal): Promise<Result<BooksCompany, PortFault>> => {
    const read = await fetchCompany(reader, session, signal);
    if (read.ok) {
      home.currency = read.value.homeCurrency;
    }
    return read;
  };
  const homeCurrency = async (signal: AbortSignal | undefined): Promise<Result<string, PortFault>> => {
    if (home.currency !== null) {
      return ok(home.currency);
    }
    const read = await company(signal);
    return read.ok ? ok(read.value.homeCurrency) : read;
  };
  const documentsWhere = (
    entities: readonly DocumentEntity[],
    where: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<readonly BooksDocument[], PortFault>> => fetchDocuments({ reader, logger, homeCurrency }, entities, where, signal);
  const namedExactly = (
    kinds: readonly ReferenceKind[],
    where: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<readonly ReferenceRecord[], PortFault>> => fetchNamed(reader, logger, kinds, where, signal);

  return {
    company,
    list: (kind, signal) => listRecords(reader, logger, kind, signal),
    documents: (from, signal) => listDocuments({ reader, logger, homeCurrency }, `TxnDate >= '${from}'`, signal),
    async changedSince(since, signal) {
      const currency = await homeCurrency(signal);
      return currency.ok ? fetchChanges({ reader, session, clock, logger }, since, currency.value, signal) : currency;
    },
    batchText,
    send: (requestId, text, signal) =>
      sendBatch(session, { requestId, text, homeCurrency: home.currency, nowMs: () => clock.now() }, signal),
    async documentsById(entity, ids, signal) {
      const found: BooksDocument[] = [];
      for (let start = 0; start < ids.length; start += MOST_IDS) {
        const some = await documentsWhere(
          [entity],
          `Id IN (${ids
            .slice(start, start + MOST_IDS)
            .map(quoted)
            .join(', ')})`,
          signal,
        );
        if (!some.ok) {
          return some;
        }
        found.push(...some.value);
      }
      return ok(found);
    },
    documentsByNumber: (documentNumber, signal) =>
      documentsWhere(['Invoice', 'SalesReceipt', 'CreditMemo'], `DocNumber = ${quoted(documentNumber)}`, signal),
    paymentsOfCustomer: (customerId, from, signal) =>
      documentsWhere(['Payment'], `CustomerRef = ${quoted(customerId)} AND TxnDate >= '${from}'`, signal),
    namedExactly: (name, signal) =>
      namedExactly(['customer', 'vendor', 'employee'], `DisplayName = ${quoted(name)} AND ${ALL_STATES}`, signal),
    itemsNamedExactly: (name, signal) => namedExactly(['item'], `Name = ${quoted(name)} AND ${ALL_STATES}`, signal),
    get counts() {
      return counter.counts;
    },
  };
}

/** Inactive records are left out unless they are asked for. */
const ALL_STATES = 'Active IN (true, false)';
const EARLIEST_CHANGE_MS = 30 * 86_400_000;

interface DocumentParts {
  readonly reader: BooksReader;
  readonly logger: Logger;
  readonly homeCurrency: (signal: AbortSignal | undefined) => Promise<Result<string, PortFault>>;
}

async function fetchCompany(
  reader: BooksReader,
  session: BooksSession,
  signal: AbortSignal | undefined,
): Promise<Result<BooksCompany, PortFault>> {
  const info = await reader.get('/companyinfo/{realmId}', {}, signal);
  if (!info.ok) {
    return info;
  }
  const preferences = await reader.get('/preferences', {}, signal);
  if (!preferences.ok) {
    return preferences;
  }
  const company = readCompany(session.realmId() ?? '', info.value.body['CompanyInfo'], preferences.value.body['Preferences']);
  return company.ok
    ? company
    : fail(
        portFault({
          code: 'books/bad-answer',
          class: 'source',
          message: `QuickBooks' answer about the company makes no sense: ${company.fault}.`,
        }),
      );
}

async function* listRecords(
  reader: BooksReader,
  logger: Logger,
  kind: ReferenceKind,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<readonly ReferenceRecord[], PortFault>> {
  for await (const page of reader.pages(ENTITY_OF_KIND[kind], ALL_STATES, signal)) {
    if (!page.ok) {
      // Classes and locations are not part of every plan: then there are none.
      yield page.fault.code === 'books/feature-missing' ? ok([]) : page;
      return;
    }
    yield ok(await readable(page.value, (row) => readReference(kind, row), logger));
  }
}

async function* listDocuments(
  parts: DocumentParts,
  where: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<readonly BooksDocument[], PortFault>> {
  const currency = await parts.homeCurrency(signal);
  if (!currency.ok) {
    yield currency;
    return;
  }
  for (const entity of DOCUMENT_ENTITIES) {
    for await (const page of parts.reader.pages(entity, where, signal)) {
      if (!page.ok) {
        yield page;
        return;
      }
      yield ok(await readable(page.value, (row) => readDocument(entity, row, currency.value), parts.logger));
    }
  }
}

async function fetchDocuments(
  parts: DocumentParts,
  entities: readonly DocumentEntity[],
  where: string,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BooksDocument[], PortFault>> {
  const currency = await parts.homeCurrency(signal);
  if (!currency.ok) {
    return currency;
  }
  const found: BooksDocument[] = [];
  for (const entity of entities) {
    // All pages: a channel's customer may have thousands of payments, and one that is overlooked would be posted again.
    for await (const page of parts.reader.pages(entity, where, signal)) {
      if (!page.ok) {
        return page;
      }
      found.push(...(await readable(page.value, (row) => readDocument(entity, row, currency.value), parts.logger)));
    }
  }
  return ok(found);
}

async function fetchNamed(
  reader: BooksReader,
  logger: Logger,
  kinds: readonly ReferenceKind[],
  where: string,
  signal: AbortSignal | undefined,
): Promise<Result<readonly ReferenceRecord[], PortFault>> {
  const found: ReferenceRecord[] = [];
  for (const kind of kinds) {
    const rows = await reader.query(ENTITY_OF_KIND[kind], where, { from: 1, size: LARGEST_PAGE }, signal);
    if (!rows.ok) {
      return rows;
    }
    found.push(...(await readable(rows.value, (row) => readReference(kind, row), logger)));
  }
  return ok(found);
}

interface ChangeParts {
  readonly reader: BooksReader;
  readonly session: BooksSession;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Intuit looks back 30 days at most: from further away the answer begins there, and is marked as incomplete. */
async function fetchChanges(
  parts: ChangeParts,
  since: Instant,
  homeCurrency: string,
  signal: AbortSignal | undefined,
): Promise<Result<BooksChanges, PortFault>> {
  // An hour less than 30 days, because this PC's clock may differ from Intuit's.
  const earliestMs = parts.clock.now() - EARLIEST_CHANGE_MS + 3_600_000;
  const isTooFarBack = epochMsOf(since) < earliestMs;
  const answer = await parts.reader.get(
    '/cdc',
    { entities: CHANGING_ENTITIES.join(','), changedSince: isTooFarBack ? instantOf(earliestMs) : since },
    signal,
  );
  if (!answer.ok) {
    return answer;
  }
  const changes = readChanges(answer.value.body, homeCurrency);
  if (!changes.ok) {
    const { meaning, fault } = refusalOf(changes.fault, null, parts.session.secrets());
    return fail(portFault({ code: meaning.code, class: 'source', message: fault.message }));
  }
  const { records, documents, deleted, isCutOff, unreadable } = changes.value;
  logUnreadable(parts.logger, unreadable);
  return ok({ records, documents, deleted, asOf: answer.value.asOf, incomplete: isCutOff || isTooFarBack });
}

interface BatchToSend {
  readonly requestId: string;
  readonly text: string;
  readonly homeCurrency: string | null;
  readonly nowMs: () => number;
}

async function sendBatch(session: BooksSession, batch: BatchToSend, signal: AbortSignal | undefined): Promise<BatchOutcome> {
  const members = batchMembers(batch.text);
  const sendOnce = async (): Promise<BatchOutcome> => {
    const outcome = await session.call(
      {
        kind: 'batch',
        method: 'POST',
        path: '/batch',
        query: { requestid: batch.requestId },
        body: { type: 'application/json', text: batch.text },
        maxBytes: MAX_LIST_BYTES,
      },
      signal,
    );
    if (!outcome.ok) {
      return { kind: outcome.fault.isSent ? 'unknown' : 'not-executed', fault: outcome.fault.fault };
    }
    return readBatchAnswer(outcome.value, { members, secrets: session.secrets(), homeCurrency: batch.homeCurrency, nowMs: batch.nowMs() });
  };
  const first = await sendOnce();
  // The token ended inside the batch: each item says so. One refresh and the very same request once more.
  if (first.kind !== 'not-executed' || first.fault.class !== 'auth' || first.fault.httpStatus !== 200) {
    return first;
  }
  const renewed = await session.renew();
  return renewed.ok ? sendOnce() : { kind: 'not-executed', fault: renewed.fault };
}

/** A page of a thousand documents takes tens of milliseconds to read: other work gets its turn in between. */
const ROWS_PER_TURN = 200;

async function readable<T>(rows: readonly RawRow[], read: (row: RawRow) => Result<T, string>, logger: Logger): Promise<readonly T[]> {
  const values: T[] = [];
  const unreadable: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % ROWS_PER_TURN === 0) {
      await nextTurn();
    }
    const outcome = read(row);
    if (outcome.ok) {
      values.push(outcome.value);
    } else {
      unreadable.push(outcome.fault);
    }
  }
  logUnreadable(logger, unreadable);
  return values;
}

function logUnreadable(logger: Logger, unreadable: readonly string[]): void {
  for (const reason of unreadable) {
    logger.log('warning', 'books.record-unreadable', { reason });
  }
}
