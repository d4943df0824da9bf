import { afterEach } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createIntuitTokenEndpoint } from '../../electron/adapters/oauth/token-endpoint.ts';
import { createQuickBooksBooks, type QuickBooksBooks, type QuickBooksOptions } from '../../electron/adapters/quickbooks/create-books.ts';
import type { BatchOutcome, BatchWrite, WriteOutcome } from '../../electron/core/ports/books.ts';
import type { PortFault } from '../../electron/core/ports/faults.ts';
import type { BooksTokens, TokenKeeper } from '../../electron/core/ports/services.ts';
import type { PracticeRegime } from '../../electron/practice/practice.ts';
import { type PracticeQuickBooks, startQuickBooks } from '../../electron/practice/quickbooks/start.ts';
import type { JsonObject } from '../../shared/domain/planning/plan.ts';
import type { Result } from '../../shared/domain/result.ts';
import { parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { createVirtualTime, type VirtualTime } from '../helpers/virtual-time.ts';

export const START_MS = Date.parse('2026-06-22T14:00:00.000Z');
const REDIRECT = 'http://localhost:47812/callback';

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) {
    await close();
  }
});

/** Tokens in memory, with every write kept. */
export interface MemoryKeeper extends TokenKeeper {
  stored: BooksTokens | null;
  readonly writes: readonly BooksTokens[];
  /** Thrown by the next writes. */
  failWith: Error | null;
}

export function createMemoryKeeper(stored: BooksTokens | null): MemoryKeeper {
  const writes: BooksTokens[] = [];
  const keeper: MemoryKeeper = {
    stored,
    writes,
    failWith: null,
    read: () => Promise.resolve(keeper.stored),
    write: (tokens) => {
      if (keeper.failWith !== null) {
        return Promise.reject(keeper.failWith);
      }
      keeper.stored = tokens;
      writes.push(tokens);
      return Promise.resolve();
    },
  };
  return keeper;
}

export interface BooksHarness {
  readonly practice: PracticeQuickBooks;
  readonly books: QuickBooksBooks;
  readonly keeper: MemoryKeeper;
  readonly time: VirtualTime;
  readonly logLines: readonly string[];
  another(changes?: Partial<QuickBooksOptions>): QuickBooksBooks;
  itemId(name: string): Promise<string>;
  customerId(): Promise<string>;
  invoice(number: string, changes?: JsonObject): Promise<BatchWrite>;
  /** Sends one write and gives its outcome. */
  sendOne(requestId: string, write: BatchWrite): Promise<WriteOutcome>;
}

/** The practice books and a signed-in client of them on one virtual clock. */
export async function startBooksHarness(regime: PracticeRegime = 'us-automated'): Promise<BooksHarness> {
  const directory = makeTempDirectory('books');
  const time = createVirtualTime(START_MS);
  const anchorOn = parseBusinessDate('2026-06-22');
  if (anchorOn === null) {
    throw new Error('No anchor');
  }
  const practice = await startQuickBooks({ directory: directory.path, regime, anchorOn, now: () => time.clock.now() });
  const { logger, lines } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(
    () => directory.remove(),
    () => practice.close(),
    () => http.close(),
  );
  const credentials = { ...practice.access.quickbooks, environment: 'sandbox' } as const;
  const endpoint = createIntuitTokenEndpoint({
    http,
    clock: time.clock,
    logger,
    credentials,
    tokenAddress: practice.access.intuitTokenUrl,
  });
  const issued = await endpoint.exchange(await consentCode(practice), REDIRECT);
  if (!issued.ok) {
    throw new Error(issued.fault.message);
  }
  const keeper = createMemoryKeeper({ realmId: practice.access.quickbooks.realmId, ...issued.value });
  const options: QuickBooksOptions = {
    http,
    clock: time.clock,
    timers: time.timers,
    logger,
    lanes: createLaneRegistry(),
    apiAddress: practice.access.quickbooksApiUrl,
    tokens: keeper,
    refresh: endpoint.refresh,
    random: () => 0,
  };
  const books = createQuickBooksBooks(options);
  const harness: BooksHarness = {
    practice,
    books,
    keeper,
    time,
    logLines: lines,
    another: (changes = {}) => createQuickBooksBooks({ ...options, ...changes }),
    itemId: async (name) => firstId(await books.itemsNamedExactly(name)),
    customerId: () => Promise.resolve(practice.customers()[0]?.id ?? ''),
    invoice: async (number, changes = {}) => {
      const body = {
        CustomerRef: { value: await harness.customerId() },
        DocNumber: number,
        TxnDate: '2026-06-20',
        Line: [
          {
            Amount: 14,
            DetailType: 'SalesItemLineDetail',
            SalesItemLineDetail: { ItemRef: { value: await harness.itemId('Mug') }, TaxCodeRef: { value: 'NON' } },
          },
        ],
        ...changes,
      };
      return {
        itemId: `i-${number}`.slice(0, 10),
        entity: 'Invoice',
        operation: 'create',
        bodyText: JSON.stringify(body),
        allowDuplicateNumber: false,
      };
    },
    sendOne: async (requestId, write) => outcomeOf(await books.send(requestId, books.batchText([write])), write.itemId),
  };
  return harness;
}

export function outcomeOf(outcome: BatchOutcome, itemId: string): WriteOutcome {
  const one = outcome.kind === 'answered' ? outcome.outcomes.get(itemId) : undefined;
  if (one === undefined) {
    throw new Error(`No answer about ${itemId}: ${JSON.stringify(outcome)}`);
  }
  return one;
}

/** All values of pages, or the fault that ended them. */
export async function gather<T>(pages: AsyncIterable<Result<readonly T[], PortFault>>): Promise<Result<readonly T[], PortFault>> {
  const values: T[] = [];
  for await (const page of pages) {
    if (!page.ok) {
      return page;
    }
    values.push(...page.value);
  }
  return { ok: true, value: values };
}

export function valueOf<T>(result: Result<T, PortFault>): T {
  if (!result.ok) {
    throw new Error(`${result.fault.code}: ${result.fault.message}`);
  }
  return result.value;
}

async function consentCode(practice: PracticeQuickBooks): Promise<string> {
  const { access } = practice;
  const parameters = new URLSearchParams({
    client_id: access.quickbooks.clientId,
    response_type: 'code',
    scope: 'com.intuit.quickbooks.accounting',
    redirect_uri: REDIRECT,
    state: 'harness',
  });
  const answered = await fetch(`${access.intuitAuthorizeUrl}?${parameters.toString()}`, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'connect' }),
    redirect: 'manual',
  });
  await answered.text();
  return new URL(answered.headers.get('location') ?? 'http://localhost').searchParams.get('code') ?? '';
}

function firstId(found: Result<readonly { readonly id: string }[], PortFault>): string {
  return valueOf(found)[0]?.id ?? '';
}
