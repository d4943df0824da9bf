import { cleanText, cutText } from '../orders/text.ts';
import { amountText } from './messages.ts';
import { type DocumentScope, moneyIn } from './scope.ts';

/** The forms of the books show no more of a tracking number, and may take no more. */
const MAX_TRACKING = 31;
/** Intuit: PrivateNote holds at most 4,000 characters. */
const MAX_NOTE = 4_000;
const MARK = /\[purser ([0-9a-f]{32})\]/;

/** The fingerprint that Purser wrote into a document's note; null where the document is not Purser's, or the note was lost. */
export function fingerprintInNote(note: string | null): string | null {
  return note === null ? null : (MARK.exec(note)?.[1] ?? null);
}

/** Whether the note is one that Purser wrote for this order. */
export function noteNamesOrder(note: string | null, orderId: number): boolean {
  return note !== null && MARK.test(note) && new RegExp(`ShipStation order id [\\d, ]*\\b${orderId}\\b`).test(note);
}

/** A tracking number as its own field holds it; the note holds a longer one whole. */
export const trackingText = (trackingNumber: string): string => cutText(trackingNumber, MAX_TRACKING);

export interface NoteFacts {
  readonly marketplaceTaxMinor: number;
  readonly trackingNumbers: readonly string[];
}

/**
 * The note on a document: order number, order id and store, the evidence of tax that the marketplace remits, several tracking
 * numbers, and Purser's fingerprint of the posting, which always fits.
 */
export function privateNote(scope: DocumentScope, fingerprint: string, facts: NoteFacts): string {
  const store = scope.input.storeName(scope.keyOrder.storeId) ?? `store ${scope.keyOrder.storeId}`;
  const sentences = [`Order ${scope.keyOrder.orderNumber}, ShipStation order id ${scope.memberIds.join(', ')}, ${store}.`];
  if (facts.marketplaceTaxMinor > 0) {
    sentences.push(
      `Sales tax of ${amountText(moneyIn(scope, facts.marketplaceTaxMinor))} was collected and is remitted by the marketplace; it is not on this document.`,
    );
  }
  if (facts.trackingNumbers.length > 1 || facts.trackingNumbers.some(({ length }) => length > MAX_TRACKING)) {
    sentences.push(`Tracking: ${facts.trackingNumbers.join(', ')}.`);
  }
  const mark = ` [purser ${fingerprint}]`;
  return `${cutText(cleanText(sentences.join(' ')), MAX_NOTE - mark.length)}${mark}`;
}
