import type { Item } from '../../../shared/domain/books/reference.ts';
import type { Config, ShippingMethodMapping } from '../../../shared/domain/config/config.ts';
import {
  addToIndex,
  indexItems,
  type ItemIndex,
  type ItemSuggestion,
  type KnownItem,
  suggestItems,
} from '../../../shared/domain/mapping/suggest.ts';
import { nameKey, skuKey } from '../../../shared/domain/orders/text.ts';
import type { CompanySession } from '../company-session.ts';
import type { Timers } from '../ports/environment.ts';

/** Items that suggestions are chosen from: more than a shop has. */
const ITEMS_COMPARED = 20_000;
/** A few milliseconds of work. */
const ITEMS_AT_A_TIME = 500;
const SUGGESTIONS = 5;

interface KeptIndex {
  readonly madeOf: string;
  readonly index: ItemIndex;
}
/** Made again when the books' items are others. */
const kept = new WeakMap<CompanySession, KeptIndex>();

/** Finds items for what is unmapped, each with its reason. */
export interface Suggestions {
  forProduct(product: { readonly sku: string; readonly name: string }): readonly ItemSuggestion[];
  forShippingMethod(method: UnmappedMethod): readonly ItemSuggestion[];
}

export interface UnmappedMethod {
  readonly requestedService: string | null;
  readonly carrierCode: string | null;
  readonly serviceCode: string | null;
}

export async function suggestionsOf(timers: Timers, session: CompanySession): Promise<Suggestions> {
  const index = await itemIndexOf(timers, session);
  const config = session.store.config.current();
  const siblings = productsByName(session, config);
  const storeNames = new Map(session.store.orders.sourceStores().map(({ storeId, storeName }) => [storeId, storeName]));
  return {
    forProduct: (product) => suggestItems(product, index, SUGGESTIONS, knownProducts(session, siblings, product)),
    forShippingMethod: (method) =>
      suggestItems(
        { sku: null, name: method.requestedService ?? method.serviceCode ?? method.carrierCode ?? '' },
        index,
        SUGGESTIONS,
        knownMethods(config, method, storeNames),
      ),
  };
}

async function itemIndexOf(timers: Timers, session: CompanySession): Promise<ItemIndex> {
  const { mirror } = session.store;
  const madeOf = `${mirror.refreshedAt() ?? ''} ${mirror.changesSince() ?? ''} ${mirror.counts().item}`;
  const last = kept.get(session);
  if (last?.madeOf === madeOf) {
    return last.index;
  }
  const items = mirror.search('item', '', ITEMS_COMPARED).filter((record): record is Item => record.kind === 'item');
  const index = indexItems([]);
  for (let start = 0; start < items.length; start += ITEMS_AT_A_TIME) {
    addToIndex(index, items.slice(start, start + ITEMS_AT_A_TIME));
    await timers.sleep(0);
  }
  kept.set(session, { madeOf, index });
  return index;
}

/** SKUs of the source's own product list by their name: the same product is often sold under another SKU in each store. */
function productsByName({ store }: CompanySession, config: Config): ReadonlyMap<string, readonly KnownItem[]> {
  const mapped = new Map(config.products.map((mapping) => [skuKey(mapping.sku), mapping.item]));
  const byName = new Map<string, KnownItem[]>();
  for (const { sku, name } of store.orders.sourceProducts()) {
    const item = sku === null ? undefined : mapped.get(skuKey(sku));
    const key = nameKey(name);
    if (item !== undefined && key !== '') {
      byName.set(key, [...(byName.get(key) ?? []), { item, reason: 'same-product', basis: sku }]);
    }
  }
  return byName;
}

function knownProducts(
  { store }: CompanySession,
  siblings: ReadonlyMap<string, readonly KnownItem[]>,
  { sku, name }: { readonly sku: string; readonly name: string },
): readonly KnownItem[] {
  const former = store.config.formerItem(skuKey(sku));
  return [
    ...(former === null ? [] : [{ item: former, reason: 'as-before', basis: null } as const]),
    ...(siblings.get(nameKey(name)) ?? []).filter(({ basis }) => skuKey(basis ?? '') !== skuKey(sku)),
  ];
}

/** What another store calls the same, and what another service of the same carrier goes to. */
function knownMethods(config: Config, method: UnmappedMethod, storeNames: ReadonlyMap<number, string>): readonly KnownItem[] {
  return config.shippingMethods.flatMap((mapping): readonly KnownItem[] => {
    const { store } = mapping.match;
    if (isSameMethod(mapping.match, method)) {
      return [
        { item: mapping.item, reason: 'as-other-store', basis: store === undefined ? null : (storeNames.get(store) ?? String(store)) },
      ];
    }
    return isSame(mapping.match.carrierCode, method.carrierCode)
      ? [{ item: mapping.item, reason: 'same-carrier', basis: mapping.match.carrierCode ?? null }]
      : [];
  });
}

function isSameMethod(match: ShippingMethodMapping['match'], method: UnmappedMethod): boolean {
  return isSame(match.requestedService, method.requestedService) || isSame(match.serviceCode, method.serviceCode);
}

function isSame(wanted: string | undefined, actual: string | null): boolean {
  return wanted !== undefined && actual !== null && skuKey(wanted) === skuKey(actual);
}
