import type { OrderEdit } from '../shipstation/operations/change-order.ts';
import type { NewLine, NewOrder } from '../shipstation/operations/new-order.ts';
import type { PracticeAddress } from '../shipstation/records.ts';
import type { Buyer } from './buyers.ts';
import { type CatalogueProduct, PRODUCTS } from './catalogue.ts';
import type { Moment } from './moments.ts';
import type { LinePieces, StoryAction } from './story.ts';

/** The six stores by a short name. */
export const STORE_IDS = { shopify: 300101, amazon: 300102, etsy: 300103, ebay: 300104, wholesale: 300105, woo: 300106 } as const;
export type StoreKey = keyof typeof STORE_IDS;

/** What happens after the import, with orders named by key and days counted before the anchor. */
export type DraftStep = { readonly on: Moment } & (
  | Exclude<StoryAction, { do: 'label' | 'split' | 'combine' | 'hold' | 'edit' }>
  | (Omit<Extract<StoryAction, { do: 'label' }>, 'of'> & { readonly ofKey?: string })
  | { readonly do: 'split'; readonly lines: readonly LinePieces[]; readonly money: 'first-part' | 'by-lines' }
  | { readonly do: 'combine'; readonly absorbedKey: string }
  | { readonly do: 'hold'; readonly untilDaysAfter: number }
  | { readonly do: 'edit'; readonly edit: OrderEdit }
);

/** An order as a theme writes it down: only what makes it special. The rest is as usual in its store. */
export interface Draft {
  /** Names the order within the seed. The new part of a split is `key/part`. */
  readonly key: string;
  readonly store: StoreKey;
  readonly buyer: Buyer;
  readonly on: Moment;
  readonly lines: readonly NewLine[];
  /** Left out: the next number in the store's own style. */
  readonly number?: string;
  /** Only where another seed must know it. */
  readonly orderId?: number;
  /** Charged to the buyer; left out: the store's charge for the service. */
  readonly shipping?: string;
  readonly service?: string | null;
  /** Order-level tax; left out: what the channel would charge this buyer. */
  readonly tax?: string;
  /** Whether lines carry their tax per unit; left out: as usual in the store. */
  readonly taxOnLines?: boolean;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly billTo?: Partial<PracticeAddress>;
  readonly shipTo?: Partial<PracticeAddress>;
  /** Anything else that a channel may send. */
  readonly also?: Partial<
    Pick<
      NewOrder,
      | 'status'
      | 'paidAt'
      | 'orderTotal'
      | 'amountPaid'
      | 'customerNotes'
      | 'internalNotes'
      | 'giftMessage'
      | 'tagIds'
      | 'externallyFulfilledBy'
    >
  >;
  /** The day on which others shipped it before it arrived, as a count of days before the anchor. */
  readonly shippedDaysBefore?: number;
  readonly steps?: readonly DraftStep[];
}

/** A line of the catalogue. `changes` overrides what the channel sends. */
export function line(sku: string, quantity = 1, changes: Partial<NewLine> = {}): NewLine {
  const product = productOf(sku);
  if (product === null) {
    throw new Error(`The catalogue has no ${sku}`);
  }
  return { sku, name: product.name, quantity, unitPrice: product.price, productId: product.productId, options: [], ...changes };
}

/** A discount in the documented shape: a negative line marked as an adjustment. */
export function discount(code: string, amount: string, changes: Partial<NewLine> = {}): NewLine {
  return { sku: code, name: code, quantity: 1, unitPrice: `-${amount}`, adjustment: true, options: [], ...changes };
}

export function productOf(sku: string | null): CatalogueProduct | null {
  return PRODUCTS.find((product) => product.sku === sku) ?? null;
}

/** The usual end: one label for everything. */
export const shipped = (on: Moment): readonly DraftStep[] => [{ on, do: 'label' }];
