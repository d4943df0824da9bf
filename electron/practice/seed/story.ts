import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import type { OrderEdit } from '../shipstation/operations/change-order.ts';
import type { NewOrder } from '../shipstation/operations/new-order.ts';
import type { SplitOptions } from '../shipstation/operations/order-family.ts';
import type { RedactionReason } from '../shipstation/operations/redact-order.ts';
import type { LabelOptions, MarkOptions } from '../shipstation/operations/ship-order.ts';

/** Some pieces of a line, told by its place in the order. */
export interface LinePieces {
  readonly line: number;
  readonly quantity: number;
}

/** What people in the shop did with an order. */
export type StoryAction =
  | {
      readonly do: 'label';
      /** Another order than the story's own: the part of a split, the absorbed one of a combined pair. */
      readonly of?: number;
      /** Left out: everything not yet covered. */
      readonly lines?: readonly LinePieces[];
      readonly label?: Omit<LabelOptions, 'items'>;
    }
  | { readonly do: 'void-last-label' }
  | { readonly do: 'mark-shipped'; readonly mark: MarkOptions }
  | { readonly do: 'split'; readonly lines: readonly LinePieces[]; readonly money: SplitOptions['money']; readonly partOrderId: number }
  | { readonly do: 'combine'; readonly absorbedId: number }
  | { readonly do: 'hold'; readonly until: BusinessDate }
  | { readonly do: 'cancel' }
  | { readonly do: 'redact'; readonly reason: RedactionReason }
  | { readonly do: 'edit'; readonly edit: OrderEdit };

export type StoryStep = StoryAction & { readonly at: Instant };

/** The life of one seeded order up to the anchor day. */
export interface Story {
  readonly key: string;
  readonly order: NewOrder & { readonly orderId: number };
  readonly importedAt: Instant;
  readonly steps: readonly StoryStep[];
}
