import type { Fulfillment, Order, Shipment } from '../../../../shared/domain/orders/order.ts';
import { ok, type Result } from '../../../../shared/domain/result.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource, ParkedRecord, SourcePage, SourcePages, SourceWindow } from '../../ports/order-source.ts';
import type { Reading } from '../../ports/store/completeness-store.ts';
import type { UpsertOutcome } from '../../ports/store/order-store.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { storeFulfillment, storeOrder, storeShipment, type TouchedOrders } from './store-records.ts';

/** One page of any list, with what is needed to keep its records. */
export interface KeptPage {
  /** One for each record: stores it, in the caller's transaction, and says what that changed. */
  readonly keepers: readonly ((seenAt: Instant) => UpsertOutcome)[];
  readonly parked: readonly ParkedRecord[];
  /** The newest moment by which the list is sorted; null where the page has none, or the list is sorted otherwise. */
  readonly newest: Instant | null;
  readonly isLast: boolean;
  readonly total: number;
  /** The orders of the page; empty for other lists. */
  readonly orders: readonly Order[];
}

/** A list of the source, whatever it holds. */
export interface SourceReading {
  readonly label: string;
  pages(window: SourceWindow, signal: AbortSignal): AsyncIterable<Result<KeptPage, PortFault>>;
}

interface ReadingParts {
  readonly parts: EngineParts;
  readonly source: OrderSource;
  readonly touched: TouchedOrders;
  readonly run: RunControl;
}

interface Kind<T> {
  readonly label: string;
  read(window: SourceWindow, signal: AbortSignal): SourcePages<T>;
  /** Null where the list is not sorted by what its window is about. */
  sortedBy(record: T): Instant | null;
  keep(record: T, seenAt: Instant): UpsertOutcome;
  readonly ordersOf: (records: readonly T[]) => readonly Order[];
}

/** How a list is read and its records are kept. */
export function readingOf({ parts, source, touched, run }: ReadingParts, reading: Reading): SourceReading {
  const keepOrder = (order: Order, seenAt: Instant): UpsertOutcome => storeOrder(parts, touched, order, seenAt, run);
  const keepLabel = (label: Shipment, seenAt: Instant): UpsertOutcome => storeShipment(parts, touched, label, seenAt, run);
  const orders = { keep: keepOrder, ordersOf: (records: readonly Order[]) => records };
  const labels = { keep: keepLabel, ordersOf: () => [] };
  switch (reading) {
    case 'orders-modified':
      return ofKind({
        ...orders,
        label: 'Orders',
        read: (window, signal) => source.ordersModified(window, signal),
        sortedBy: ({ modifiedAt }) => modifiedAt,
      });
    case 'orders-created':
      return ofKind({
        ...orders,
        label: 'Orders by creation',
        read: (window, signal) => source.ordersCreated(window, signal),
        sortedBy: ({ createdAt }) => createdAt,
      });
    case 'labels-made':
      return ofKind({
        ...labels,
        label: 'Labels',
        read: (window, signal) => source.shipments('created', window, signal),
        sortedBy: ({ createdAt }) => createdAt,
      });
    case 'labels-shipped':
      return ofKind({
        ...labels,
        label: 'Labels by ship date',
        read: (window, signal) => source.shipments('shipped', window, signal),
        sortedBy: () => null,
      });
    case 'labels-voided':
      return ofKind({
        ...labels,
        label: 'Voided labels',
        read: (window, signal) => source.shipments('voided', window, signal),
        // Voided labels come sorted by creation, so a page says nothing about how far the void dates have been read.
        sortedBy: () => null,
      });
    case 'fulfillments':
      return fulfillments({ parts, source, touched, run });
  }
}

function fulfillments({ parts, source, touched, run }: ReadingParts): SourceReading {
  return ofKind<Fulfillment>({
    label: 'Fulfillments',
    read: (window, signal) => source.fulfillments(window, signal),
    sortedBy: ({ createdAt }) => createdAt,
    keep: (fulfillment, seenAt) => storeFulfillment(parts, touched, fulfillment, seenAt, run),
    ordersOf: () => [],
  });
}

function ofKind<T>(kind: Kind<T>): SourceReading {
  return {
    label: kind.label,
    async *pages(window, signal) {
      for await (const page of kind.read(window, signal)) {
        yield page.ok ? ok(keptPage(kind, page.value)) : page;
      }
    },
  };
}

function keptPage<T>(kind: Kind<T>, { records, parked, page, pages, total }: SourcePage<T>): KeptPage {
  return {
    keepers: records.map((record) => (seenAt: Instant) => kind.keep(record, seenAt)),
    parked,
    newest: newestOf(records.flatMap((record) => kind.sortedBy(record) ?? [])),
    isLast: page >= pages,
    total,
    orders: kind.ordersOf(records),
  };
}

function newestOf(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((newest, at) => (newest === null || at > newest ? at : newest), null);
}
