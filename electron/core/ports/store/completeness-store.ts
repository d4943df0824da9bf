import type { DayBounds } from '../../../../shared/domain/sync/sweep.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';
import type { Order } from '../../../../shared/domain/orders/order.ts';
import type { ParkedRecord } from '../order-source.ts';

/** The lists of the source that records are read from. */
export const READINGS = ['orders-modified', 'orders-created', 'labels-made', 'labels-shipped', 'labels-voided', 'fulfillments'] as const;
export type Reading = (typeof READINGS)[number];

/** What a completeness check does, in its order. */
export const SWEEP_STEPS = ['orders', 'labels-made', 'labels-shipped', 'fulfillments', 'gone'] as const;
export type SweepStep = (typeof SWEEP_STEPS)[number];

export interface SweepCounts {
  /** Orders that the source lists. */
  readonly compared: number;
  /** Of those, not stored when the check met them. */
  readonly missing: number;
  /** Of the missing ones, changed so long ago that a pull should have brought them. */
  readonly overlooked: number;
  /** Orders stored because they were missing or older here. */
  readonly fetched: number;
  /** Labels and fulfillments that were missing or older here. */
  readonly shipping: number;
  /** Records that could not be read. */
  readonly unreadable: number;
  /** Orders found to be gone from the source. */
  readonly gone: number;
  /** Stored orders that were not listed and not looked up, because there were too many at once. */
  readonly unsettled: number;
}

/** One store's orders of one creation day, on both sides, when the check ended. */
export interface SweepDay {
  readonly storeId: number;
  readonly date: BusinessDate;
  /** In the source. */
  readonly listed: number;
  /** Here, without those that are gone from the source. */
  readonly stored: number;
  /** Were not here when the check met them. */
  readonly missing: number;
}

/** One completeness check, under way or ended. */
export interface Sweep {
  readonly sequence: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly timeZone: string;
  readonly step: SweepStep;
  /** How far the step's list is read; null at its beginning. */
  readonly reached: Instant | null;
  readonly counts: SweepCounts;
  /** Empty until it has ended. */
  readonly days: readonly SweepDay[];
}

/** A record that is kept aside, and when it is tried again. */
export interface KeptAside extends ParkedRecord {
  readonly number: number;
  readonly at: Instant;
  readonly attempts: number;
  readonly retryAt: Instant;
  readonly spot: ParkedSpot | null;
}

/** Where a record without a readable id stands: in this list, between these moments. */
export interface ParkedSpot {
  readonly reading: Reading;
  readonly from: Instant;
  readonly to: Instant;
}

/** What proves that nothing is missing: checks and their counts, orders that are gone, records kept aside. */
export interface CompletenessStore {
  /** The one under way; null where none is. */
  open(): Sweep | null;
  begin(sweep: Pick<Sweep, 'startedAt' | 'from' | 'to' | 'timeZone'>): Sweep;
  /** Step, how far it is read, and counts. */
  save(sweep: Sweep): void;
  /** Remembers that the source lists an order. False where this check has met it before. */
  noteListed(order: Pick<Order, 'orderId' | 'storeId' | 'createdAt'>, wasMissing: boolean): boolean;
  /** Stored orders of the window that the check has not met and that are not known to be gone, oldest first. */
  unlisted(sweep: Sweep, limit: number): readonly number[];
  /** How many those are, and how many orders of the window are stored at all. */
  unlistedCount(sweep: Sweep): { readonly unlisted: number; readonly stored: number };
  /** Counts both sides, ends the check, forgets what it met, and drops checks older than some months. */
  end(sweep: Sweep, days: readonly DayBounds[], at: Instant): Sweep;
  /** Newest ended one. */
  latest(): Sweep | null;
  /** Newest first, ended ones, without their days. */
  history(limit: number): readonly Sweep[];

  /** True where it was not marked before. */
  markGone(orderId: number, at: Instant): boolean;
  /** True where it was marked. */
  markPresent(orderId: number): boolean;
  isGone(orderId: number): boolean;
  /** Orders that are gone from the source, newest first. */
  gone(limit: number): readonly { readonly orderId: number; readonly orderNumber: string; readonly goneAt: Instant }[];
  goneCount(): number;

  /** A list was read from end to end: what stood aside without an id within it, and was not met since then, reads well now. */
  readThrough(spot: ParkedSpot, since: Instant): void;
  /** It was tried and is still unreadable. */
  triedAgain(number: number, attempts: number, retryAt: Instant): void;
  release(number: number): void;
  /** Forgets the texts of records kept aside that belong to this order. Returns how many there were. */
  forgetExcerpts(orderId: number): number;
  aside(limit: number): readonly KeptAside[];
  asideCount(): number;
}
