import type { PracticeAction, PracticeDeed, PracticeTrouble, PracticeWish } from '../../../shared/domain/practice/actions.ts';
import type { Fault, Result } from '../../../shared/domain/result.ts';

/** A document of an order that stands in the books, by their own name and id for it. */
export interface StandingDocument {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly entity: string;
  readonly documentId: string;
  readonly documentNumber: string | null;
}

/** An order on which an action would work. */
export interface FittingOrder {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly buyer: string | null;
}

export interface PracticeOffer {
  readonly action: PracticeAction;
  /** Orders that fit, newest first; null where the action is on no order. */
  readonly orders: readonly FittingOrder[] | null;
}

export interface PracticeLook {
  readonly offers: readonly PracticeOffer[];
  readonly troubles: readonly PracticeTrouble[];
}

/** The hands of everybody outside in a practice company: buyers, the packer, a colleague at the books, and bad luck. */
export interface PracticeHands {
  /** @param documents what stands in the books for this company's orders */
  look(documents: readonly StandingDocument[]): PracticeLook;
  /** Refuses with `order/unknown` or `practice/not-possible`, and changes nothing then. */
  perform(wish: PracticeWish, documents: readonly StandingDocument[]): Result<PracticeDeed, Fault>;
}
