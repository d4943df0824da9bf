import { afterEach } from 'vitest';

import type { PracticeRegime } from '../../electron/practice/practice.ts';
import { type Json, type JsonObject, objectAt, objectsAt, parseJson, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { type PracticeQuickBooks, startQuickBooks } from '../../electron/practice/quickbooks/start.ts';
import { parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

/** 22 June 2026, 10:00 in New York. */
export const START_MS = Date.parse('2026-06-22T14:00:00.000Z');
export const ANCHOR = parseBusinessDate('2026-06-22') ?? missing('anchor');
export const REDIRECT = 'http://localhost:47811/callback';
const BASIC = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** A running practice company, a clock of its own, and a caller who is signed in. */
export interface Harness {
  books: PracticeQuickBooks;
  readonly directory: string;
  nowMs: number;
  accessToken: string;
  refreshToken: string;
  call(method: 'GET' | 'POST', path: string, body?: Json | string, headers?: Record<string, string>): Promise<Reply>;
  create(entity: string, body: JsonObject, query?: string): Promise<Reply>;
  query(statement: string): Promise<Reply>;
  /** Rows of the only entity in a QueryResponse. */
  rows(statement: string): Promise<readonly JsonObject[]>;
  signIn(): Promise<void>;
  authorizeUrl(changes?: Record<string, string>): string;
  /** Presses a button of the consent page and gives the address that the person is sent to. */
  decide(decision: 'connect' | 'cancel', changes?: Record<string, string>): Promise<URL>;
  token(form: Record<string, string>, headers?: Record<string, string>): Promise<Reply>;
  /** Ends the process' servers and starts them on the same files. */
  restart(delay?: (ms: number) => Promise<void>): Promise<void>;
  itemId(name: string): Promise<string>;
  customerId(name: string): Promise<string>;
}

const open: { readonly harness: Harness; readonly remove: () => void }[] = [];

afterEach(async () => {
  for (const { harness, remove } of open.splice(0)) {
    await harness.books.close();
    remove();
  }
});

export async function startHarness(regime: PracticeRegime = 'us-automated'): Promise<Harness> {
  const folder = makeTempDirectory('practice');
  const directory = folder.path;
  const start = (delay?: (ms: number) => Promise<void>): Promise<PracticeQuickBooks> =>
    startQuickBooks({ directory, regime, anchorOn: ANCHOR, now: () => harness.nowMs, ...(delay === undefined ? {} : { delay }) });
  const harness: Harness = {
    books: undefined as unknown as PracticeQuickBooks, // Set right below: the clock must exist before the books do.
    directory,
    nowMs: START_MS,
    accessToken: '',
    refreshToken: '',
    call: (method, path, body, headers = {}) => {
      const { access } = harness.books;
      const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      const base = `${access.quickbooksApiUrl}/v3/company/${access.quickbooks.realmId}`;
      const usual = {
        Authorization: `Bearer ${harness.accessToken}`,
        Accept: 'application/json',
        ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      };
      return reply(fetch(`${base}${path}`, { method, headers: { ...usual, ...headers }, ...(sent === undefined ? {} : { body: sent }) }));
    },
    create: (entity, body, query = '') => harness.call('POST', `/${entity.toLowerCase()}?minorversion=75${query}`, body),
    query: (statement) => harness.call('GET', `/query?minorversion=75&query=${encodeURIComponent(statement)}`),
    rows: async (statement) => {
      const answered = await harness.query(statement);
      const response = objectAt(answered.body, 'QueryResponse') ?? missing(answered.text);
      const entity = Object.keys(response).find((name) => Array.isArray(response[name]));
      return entity === undefined ? [] : objectsAt(response, entity);
    },
    signIn: async () => {
      const back = await harness.decide('connect');
      const tokens = await harness.token({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: REDIRECT,
      });
      harness.accessToken = textAt(tokens.body, 'access_token') ?? missing(tokens.text);
      harness.refreshToken = textAt(tokens.body, 'refresh_token') ?? missing(tokens.text);
    },
    authorizeUrl: (changes = {}) => {
      const { access } = harness.books;
      const usual = {
        client_id: access.quickbooks.clientId,
        response_type: 'code',
        scope: 'com.intuit.quickbooks.accounting',
        redirect_uri: REDIRECT,
        state: 'st-1',
      };
      return `${access.intuitAuthorizeUrl}?${new URLSearchParams({ ...usual, ...changes }).toString()}`;
    },
    decide: async (decision, changes) => {
      const answered = await fetch(harness.authorizeUrl(changes), {
        method: 'POST',
        body: new URLSearchParams({ decision }),
        redirect: 'manual',
      });
      await answered.text();
      return new URL(answered.headers.get('location') ?? missing(`status ${answered.status}`));
    },
    token: (form, headers = {}) => {
      const { clientId, clientSecret } = harness.books.access.quickbooks;
      return reply(
        fetch(harness.books.access.intuitTokenUrl, {
          method: 'POST',
          headers: { Authorization: BASIC(clientId, clientSecret), Accept: 'application/json', ...headers },
          body: new URLSearchParams(form),
        }),
      );
    },
    restart: async (delay) => {
      await harness.books.close();
      harness.books = await start(delay);
    },
    itemId: async (name) => idOfFirst(await harness.rows(`SELECT * FROM Item WHERE Name = '${name}'`)),
    customerId: async (name) =>
      idOfFirst(await harness.rows(`SELECT * FROM Customer WHERE DisplayName = '${name.replaceAll("'", "\\'")}'`)),
  };
  harness.books = await start();
  open.push({ harness, remove: folder.remove });
  // Tests ask more in one moment of their clock than the limits allow; those of the limits turn them on again.
  harness.books.control.configure({ limits: false });
  await harness.signIn();
  return harness;
}

async function reply(answer: Promise<Response>): Promise<Reply> {
  const response = await answer;
  const text = await response.text();
  const parsed = parseJson(text);
  // Safe: tests look at single properties, which are absent where the body is no object.
  return { status: response.status, text, headers: response.headers, body: (parsed?.value ?? {}) as JsonObject };
}

export function missing(what: string): never {
  throw new Error(`Missing: ${what}`);
}

/** The id of an object. */
export function idIn(object: JsonObject): string {
  return textAt(object, 'Id') ?? missing('Id');
}

function idOfFirst(rows: readonly JsonObject[]): string {
  return textAt(rows[0] ?? null, 'Id') ?? missing('first row');
}

/** The object of an answer to a create or read. */
export function only(answered: Reply, entity: string): JsonObject {
  return objectAt(answered.body, entity) ?? missing(`${entity} in ${answered.text}`);
}

/** Code and Detail of the first error of a Fault. */
export function errorOf(answered: Reply | JsonObject): {
  readonly code: string | null;
  readonly detail: string;
  readonly element: Json | undefined;
} {
  // Safe: both have what is looked at, or nothing.
  const body = ('text' in answered ? answered.body : answered) as JsonObject;
  const error = objectsAt(objectAt(body, 'Fault'), 'Error')[0] ?? null;
  return { code: textAt(error, 'code'), detail: textAt(error, 'Detail') ?? '', element: error?.['element'] };
}

/** A sales line. */
export function salesLine(itemId: string, amount: number, detail: JsonObject = {}): JsonObject {
  return { Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: itemId }, ...detail } };
}
