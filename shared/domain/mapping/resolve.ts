import type { Account, BooksReference, Customer, Item, ReferenceKind, ReferenceRecord } from '../books/reference.ts';
import type { Config, PaymentMethodMapping, RecordName, ShippingMethodMapping, StorePolicy } from '../config/config.ts';
import type { FindingCode } from '../findings.ts';
import type { Order, OrderItem } from '../orders/order.ts';
import { skuKey } from '../orders/text.ts';
import { fail, ok, type Result } from '../result.ts';

/** Why a record that the config names can't be used. `what` says which record in words. */
export interface RecordProblem {
  readonly code: Extract<FindingCode, 'mapping/record-not-found' | 'mapping/record-inactive' | 'mapping/name-ambiguous'>;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const KIND_WORDS: Readonly<Record<ReferenceKind, string>> = {
  account: 'account',
  item: 'product or service',
  customer: 'customer',
  vendor: 'vendor',
  employee: 'employee',
  term: 'term',
  'payment-method': 'payment method',
  class: 'class',
  location: 'location',
  'tax-code': 'tax code',
  'tax-rate': 'tax rate',
  'tax-agency': 'tax agency',
};

/** A name as the config has it, for messages: the name itself, or the Id. */
export function recordNameText(name: RecordName): string {
  return 'name' in name ? `"${name.name}"` : `with Id ${name.id}`;
}

/** The one active record that a name or Id means; missing, inactive and ambiguous ones are told apart. */
export function resolveRecord<T extends ReferenceRecord>(
  kind: ReferenceKind,
  name: RecordName,
  found: readonly T[],
): Result<T, RecordProblem> {
  const active = found.filter((record) => record.active);
  const [record] = active;
  const details = { kind, ...name };
  const what = `The ${KIND_WORDS[kind]} ${recordNameText(name)}`;
  if (record === undefined) {
    return found.length === 0
      ? fail({
          code: 'mapping/record-not-found',
          message: `${what} is not in QuickBooks; choose another one or make it there, then refresh`,
          details,
        })
      : fail({
          code: 'mapping/record-inactive',
          message: `${what} is inactive in QuickBooks; choose another one or make it active there`,
          details,
        });
  }
  if (active.length > 1) {
    return fail({
      code: 'mapping/name-ambiguous',
      message: `${what} stands for ${active.length} records in QuickBooks; choose one of them by its Id`,
      details: { ...details, candidates: active.map(({ id, name: candidate }) => ({ id, name: candidate })) },
    });
  }
  return ok(record);
}

const one = <T>(record: T | null): readonly T[] => (record === null ? [] : [record]);

export function resolveAccount(books: BooksReference, name: RecordName): Result<Account, RecordProblem> {
  return resolveRecord('account', name, 'name' in name ? books.accountByName(name.name) : one(books.accountById(name.id)));
}

export function resolveCustomer(books: BooksReference, name: RecordName): Result<Customer, RecordProblem> {
  return resolveRecord('customer', name, 'name' in name ? books.customersByName(name.name) : one(books.customerById(name.id)));
}

/** Types that a sales line can't name: folders and bundles (Intuit, Item.Type). */
const NOT_SOLD = new Set(['Category', 'Group', 'Bundle']);

/** True where a sales line can name the item. */
export const isSellable = (item: Item): boolean => !NOT_SOLD.has(item.itemType);

export function resolveItem(books: BooksReference, name: RecordName): Result<Item, RecordProblem> {
  const found = 'name' in name ? books.itemsByName(name.name) : one(books.itemById(name.id));
  return resolveRecord('item', name, found.filter(isSellable));
}

/** Records of which planning needs no more than the Id. */
export function resolvePlain(
  books: BooksReference,
  kind: 'term' | 'payment-method' | 'class' | 'location' | 'tax-code',
  name: RecordName,
): Result<ReferenceRecord, RecordProblem> {
  return resolveRecord(kind, name, 'name' in name ? books.recordsByName(kind, name.name) : one(books.recordById(kind, name.id)));
}

/** The key under which an order's item is mapped: its SKU, or its name where it has none. */
export function productKeyOf(item: Pick<OrderItem, 'sku' | 'name'>): string {
  const sku = skuKey(item.sku ?? '');
  return sku === '' ? skuKey(item.name) : sku;
}

/** By explicit mapping, by the SKU of a QuickBooks item, or not at all. Names are only ever suggested. */
export type ProductMatch =
  | { readonly kind: 'matched'; readonly item: Item; readonly by: 'mapping' | 'sku' }
  | { readonly kind: 'problem'; readonly problem: RecordProblem }
  | { readonly kind: 'unmatched' };

export function resolveProduct(item: Pick<OrderItem, 'sku' | 'name'>, config: Config, books: BooksReference): ProductMatch {
  const mapping = productMappings(config).get(productKeyOf(item));
  if (mapping !== undefined) {
    const resolved = resolveItem(books, mapping);
    return resolved.ok ? { kind: 'matched', item: resolved.value, by: 'mapping' } : { kind: 'problem', problem: resolved.fault };
  }
  const sku = skuKey(item.sku ?? '');
  const candidates = sku === '' ? [] : books.itemsBySku(sku).filter((candidate) => candidate.active && isSellable(candidate));
  const [candidate] = candidates;
  if (candidate === undefined) {
    return { kind: 'unmatched' };
  }
  if (candidates.length > 1) {
    return {
      kind: 'problem',
      problem: {
        code: 'mapping/name-ambiguous',
        message: `SKU ${sku.toUpperCase()} stands for ${candidates.length} products in QuickBooks; map it to one of them`,
        details: { kind: 'item', sku, candidates: candidates.map(({ id, name }) => ({ id, name })) },
      },
    };
  }
  return { kind: 'matched', item: candidate, by: 'sku' };
}

/** Mappings by key, made once for each config document (which is never changed in place). */
const productMappingsOf = new WeakMap<Config, ReadonlyMap<string, RecordName>>();

function productMappings(config: Config): ReadonlyMap<string, RecordName> {
  const known = productMappingsOf.get(config);
  if (known !== undefined) {
    return known;
  }
  const made = new Map(config.products.map(({ sku, item }) => [skuKey(sku), item]));
  productMappingsOf.set(config, made);
  return made;
}

/** What tells one way of shipping from another, as the channel and the source name it. */
export type ShippingMethodKey = Pick<Order, 'requestedService' | 'carrierCode' | 'serviceCode' | 'storeId'>;

/** The mapping with the most keys that all match; of two alike the earlier one. Null where none matches. */
export function shippingMappingFor(method: ShippingMethodKey, config: Config): ShippingMethodMapping | null {
  let best: ShippingMethodMapping | null = null;
  let bestKeys = 0;
  for (const mapping of config.shippingMethods) {
    const keys = matchedKeys(mapping.match, method);
    if (keys > bestKeys) {
      best = mapping;
      bestKeys = keys;
    }
  }
  return best;
}

function matchedKeys(match: ShippingMethodMapping['match'], method: ShippingMethodKey): number {
  const pairs = [
    [match.requestedService, method.requestedService],
    [match.carrierCode, method.carrierCode],
    [match.serviceCode, method.serviceCode],
    [match.store === undefined ? undefined : String(match.store), String(method.storeId)],
  ] as const;
  let keys = 0;
  for (const [wanted, actual] of pairs) {
    if (wanted !== undefined) {
      if (actual === null || skuKey(wanted) !== skuKey(actual)) {
        return 0;
      }
      keys += 1;
    }
  }
  return keys;
}

/** What tells one way of paying from another. */
export type PaymentMethodKey = Pick<Order, 'paymentMethod' | 'storeId'>;

/** The mapping of the way in which an order was paid; one of the order's own store wins. Null where none matches or nobody tells. */
export function paymentMappingFor({ paymentMethod, storeId }: PaymentMethodKey, config: Config): PaymentMethodMapping | null {
  if (paymentMethod === null || config.paymentMethods.length === 0) {
    return null;
  }
  const key = skuKey(paymentMethod);
  const same = config.paymentMethods.filter(({ match }) => skuKey(match.paymentMethod) === key);
  return same.find(({ match }) => match.store === storeId) ?? same.find(({ match }) => match.store === undefined) ?? null;
}

/** The method in words, for messages and for grouping what is held up. */
export function shippingMethodText({ requestedService, carrierCode, serviceCode }: ShippingMethodKey): string {
  const text = (requestedService ?? '').trim() || (serviceCode ?? '').trim() || (carrierCode ?? '').trim();
  return text === '' ? 'no shipping method' : text;
}

export function storePolicyOf(config: Config, storeId: number): StorePolicy | null {
  return Object.hasOwn(config.stores, String(storeId)) ? (config.stores[String(storeId)] ?? null) : null;
}
