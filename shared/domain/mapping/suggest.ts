import type { Item } from '../books/reference.ts';
import { nameKey, skuKey } from '../orders/text.ts';

/** A QuickBooks item that may be the product, and why; a person accepts it, nothing is mapped on a suggestion alone. */
export interface ItemSuggestion {
  readonly itemId: string;
  readonly itemName: string;
  readonly reason: 'same-sku' | 'same-name' | 'sku-in-name' | 'similar-name';
  /** The reason in words, for the screen. */
  readonly because: string;
  /** 1 for the same, less for similar; for sorting. */
  readonly score: number;
}

/** Below this share of common letter pairs, names only look alike by chance. */
const SIMILAR_FROM = 0.5;

/** Active items that may stand for the product, best first, at most `limit`. */
export function suggestItems(
  product: { readonly sku: string | null; readonly name: string },
  items: readonly Item[],
  limit = 5,
): readonly ItemSuggestion[] {
  const sku = skuKey(product.sku ?? '');
  const name = nameKey(product.name);
  const pairs = pairsOf(name);
  const suggestions: ItemSuggestion[] = [];
  for (const item of items) {
    if (item.active && item.itemType !== 'Category') {
      const found = compare(sku, name, pairs, item);
      if (found !== null) {
        suggestions.push(found);
      }
    }
  }
  return suggestions.toSorted((a, b) => b.score - a.score || a.itemName.localeCompare(b.itemName, 'en')).slice(0, limit);
}

function compare(sku: string, name: string, pairs: ReadonlyMap<string, number>, item: Item): ItemSuggestion | null {
  const made = (reason: ItemSuggestion['reason'], because: string, score: number): ItemSuggestion => ({
    itemId: item.id,
    itemName: item.name,
    reason,
    because,
    score,
  });
  if (sku !== '' && skuKey(item.sku ?? '') === sku) {
    return made('same-sku', 'Same SKU', 1);
  }
  // An item in a category is named "Category:Item": the last part is its own name.
  const own = nameKey(item.name.split(':').at(-1) ?? item.name);
  if (name !== '' && own === name) {
    return made('same-name', 'Same name', 0.99);
  }
  if (sku.length >= 3 && own.split(/[^\p{L}\p{N}-]+/u).includes(sku)) {
    return made('sku-in-name', 'The SKU is part of its name', 0.95);
  }
  const likeness = likenessOf(pairs, pairsOf(own));
  return likeness >= SIMILAR_FROM ? made('similar-name', 'Similar name', likeness * 0.9) : null;
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

/** Dice's coefficient over letter pairs: 1 for the same letters, 0 for none in common. */
function likenessOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const count = (pairs: ReadonlyMap<string, number>): number => [...pairs.values()].reduce((sum, times) => sum + times, 0);
  const total = count(a) + count(b);
  if (total === 0) {
    return 0;
  }
  let common = 0;
  for (const [pair, times] of a) {
    common += Math.min(times, b.get(pair) ?? 0);
  }
  return (2 * common) / total;
}
