import { addDays, type BusinessDate } from '../../../shared/domain/time/instants.ts';

/** What the books hold before Purser's first posting, so that it must notice instead of posting twice. */

/** Number of a Shopify order that somebody typed into QuickBooks as an invoice by hand. */
export const ALREADY_BOOKED_ORDER_NUMBER = '10418';

/** ShipStation id of an order that ShipStation's own exporter sent: QuickBooks has it as `SS-` + this id. */
export const ALREADY_EXPORTED_ORDER_ID = 500100370;

export interface BookedBefore {
  readonly documentNumber: string;
  readonly entity: 'Invoice' | 'SalesReceipt';
  /** DisplayName of the customer it is booked to; made if it is not there. */
  readonly customerName: string;
  /** Catalogue SKU and pieces of its only product line. */
  readonly sku: string;
  readonly quantity: number;
  /** Shipping charged, exact decimal text; booked to the item of the Standard method. */
  readonly shipping: string;
  readonly daysBeforeAnchor: number;
}

/** The two documents as QuickBooks has them. Neither is taxed. */
export const BOOKED_BEFORE: readonly BookedBefore[] = [
  {
    documentNumber: ALREADY_BOOKED_ORDER_NUMBER,
    entity: 'Invoice',
    customerName: 'Dana Whitcomb',
    sku: 'BOARD-OAK',
    quantity: 1,
    shipping: '6.00',
    daysBeforeAnchor: 30,
  },
  {
    documentNumber: `SS-${ALREADY_EXPORTED_ORDER_ID}`,
    entity: 'SalesReceipt',
    customerName: 'Oliver Finch',
    sku: 'CNDL-SEA',
    quantity: 2,
    shipping: '6.00',
    daysBeforeAnchor: 28,
  },
];

/** QuickBooks' BookCloseDate in the practice company: inside the shop's reach, before nearly all of its orders. */
export function booksClosedThrough(anchorOn: BusinessDate): BusinessDate {
  return addDays(anchorOn, -50);
}
