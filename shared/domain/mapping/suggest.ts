import type { Item } from '../books/reference.ts';
import type { RecordName } from '../config/config.ts';
import { nameKey, skuKey } from '../orders/text.ts';

export const SUGGESTION_REASONS = [
  'same-sku',
  'as-before',
  'same-name',
  'same-product',
  'sku-in-name',
  'as-other-store',
  'same-carrier',
  'similar-name',
] as const;
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number];

/** A QuickBooks item that may be what is looked for, and why; a person accepts it, nothing is mapped on a suggestion alone. */
export interface ItemSuggestion {
  readonly itemId: string;
  readonly itemName: string;
  readonly reason: SuggestionReason;
  /** What the reason refers to: the other SKU, the other store. Null where the reason says it all. */
  readonly basis: string | null;
  /** 1 for the same, less for similar; for sorting and for "accept all above". */
  readonly score: number;
}

/** An item that is known from elsewhere: a mapping of before, or of another SKU of the same product. */
export interface KnownItem {
  readonly item: RecordName;
  readonly reason: SuggestionReason;
  readonly basis: string | null;
}

/** How sure each reason is. Similar names score by how many letter pairs they share. */
const SCORES: Readonly<Record<Exclude<SuggestionReason, 'similar-name'>, number>> = {
  'same-sku': 1,
  'as-before': 1,
  'same-name': 0.99,
  'same-product': 0.97,
  'as-other-store': 0.97,
  'sku-in-name': 0.95,
  'same-carrier': 0.6,
};

/** Below this share of common letter pairs, names only look alike by chance. */
const SIMILAR_FROM = 0.5;
/** A SKU of two letters is part of many names. */
const LEAST_SKU = 3;

interface Entry {
  readonly item: Item;
  readonly pairs: number;
}

/** Items by everything that they are found by, made once for many products. */
export interface ItemIndex {
  readonly entries: Entry[];
  readonly bySku: Map<string, number[]>;
  readonly byName: Map<string, number[]>;
  readonly byWord: Map<string, number[]>;
  /** Of each pair of letters, in which entries it occurs and how often. */
  readonly byPair: Map<string, [number, number][]>;
  readonly byId: Map<string, Item>;
  readonly byFullName: Map<string, Item>;
}

/** Of active items that can stand on a line; categories can't. */
export function indexItems(items: readonly Item[]): ItemIndex {
  const index: ItemIndex = {
    entries: [],
    bySku: new Map(),
    byName: new Map(),
    byWord: new Map(),
    byPair: new Map(),
    byId: new Map(),
    byFullName: new Map(),
  };
  addToIndex(index, items);
  return index;
}

/** More items of the same books: a long list is taken in some at a time. */
export function addToIndex(index: ItemIndex, items: readonly Item[]): void {
  for (const item of items) {
    if (item.active && item.itemType !== 'Category') {
      addItem(index, item);
    }
  }
}

function addItem(index: ItemIndex, item: Item): void {
  const at = index.entries.length;
  const own = ownName(item);
  const pairs = pairsOf(own);
  index.entries.push({ item, pairs: sizeOf(pairs) });
  index.byId.set(item.id, item);
  index.byFullName.set(nameKey(item.name), item);
  push(index.bySku, skuKey(item.sku ?? ''), at);
  push(index.byName, own, at);
  for (const word of new Set(own.split(/[^\p{L}\p{N}-]+/u))) {
    push(index.byWord, word, at);
  }
  for (const [pair, times] of pairs) {
    push(index.byPair, pair, [at, times]);
  }
}

/** Items that may stand for the product, best first, each once by its best reason, at most `limit`. */
export function suggestItems(
  product: { readonly sku: string | null; readonly name: string },
  index: ItemIndex,
  limit = 5,
  known: readonly KnownItem[] = [],
): readonly ItemSuggestion[] {
  const sku = skuKey(product.sku ?? '');
  const name = nameKey(product.name);
  const found = new Map<string, ItemSuggestion>();
  const add = (item: Item | undefined, reason: SuggestionReason, score: number, basis: string | null = null): void => {
    if (item !== undefined && (found.get(item.id)?.score ?? 0) < score) {
      found.set(item.id, { itemId: item.id, itemName: item.name, reason, basis, score });
    }
  };
  const addAll = (at: readonly number[] | undefined, reason: Exclude<SuggestionReason, 'similar-name'>): void =>
    at?.forEach((entry) => add(index.entries[entry]?.item, reason, SCORES[reason]));
  if (sku !== '') {
    addAll(index.bySku.get(sku), 'same-sku');
  }
  for (const { item, reason, basis } of known) {
    add(itemNamed(index, item), reason, reason === 'similar-name' ? SIMILAR_FROM : SCORES[reason], basis);
  }
  if (name !== '') {
    addAll(index.byName.get(name), 'same-name');
  }
  if (sku.length >= LEAST_SKU) {
    addAll(index.byWord.get(sku), 'sku-in-name');
  }
  for (const [entry, likeness] of similarTo(name, index)) {
    add(entry.item, 'similar-name', likeness * 0.9);
  }
  return [...found.values()].toSorted((a, b) => b.score - a.score || a.itemName.localeCompare(b.itemName, 'en')).slice(0, limit);
}

function itemNamed(index: ItemIndex, name: RecordName): Item | undefined {
  return 'id' in name ? index.byId.get(name.id) : index.byFullName.get(nameKey(name.name));
}

/** Dice's coefficient over letter pairs: 1 for the same letters, 0 for none in common. */
function similarTo(name: string, index: ItemIndex): readonly (readonly [Entry, number])[] {
  const pairs = pairsOf(name);
  const size = sizeOf(pairs);
  const common = new Map<number, number>();
  for (const [pair, times] of pairs) {
    for (const [at, there] of index.byPair.get(pair) ?? []) {
      common.set(at, (common.get(at) ?? 0) + Math.min(times, there));
    }
  }
  return [...common].flatMap(([at, shared]) => {
    const entry = index.entries[at];
    const likeness = entry === undefined ? 0 : (2 * shared) / (size + entry.pairs);
    return entry === undefined || likeness < SIMILAR_FROM ? [] : [[entry, likeness] as const];
  });
}

/** An item in a category is named "Category:Item": the last part is its own name. */
function ownName(item: Item): string {
  return nameKey(item.name.split(':').at(-1) ?? item.name);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  if (key === '') {
    return;
  }
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const times of pairs.values()) {
    size += times;
  }
  return size;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
    for (let at = 0; at + 1 < word.length; at += 1) {
      const pair = word.slice(at, at + 2);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  return pairs;
}
