import { epochMsOf, type BusinessDate, type Instant } from '../../../shared/domain/time/instants.ts';
import { assertNever, type Result } from '../../../shared/domain/result.ts';
import type { PracticeRegime } from '../practice.ts';
import { shopStories } from '../seed/shop-stories.ts';
import type { Story, StoryStep } from '../seed/story.ts';
import { cancelOrder, editOrder, holdOrder } from './operations/change-order.ts';
import { importOrder } from './operations/import-order.ts';
import { combineOrders, splitOrder } from './operations/order-family.ts';
import { redactOrder } from './operations/redact-order.ts';
import { buyLabel, markShipped, voidLabel } from './operations/ship-order.ts';
import type { PracticeShipmentItem } from './records.ts';
import type { Shop } from './shop.ts';
import type { ShopDatabase } from './storage/database.ts';
import { findOrder } from './storage/orders.ts';
import { shipmentsOf } from './storage/shipments.ts';

/**
 * Fills an empty shop by living through its stories in the order of time, with the very operations that a person has later:
 * a seeded order can't be in a state that the shop would not reach.
 */
export function seedShop(database: ShopDatabase, regime: PracticeRegime, anchorOn: BusinessDate): void {
  const happenings = shopStories(regime, anchorOn)
    .flatMap((story) => [{ at: story.importedAt, story, step: null }, ...story.steps.map((step) => ({ at: step.at, story, step }))])
    .sort((a, b) => compareText(a.at, b.at) || a.story.order.orderId - b.story.order.orderId);
  for (const { at, story, step } of happenings) {
    const shop: Shop = { database, now: () => epochMsOf(at), anchorOn, regime };
    mustWork(story, step === null ? importOrder(shop, story.order) : live(shop, story, step), at);
  }
}

function live(shop: Shop, { order: { orderId } }: Story, step: StoryStep): Result<unknown> {
  switch (step.do) {
    case 'label':
      return buyLabel(shop, step.of ?? orderId, {
        ...step.label,
        ...(step.lines === undefined ? {} : { items: itemsOf(shop, orderId, step.lines) }),
      });
    case 'void-last-label':
      return voidLabel(shop, shipmentsOf(shop.database, orderId).at(-1)?.shipmentId ?? 0);
    case 'mark-shipped':
      return markShipped(shop, orderId, step.mark);
    case 'split':
      return splitOrder(shop, orderId, { move: itemsOf(shop, orderId, step.lines), money: step.money, partOrderId: step.partOrderId });
    case 'combine':
      return combineOrders(shop, orderId, step.absorbedId);
    case 'hold':
      return holdOrder(shop, orderId, step.until);
    case 'cancel':
      return cancelOrder(shop, orderId);
    case 'redact':
      return redactOrder(shop, orderId, step.reason);
    case 'edit':
      return editOrder(shop, orderId, step.edit);
    default:
      return assertNever(step);
  }
}

/** Lines are told by their place in the order as imported. */
function itemsOf(
  shop: Shop,
  orderId: number,
  lines: readonly { readonly line: number; readonly quantity: number }[],
): PracticeShipmentItem[] {
  const items = findOrder(shop.database, orderId)?.items ?? [];
  return lines.map(({ line, quantity }) => ({ orderItemId: items[line]?.orderItemId ?? 0, quantity }));
}

/** A story that does not work is a bug of the seed. */
function mustWork(story: Story, result: Result<unknown>, at: Instant): void {
  if (!result.ok) {
    throw new Error(`Story "${story.key}" at ${at}: ${result.fault.message}`);
  }
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
