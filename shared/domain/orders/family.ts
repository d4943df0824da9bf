import type { Order, OrderFamily, OrderWithShipping } from './order.ts';

/** Orders that this order names as its relatives: its parent (split, or the order it was combined into) and what was combined into it. */
export function relativesOf(order: Order): readonly number[] {
  const named = order.parentId === null ? [...order.mergedIds] : [order.parentId, ...order.mergedIds];
  return named.filter((id) => id !== order.orderId && id > 0);
}

/** Absorbed orders: those that another member was combined from. They travel in the survivor's parcel. */
export function absorbedIds(members: readonly OrderWithShipping[]): ReadonlySet<number> {
  return new Set(members.flatMap(({ order }) => order.mergedIds.filter((id) => id !== order.orderId)));
}

export function isComplete(family: OrderFamily): boolean {
  return family.missingOrderIds.length === 0;
}

/**
 * The order that keys a family: the one without a parent. Of several (a combine whose parts do not name their survivor) the
 * survivor, else the oldest; of none (a parent not seen, or a circle) the one whose parent is missing, else the oldest.
 */
export function rootOrderIdOf(members: readonly OrderWithShipping[]): number {
  const orders = members.map(({ order }) => order).toSorted((a, b) => a.orderId - b.orderId);
  const known = new Set(orders.map(({ orderId }) => orderId));
  const absorbed = absorbedIds(members);
  const parentless = orders.filter(({ parentId }) => parentId === null);
  const orphaned = orders.filter(({ parentId }) => parentId !== null && !known.has(parentId));
  const candidates = [parentless, orphaned, orders].find((group) => group.length > 0) ?? [];
  const root =
    candidates.find(({ orderId, mergedIds }) => mergedIds.length > 0 && !absorbed.has(orderId)) ??
    candidates.find(({ orderId }) => !absorbed.has(orderId)) ??
    candidates[0];
  if (root === undefined) {
    throw new Error('A family needs a member');
  }
  return root.orderId;
}

/** One family from its members, however they were gathered: sorted, with its root and the relatives not seen yet. */
export function familyFrom(members: readonly OrderWithShipping[]): OrderFamily {
  const sorted = members.toSorted((a, b) => a.order.orderId - b.order.orderId);
  const known = new Set(sorted.map(({ order }) => order.orderId));
  const missing = new Set(sorted.flatMap(({ order }) => relativesOf(order)).filter((id) => !known.has(id)));
  return { rootOrderId: rootOrderIdOf(sorted), members: sorted, missingOrderIds: [...missing].toSorted((a, b) => a - b) };
}

/** Families of any set of orders: two orders are of one family where one names the other, directly or through others, or both name the same unseen one. */
export function groupIntoFamilies(orders: readonly OrderWithShipping[]): readonly OrderFamily[] {
  const parent = new Map<number, number>();
  const find = (id: number): number => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      at = up;
    }
    return at;
  };
  for (const { order } of orders) {
    parent.set(order.orderId, parent.get(order.orderId) ?? order.orderId);
    for (const relative of relativesOf(order)) {
      parent.set(find(relative), find(order.orderId));
    }
  }
  const groups = new Map<number, OrderWithShipping[]>();
  for (const member of orders) {
    const key = find(member.order.orderId);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [member]);
    } else {
      group.push(member);
    }
  }
  return [...groups.values()].map(familyFrom).toSorted((a, b) => a.rootOrderId - b.rootOrderId);
}
