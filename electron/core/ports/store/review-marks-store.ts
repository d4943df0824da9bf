import type { OrderWithShipping } from '../../../../shared/domain/orders/order.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';

/** What a person has seen of each order; whether it has changed since is kept in step when the order or its parcels change. */
export interface ReviewMarksStore {
  /** From now on changes count from this. */
  mark(seen: OrderWithShipping, at: Instant): void;
  /** Null for an order that nobody has opened yet. */
  seen(orderId: number): { readonly member: OrderWithShipping; readonly at: Instant } | null;
  /** The buyer was redacted: what was seen of the order is forgotten with it. */
  forget(orderId: number): void;
}
