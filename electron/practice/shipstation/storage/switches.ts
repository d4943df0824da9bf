import { readMeta, type ShopDatabase, writeMeta } from './database.ts';

/**
 * What no document says and no capture shows of the live service (api facts, sections 6 and 11): a client must get along with
 * each way, so each can be chosen. The first named is the default.
 */
export interface ShopSwitches {
  /** Whether a record that stands exactly at `…Start` of a filter is listed. */
  readonly filterStart: 'exclusive' | 'inclusive';
  /** Whether a record that stands exactly at `…End` of a filter is listed. */
  readonly filterEnd: 'inclusive' | 'exclusive';
  /** Whether overwriting a buyer's name moves the order's modifyDate. */
  readonly redactionMovesModifyDate: boolean;
  /** Whether undoing a combining moves it. */
  readonly uncombiningMovesModifyDate: boolean;
  /** Whether voiding a label moves it where the order's status stays. */
  readonly voidingMovesModifyDate: boolean;
  /** Whether a deleted order is still answered by its id; lists never show it. */
  readonly deletedOrders: 'unknown' | 'answered';
  /** Largest page of V2's lists; its products never have more than 100. */
  readonly v2LargestPage: 500 | 100;
  /** Whether V2's items hold discount lines, which nothing marks as such. */
  readonly v2ShowsDiscounts: boolean;
  /** Every webhook is sent twice: delivery is at least once. */
  readonly webhooksComeTwice: boolean;
  /** `own`: webhooks point to the practice shop, where they can be followed. `real`: to ShipStation's own hosts. */
  readonly pointers: 'own' | 'real';
  /** Requests a minute of one V1 key; 40 in all that is published. */
  readonly v1RequestsPerMinute: number;
  /** The same for requests with an `x-partner` header: a raised limit that partners have bought. */
  readonly v1PartnerRequestsPerMinute: number;
  /** Requests a minute of the whole account through V2. */
  readonly v2RequestsPerMinute: number;
}

export const DEFAULT_SWITCHES: ShopSwitches = {
  filterStart: 'exclusive',
  filterEnd: 'inclusive',
  redactionMovesModifyDate: true,
  uncombiningMovesModifyDate: true,
  voidingMovesModifyDate: true,
  deletedOrders: 'unknown',
  v2LargestPage: 500,
  v2ShowsDiscounts: true,
  webhooksComeTwice: false,
  pointers: 'own',
  v1RequestsPerMinute: 40,
  v1PartnerRequestsPerMinute: 120,
  v2RequestsPerMinute: 200,
};

export function readSwitches(database: ShopDatabase): ShopSwitches {
  // Safe: written by changeSwitches alone.
  const changed = JSON.parse(readMeta(database, 'switches') ?? '{}') as Partial<ShopSwitches>;
  return { ...DEFAULT_SWITCHES, ...changed };
}

/** Changes some and leaves the others; the switches as they are now. */
export function changeSwitches(database: ShopDatabase, changes: Partial<ShopSwitches>): ShopSwitches {
  const switches = { ...readSwitches(database), ...changes };
  writeMeta(database, 'switches', JSON.stringify(switches));
  return switches;
}
