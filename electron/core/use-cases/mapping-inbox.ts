import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Item } from '../../../shared/domain/books/reference.ts';
import type { Finding } from '../../../shared/domain/findings.ts';
import { suggestItems } from '../../../shared/domain/mapping/suggest.ts';
import type { CompanySession } from '../company-session.ts';

type Inbox = MethodOutput<'mapping.inbox'>;
type HeldUp = ReturnType<CompanySession['store']['plans']['heldUp']>[number];

/** Items that suggestions are chosen from: more than a shop has, few enough to compare at once. */
const ITEMS_COMPARED = 5_000;
const SUGGESTIONS = 5;

/** What is unmapped, most money held up first, with suggestions and their reasons. */
export function mappingInbox(session: CompanySession): Inbox {
  const { store } = session;
  const groups = store.plans.heldUp().toSorted((a, b) => moneyOf(b) - moneyOf(a));
  const items = store.mirror.search('item', '', ITEMS_COMPARED).filter((record): record is Item => record.kind === 'item');
  const storeNames = new Map(store.orders.sourceStores().map((known) => [known.storeId, known.storeName]));
  const of = (code: Finding['code']): readonly HeldUp[] => groups.filter((group) => group.code === code);
  return {
    products: of('mapping/product-missing').map((group) => productOf(session, group, items)),
    shippingMethods: of('mapping/shipping-missing').map((group) => shippingMethodOf(session, group)),
    stores: of('mapping/store-missing').map((group) => {
      const storeId = Number(group.subject ?? 0);
      return { storeId, storeName: storeNames.get(storeId) ?? `Store ${storeId}`, count: group.count, heldUp: [...group.totals] };
    }),
  };
}

function productOf(session: CompanySession, group: HeldUp, items: readonly Item[]): Inbox['products'][number] {
  const details = exampleOf(session, group)?.details ?? {};
  const sku = group.subject ?? textOf(details['sku']);
  const name = textOf(details['name']) ?? sku ?? '';
  return {
    sku,
    name,
    count: group.count,
    heldUp: [...group.totals],
    suggestions: suggestItems({ sku, name }, items, SUGGESTIONS).map(({ itemId, itemName, because }) => ({
      itemId,
      itemName,
      reason: because,
    })),
    exampleOrderIds: [...group.exampleOrderIds],
  };
}

function shippingMethodOf(session: CompanySession, group: HeldUp): Inbox['shippingMethods'][number] {
  const details = exampleOf(session, group)?.details ?? {};
  return {
    requestedService: textOf(details['requestedService']) ?? group.subject,
    carrierCode: textOf(details['carrierCode']),
    serviceCode: textOf(details['serviceCode']),
    count: group.count,
    heldUp: [...group.totals],
    exampleOrderIds: [...group.exampleOrderIds],
  };
}

/** The finding itself, as one of the orders has it: it knows more than the group's key. */
function exampleOf({ store }: CompanySession, group: HeldUp): Finding | null {
  for (const orderId of group.exampleOrderIds) {
    const blockers = store.plans.planOf(orderId)?.blockers ?? [];
    const found = blockers.find(
      ({ code, details }) =>
        code === group.code && (group.subject === null || Object.values(details).some((value) => String(value) === group.subject)),
    );
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}

/** For sorting only: currencies are added as if they were one. */
function moneyOf(group: HeldUp): number {
  return group.totals.reduce((sum, total) => sum + total.minor, 0);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
