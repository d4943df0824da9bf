import type { Fulfillment, Order, OrderFamily, Shipment, SourceProduct, SourceStore } from '../../../../shared/domain/orders/order.ts';
import type { SourceReference } from '../../../../shared/domain/orders/source-reference.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';
import type { ParkedRecord } from '../order-source.ts';
import type { ParkedSpot } from './completeness-store.ts';

export type UpsertOutcome = 'created' | 'changed' | 'unchanged';

export const SYNC_STREAMS = ['orders', 'shipments-created', 'shipments-voided', 'fulfillments'] as const;
export type SyncStream = (typeof SYNC_STREAMS)[number];

/** Orders, labels and reference data as last seen in the source. Equal content (all but modifiedAt) is `unchanged`. */
export interface OrderStore {
  upsertOrder(order: Order, seenAt: Instant): UpsertOutcome;
  upsertShipment(shipment: Shipment, seenAt: Instant): UpsertOutcome;
  upsertFulfillment(fulfillment: Fulfillment, seenAt: Instant): UpsertOutcome;
  order(orderId: number): Order | null;
  shipment(shipmentId: number): Shipment | null;
  fulfillment(fulfillmentId: number): Fulfillment | null;
  /** All orders with exactly this number. */
  ordersByNumber(orderNumber: string): readonly Order[];
  /** The family of an order with shipments and fulfillments, found over parentId and mergedIds in both directions. */
  family(orderId: number): OrderFamily | null;
  /** Distinct root order ids of the families of these orders. */
  familyRoots(orderIds: readonly number[]): readonly number[];
  /** Every family root, ascending, after `afterRootId`, at most `limit`. */
  allFamilyRoots(afterRootId: number, limit: number): readonly number[];
  /**
   * Of the roots after `afterRootId` and up to `throughRootId`, ascending, those with an order that is not posted, voided or terminal, or
   * whose document is deleted or voided in the books' mirror. It looks at every family in between: ask for a stretch, not for all.
   */
  unsettledFamilyRoots(afterRootId: number, throughRootId: number): readonly number[];
  /** How many different orders carry this number (document numbers need it unique). */
  countByNumber(orderNumber: string): number;
  /** How many different buyer names (as nameKey) were seen with this e-mail (as emailKey). */
  namesOfEmail(emailKey: string): number;
  /**
   * The e-mail (as emailKey) of the first open order of these stores before this one whose buyer has this name (as nameKey) and an
   * e-mail; null where there is none. Only the nearest fifty of the name are looked at.
   */
  emailOfEarlierNamesake(nameKey: string, orderId: number, storeIds: readonly number[]): string | null;
  count(): number;
  /** How many of so many newest orders were paid in which way (null: the source does not tell), by store. */
  paymentMethods(newest: number): readonly { readonly paymentMethod: string | null; readonly storeId: number; readonly orders: number }[];

  /** A name that the source told is never lost to one that is made of the id. */
  saveSourceStores(stores: readonly SourceStore[]): void;
  /** Stores of these orders that no list of the source has named yet. */
  unnamedStoreIds(orderIds: readonly number[]): readonly number[];
  sourceStores(): readonly SourceStore[];
  saveSourceReference(reference: SourceReference): void;
  sourceReference(): SourceReference;
  saveSourceProducts(products: readonly SourceProduct[]): void;
  sourceProducts(): readonly SourceProduct[];

  watermark(stream: SyncStream): Instant | null;
  setWatermark(stream: SyncStream, at: Instant): void;
  /** From where a person asked for everything again and it has not been read yet; null where nothing was asked or all of it is read. */
  reach(stream: SyncStream): Instant | null;
  setReach(stream: SyncStream, at: Instant | null): void;

  /** Since when everything that changed in the source has been read; null where nobody knows. */
  readSince(): Instant | null;
  setReadSince(at: Instant): void;

  /** Whether something was stored whose plans were not made since: a run was killed or stopped in between. */
  plansDue(): boolean;
  /** Set in the transaction that stores what arrived; taken back when everything that depends on it is planned. */
  setPlansDue(areDue: boolean): void;

  /** Keeps a record aside that cannot be read. `spot`: where it stands, so that it can be tried again without an id. */
  park(record: ParkedRecord, at: Instant, spot?: ParkedSpot): void;
  /** A record that arrived whole after all. */
  unpark(stream: ParkedRecord['stream'], recordId: string): void;
  parked(): readonly (ParkedRecord & { readonly at: Instant })[];

  /** Per calendar day (ordered, and shipped) in the zone, how many and how much, for charts and reconcile. */
  shippedOnDates(): readonly BusinessDate[];
}
