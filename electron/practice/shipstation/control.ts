import { type AccountControl, createAccountControl } from './control/account-control.ts';
import { type Commit, createOrderControl, type OrderControl } from './control/order-control.ts';
import { createTroubleControl, type TroubleControl } from './control/trouble-control.ts';
import { createWebhookControl, type WebhookControl } from './control/webhook-control.ts';
import type { Shop } from './shop.ts';

/**
 * The hands of a person in the shop: what they do in ShipStation's own screens, and what can be made to go wrong. Each
 * operation is one committed transaction at the shop's own time and moves the order's modifyDate; it refuses with a
 * `practice/…` fault what ShipStation would not allow.
 */
export interface ShipStationControl extends OrderControl, AccountControl, TroubleControl, WebhookControl {
  /** Runs several operations in one commit: all of them if `work` returns, none if it throws. */
  together<T>(work: () => T): T;
}

/** @param committed called after each commit: there may be something for the webhooks */
export function createControl(shop: Shop, committed: () => void): ShipStationControl {
  const commit: Commit = (operation) => {
    const outcome = shop.database.transaction(operation).immediate();
    committed();
    return outcome;
  };
  return {
    ...createOrderControl(shop, commit),
    ...createAccountControl(shop, commit),
    ...createTroubleControl(shop, commit),
    ...createWebhookControl(shop, commit),
    together: commit,
  };
}
