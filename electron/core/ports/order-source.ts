import type { Fulfillment, Order, Shipment, SourceProduct, SourceStore } from '../../../shared/domain/orders/order.ts';
import type { SourceReference } from '../../../shared/domain/orders/source-reference.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from './faults.ts';

/** A record that could not be read: kept with what is known of it, shown, and tried again later. */
export interface ParkedRecord {
  readonly stream: 'orders' | 'shipments' | 'fulfillments';
  /** The source's id where it could be read. */
  readonly recordId: string | null;
  readonly code: string;
  /** Which field of which record, and what was found. */
  readonly message: string;
  /** The record's text, shortened; null where it never arrived. */
  readonly excerpt: string | null;
}

export interface SourcePage<T> {
  readonly records: readonly T[];
  readonly parked: readonly ParkedRecord[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** Both ends inclusive; the adapter widens nothing. */
export interface SourceWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/** Pages until the end or the first fault, which is the last value. Stops early when the signal aborts. */
export type SourcePages<T> = AsyncIterable<Result<SourcePage<T>, PortFault>>;

/**
 * The address of a list that a notice of the source names, taken apart by whoever received the notice. It is untrusted: the
 * adapter follows it only to the source's own hosts, always over https, and only for addresses that it knows.
 */
export interface SourcePointer {
  /** What the list holds, in the product's words. */
  readonly resource: 'orders' | 'shipments' | 'fulfillments';
  /** Host as a URL has it, with the port where one was named: "ssapi6.shipstation.com". */
  readonly host: string;
  /** Path as a URL has it: "/orders". */
  readonly path: string;
  /** Decoded names and values, in the order of the address. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** The pages of a pointed list, by what they hold. */
export type PointedPages =
  | { readonly resource: 'orders'; readonly pages: SourcePages<Order> }
  | { readonly resource: 'shipments'; readonly pages: SourcePages<Shipment> }
  | { readonly resource: 'fulfillments'; readonly pages: SourcePages<Fulfillment> };

/** Where orders come from. Read only: nothing is ever written to it. */
export interface OrderSource {
  /** All stores of the account; where the source has no list of them, those that its newest orders name, called by their ids. */
  stores(signal?: AbortSignal): Promise<Result<readonly SourceStore[], PortFault>>;
  reference(signal?: AbortSignal): Promise<Result<SourceReference, PortFault>>;
  products(signal?: AbortSignal): SourcePages<SourceProduct>;
  /** By modify date, ascending, with the end pinned, so that pages that move while reading lose nothing. */
  ordersModified(window: SourceWindow, signal?: AbortSignal): SourcePages<Order>;
  ordersCreated(window: SourceWindow, signal?: AbortSignal): SourcePages<Order>;
  /** Null where the source does not know it (any more). */
  order(orderId: number, signal?: AbortSignal): Promise<Result<Order | null, PortFault>>;
  /** Labels by the moment they were made, by the day they left (the source's own days), or voided ones by the moment of the void. */
  shipments(by: 'created' | 'shipped' | 'voided', window: SourceWindow, signal?: AbortSignal): SourcePages<Shipment>;
  fulfillments(window: SourceWindow, signal?: AbortSignal): SourcePages<Fulfillment>;
  /** Of one order: there is no list by the moment at which one was taken back. */
  fulfillmentsOf(orderId: number, signal?: AbortSignal): SourcePages<Fulfillment>;
  /** What a notice points to. Fails with `source/pointer-refused`, before anything is sent, where the pointer is none of the source's own. */
  pointed(pointer: SourcePointer, signal?: AbortSignal): Result<PointedPages, PortFault>;
  /** The Date header of the newest answer, or null before the first: the watermark never passes it. */
  serverTime(): Instant | null;
}
