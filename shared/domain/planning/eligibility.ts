import type { Finding } from '../findings.ts';
import type { OrderWithShipping } from '../orders/order.ts';
import type { ShippingState } from '../orders/shipping-state.ts';
import { isUntold } from '../orders/untold.ts';
import { finding } from './messages.ts';
import type { PlanOutcome } from './plan.ts';
import { type DocumentScope, isDecided } from './scope.ts';

/** Null: may be posted as far as its state goes. Else what it is instead, and why. */
export type Standing = { readonly outcome: Extract<PlanOutcome, 'waiting' | 'skipped' | 'terminal'>; readonly reason: Finding } | null;

const waiting = (reason: Finding): Standing => ({ outcome: 'waiting', reason });

/** Why an order's own status keeps it from being posted (accounting rules, section 3). */
function statusReason(label: string, { order }: OrderWithShipping): Finding | null {
  switch (order.status) {
    case 'awaiting_payment':
      return finding('order/awaiting-payment', `${label} is not paid yet; it is planned when ShipStation says that it is`);
    case 'on_hold':
      return finding('order/on-hold', `${label} is on hold; it is planned when the hold ends in ShipStation`);
    case 'rejected_fulfillment':
      return finding(
        'order/rejected-fulfillment',
        `${label} was rejected by its fulfillment provider; it waits until ShipStation ships or cancels it`,
      );
    case 'unknown':
      return finding(
        'order/unknown-status',
        `${label} has the status "${order.sourceStatus}", which Purser does not know; it waits until that changes`,
        { sourceStatus: order.sourceStatus },
      );
    case 'awaiting_shipment':
    case 'pending_fulfillment':
    case 'shipped':
    case 'cancelled':
      return null;
  }
}

/** Whether the orders are in a state in which they are posted. */
export function standingOf(scope: DocumentScope, shipping: ShippingState): Standing {
  const { label, members } = scope;
  for (const member of members) {
    const reason = scope.absorbed.has(member.order.orderId) ? null : statusReason(label, member);
    if (reason !== null) {
      return waiting(reason);
    }
  }
  if (shipping.progress === 'shipped') {
    return null;
  }
  if (scope.input.config.policy.postWhen === 'created') {
    return untoldStatus(scope);
  }
  if (members.length > 1) {
    return waiting(
      finding(
        'order/family-not-shipped',
        `${label} is posted as one document when every part is shipped or cancelled; it waits for the rest`,
        { memberIds: scope.memberIds },
      ),
    );
  }
  return waiting(
    shipping.progress === 'partly-shipped'
      ? finding('order/partly-shipped', `${label} is partly shipped; it is posted when labels cover every piece`)
      : finding('order/not-shipped', `${label} is not shipped yet; it is posted when it ships`),
  );
}

/** Before it ships, only its status tells that an order is neither unpaid nor on hold nor refused. */
function untoldStatus(scope: DocumentScope): Standing {
  if (!isUntold(scope.keyOrder, 'status') || isDecided(scope, 'order/status-unknown', 'post-anyway')) {
    return null;
  }
  const message = `${scope.label} is "${scope.keyOrder.sourceStatus}" in ShipStation, whose V2 API does not tell whether it is paid or on hold; it is planned when it ships, or when you choose to`;
  return waiting(finding('order/status-unknown', message, { sourceStatus: scope.keyOrder.sourceStatus }, ['post-anyway']));
}

/** Cancelled before posting: never posted. */
export function cancelledReason(label: string): Finding {
  return finding('order/cancelled', `${label} is cancelled in ShipStation and is never posted`);
}

/** Deleted before posting: never posted, unless it appears again. */
export function deletedReason(label: string): Finding {
  return finding(
    'order/deleted-in-source',
    `${label} was deleted in ShipStation and is not posted; should it appear there again, it is planned again by itself`,
  );
}

/** A part of a family is gone: what it stood for may still be in the rest, or not. */
export function deletedPart(label: string, orderIds: readonly number[]): Finding {
  return finding(
    'order/deleted-in-source',
    `${label} had a part that was deleted in ShipStation (${orderIds.join(', ')}); check that the rest is what was sold, then post it without that part`,
    { orderIds },
    ['post-anyway'],
  );
}

export function notIncludedReason(label: string, storeId: number, storeName: string | null): Finding {
  return finding(
    'order/store-not-included',
    `${label} is of ${storeName ?? `store ${storeId}`}, which is not included; include the store in Mapping to post its orders`,
    { storeId },
  );
}

/** Nothing dated before the start is posted unless a person says so. */
export function beforeStart(scope: DocumentScope, date: string): Standing {
  const { startOn } = scope.input.config.policy;
  if (scope.posted !== null || startOn === null || date >= startOn || isDecided(scope, 'order/before-start-date', 'post-anyway')) {
    return null;
  }
  const message = `${scope.label} would be dated ${date}, before the start on ${startOn}; it is not posted unless you choose to`;
  return { outcome: 'skipped', reason: finding('order/before-start-date', message, { date, startOn }, ['post-anyway']) };
}
