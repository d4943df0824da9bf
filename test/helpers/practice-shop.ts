import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type BusinessDate, parseBusinessDate } from '../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../../electron/practice/practice.ts';
import { openShipStation, type PracticeShipStation, startShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { makeTempDirectory, type TempDirectory } from './temp-directory.ts';

export const ANCHOR_ON: BusinessDate = dateOf('2026-03-10');

/** Late morning of the anchor day, Pacific. */
export const ANCHOR_NOON = '2026-03-10T18:30:00.000Z';

export function dateOf(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === null) {
    throw new Error(`${text} is no date`);
  }
  return date;
}

/** The value, which a test knows to be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) {
    throw new Error(`There is no ${what}`);
  }
  return value;
}

/** The parts of a V1 answer that tests look at; amounts are numbers, as JSON gives them. */
export interface V1Body {
  readonly [key: string]: unknown;
  readonly orders?: readonly V1Order[];
  readonly shipments?: readonly V1Shipment[];
  readonly fulfillments?: readonly V1Fulfillment[];
  readonly total?: number;
  readonly page?: number;
  readonly pages?: number;
}
export interface V1Order {
  readonly [key: string]: unknown;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly orderDate: string;
  readonly createDate: string;
  readonly modifyDate: string;
  readonly shipDate: string | null;
  readonly orderStatus: string;
  readonly orderTotal: number;
  readonly items: readonly { readonly [key: string]: unknown; readonly orderItemId: number; readonly quantity: number }[];
  readonly advancedOptions: { readonly [key: string]: unknown };
  readonly billTo: { readonly name: string | null };
  readonly shipTo: { readonly name: string | null };
}
export interface V1Shipment {
  readonly [key: string]: unknown;
  readonly shipmentId: number;
  readonly orderId: number;
  readonly createDate: string;
  readonly shipDate: string;
  readonly voided: boolean;
  readonly shipmentItems: readonly { readonly orderItemId: number; readonly quantity: number }[] | null;
}
export interface V1Fulfillment {
  readonly [key: string]: unknown;
  readonly fulfillmentId: number;
  readonly orderId: number;
  readonly shipDate: string;
}

export interface V1Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: V1Body;
}

/** A served practice shop with a clock that a test sets, and a plain client for it. */
export interface ServedShop extends AsyncDisposable {
  readonly shipstation: PracticeShipStation;
  readonly directory: string;
  /** Moves the shop's clock on. */
  pass(ms: number): void;
  now(): number;
  /** GET of V2 with its key in force; another API-Key header, or none (null), where it is given. */
  getV2(target: string, apiKey?: string | null): Promise<V1Answer>;
  /** Any other method, to the API whose path it is, with the key in force and a JSON body. */
  send(method: 'POST' | 'PUT' | 'DELETE', target: string, body?: unknown): Promise<V1Answer>;
  /** GET with the key in force; another Authorization header, or none (null), where it is given. */
  get(target: string, authorization?: string | null): Promise<V1Answer>;
}

export interface ShopOptions {
  readonly regime?: PracticeRegime;
  readonly directory?: string;
  readonly delay?: (ms: number) => Promise<void>;
  readonly webhookRetriesMs?: readonly number[];
}

export async function serveShop(options: ShopOptions = {}): Promise<ServedShop> {
  let nowMs = Date.parse(ANCHOR_NOON);
  const own: TempDirectory | null = options.directory === undefined ? makeTempDirectory('shop') : null;
  const directory = options.directory ?? own?.path ?? '';
  if (own !== null) {
    writeFileSync(join(directory, 'shipstation.db'), freshShop(options.regime ?? 'us-automated'));
  }
  const shipstation = await startShipStation({
    directory,
    now: () => nowMs,
    anchorOn: ANCHOR_ON,
    regime: options.regime ?? 'us-automated',
    ...(options.delay === undefined ? {} : { delay: options.delay }),
    ...(options.webhookRetriesMs === undefined ? {} : { webhookRetriesMs: options.webhookRetriesMs }),
  });
  const ask = async (target: string, init: RequestInit): Promise<V1Answer> => {
    const response = await fetch(`${shipstation.url}${target}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  const v2Header = (apiKey: string): Record<string, string> => ({ 'API-Key': apiKey });
  return {
    shipstation,
    directory,
    pass: (ms) => {
      nowMs += ms;
    },
    now: () => nowMs,
    get: (target, authorization = basic(shipstation)) => ask(target, authorization === null ? {} : { headers: { authorization } }),
    getV2: (target, apiKey = shipstation.control.v2Key()) => ask(target, apiKey === null ? {} : { headers: v2Header(apiKey) }),
    send: (method, target, body) =>
      ask(target, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(target.startsWith('/v2/') ? v2Header(shipstation.control.v2Key()) : { authorization: basic(shipstation) }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    [Symbol.asyncDispose]: async () => {
      await shipstation.stop();
      own?.remove();
    },
  };
}

const freshShops = new Map<PracticeRegime, Buffer>();

/** The file of a shop that was just seeded: made once for each regime, because seeding takes longer than most tests. */
function freshShop(regime: PracticeRegime): Buffer {
  const made = freshShops.get(regime);
  if (made !== undefined) {
    return made;
  }
  using directory = makeTempDirectory('fresh-shop');
  openShipStation({ directory: directory.path, now: () => Date.parse(ANCHOR_NOON), anchorOn: ANCHOR_ON, regime }).close();
  const file = readFileSync(join(directory.path, 'shipstation.db'));
  freshShops.set(regime, file);
  return file;
}

export function basic({ control }: Pick<PracticeShipStation, 'control'>): string {
  const { apiKey, apiSecret } = control.key();
  return `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
}

function parse(text: string): V1Body {
  try {
    // Safe: a test that reads what is not there fails at its expectation.
    return JSON.parse(text) as V1Body;
  } catch {
    return {};
  }
}
