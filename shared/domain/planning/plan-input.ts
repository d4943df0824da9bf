import type { BooksReference } from '../books/reference.ts';
import type { Config } from '../config/config.ts';
import type { Decision } from '../findings.ts';
import type { OrderFamily } from '../orders/order.ts';
import type { BusinessDate } from '../time/instants.ts';

/** What is known of a document that was posted for a key order: it keeps its kind, number, date and customer. */
export interface PostedFacts {
  readonly kind: 'invoice' | 'sales-receipt';
  readonly documentNumber: string;
  readonly documentDate: BusinessDate;
  readonly customerId: string | null;
  /** 1 for the first document of the order. */
  readonly generation: number;
  /** True where the document was voided, or taken back by a credit memo: the next plan is for a document of the next generation. */
  readonly voided: boolean;
  /** Who paid for its key order when it was posted (see payerMarkOf); null where nobody told, or the customer is the channel's. */
  readonly payer: string | null;
  /** Where a credit memo took it back: the day of that. What is posted anew is not dated before it. */
  readonly creditedOn: BusinessDate | null;
  /** What it totals; tells a part's own document from one that holds the whole family. Null where it is not known. */
  readonly totalMinor: number | null;
}

/** Everything that planning looks at. The same input always gives the same plans. */
export interface PlanInput {
  readonly family: OrderFamily;
  readonly config: Config;
  readonly books: BooksReference;
  /** Of the family's members. Of several for one code the last counts. */
  readonly decisions: readonly Decision[];
  /** In the company's zone. */
  readonly today: BusinessDate;
  /** False where different orders carry this number. */
  numberIsUnique(orderNumber: string): boolean;
  /** True where the e-mail (as emailKey makes it) was seen with different buyers' names. */
  emailIsShared(emailKey: string): boolean;
  /**
   * The e-mail (as emailKey) of the first open order before this one whose buyer has this name (as nameKey) and an e-mail; null where
   * there is none. Posted together, both would ask for a new customer of that name, which the books give out once.
   */
  emailOfEarlierNamesake(nameKey: string, orderId: number): string | null;
  storeName(storeId: number): string | null;
  /** The newest document of a key order, or null where none was ever posted. */
  posted(orderId: number): PostedFacts | null;
}
