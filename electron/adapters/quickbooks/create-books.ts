import type { Books } from '../../core/ports/books.ts';
import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { RequestMeter, TokenKeeper } from '../../core/ports/services.ts';
import type { BooksCompany, BooksDocument } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Http } from '../http/http.ts';
import type { LaneRegistry } from '../http/lane-registry.ts';
import { portFault } from '../http/port-fault.ts';
import { batchText } from './batch-text.ts';
import { fetchExchangeRate } from './exchange-rate.ts';
import { fetchChanges } from './fetch-changes.ts';
import { createHomeCurrency } from './home-currency.ts';
import { ALL_STATES, allDocuments, allRecords, listDocuments, listRecords, type LookUpParts, wholeDocument } from './look-ups.ts';
import { MOST_IDS, quoted } from './query-text.ts';
import { readCompany } from './read-company.ts';
import { type BooksReader, createReader } from './reader.ts';
import { DOCUMENT_ENTITIES } from './reference-kinds.ts';
import { createRequestCounter, type RequestCounts } from './request-counter.ts';
import { sendBatch } from './send-batch.ts';
import { type BooksSession, createSession } from './session.ts';
import { type Alone, createTokenAccess, type RefreshTokens } from './token-access.ts';

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
  /** Keeps other processes out while tokens are renewed; not needed where there is none. */
  readonly alone?: Alone;
  /** Told of each request that Intuit may have counted. */
  readonly meter?: RequestMeter;
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
  const access = createTokenAccess({
    keeper: options.tokens,
    refresh: options.refresh,
    clock,
    logger,
    lanes: options.lanes,
    alone: options.alone ?? ((task) => task()),
  });
  const session = createSession({ ...options, access, counter, random, meter: options.meter ?? (() => undefined) });
  const reader = createReader({ ...options, session, random });

  const company = async (signal?: AbortSignal, known?: BooksCompany): Promise<Result<BooksCompany, PortFault>> => {
    const read = await fetchCompany(reader, session, known ?? null, signal);
    if (read.ok) {
      home.remember(read.value.homeCurrency);
    }
    return read;
  };
  const home = createHomeCurrency(options.homeCurrency ?? null, company);
  const lookUp: LookUpParts = { reader, logger, home };

  return {
    company,
    list: (kind, signal) => listRecords(lookUp, kind, signal),
    documents: (from, signal) => listDocuments(lookUp, DOCUMENT_ENTITIES, `TxnDate >= '${from}'`, signal),
    changedSince: (since, signal) => fetchChanges({ reader, session, home, clock, logger }, since, signal),
    batchText,
    send: (requestId, text, signal) => sendBatch(session, clock, { requestId, text, homeCurrency: home.known }, signal),
    async documentsById(entity, ids, signal) {
      const found: BooksDocument[] = [];
      for (let start = 0; start < ids.length; start += MOST_IDS) {
        const some = await allDocuments(
          lookUp,
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
    wholeDocument: (entity, id, signal) => wholeDocument(lookUp, entity, id, signal),
    documentsByNumber: (documentNumber, signal) =>
      allDocuments(lookUp, ['Invoice', 'SalesReceipt', 'CreditMemo'], `DocNumber = ${quoted(documentNumber)}`, signal),
    paymentsOfCustomer: (customerId, from, signal) =>
      allDocuments(lookUp, ['Payment'], `CustomerRef = ${quoted(customerId)} AND TxnDate >= '${from}'`, signal),
    namedExactly: (name, signal) =>
      allRecords(lookUp, ['customer', 'vendor', 'employee'], `DisplayName = ${quoted(name)} AND ${ALL_STATES}`, signal),
    itemsNamedExactly: (name, signal) => allRecords(lookUp, ['item'], `Name = ${quoted(name)} AND ${ALL_STATES}`, signal),
    exchangeRate: (currency, homeCurrency, on, signal) => fetchExchangeRate(reader, { currency, home: homeCurrency, on }, signal),
    get counts() {
      return counter.counts;
    },
  };
}

async function fetchCompany(
  reader: BooksReader,
  session: BooksSession,
  known: BooksCompany | null,
  signal: AbortSignal | undefined,
): Promise<Result<BooksCompany, PortFault>> {
  const info =
    known === null
      ? await reader.get('/companyinfo/{realmId}', {}, signal)
      : ok({ body: { CompanyInfo: { CompanyName: known.companyName, Country: known.country } } });
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
