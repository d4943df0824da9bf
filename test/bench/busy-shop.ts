import { type Buyer, TOWNS } from '../../electron/practice/seed/buyers.ts';
import { PRODUCTS } from '../../electron/practice/seed/catalogue.ts';
import { orderNumber } from '../../electron/practice/seed/channel-customs.ts';
import { type Draft, line, type StoreKey } from '../../electron/practice/seed/draft.ts';
import { scatter } from '../../electron/practice/seed/moments.ts';
import { tellStory } from '../../electron/practice/seed/tell-story.ts';
import type { NewOrder } from '../../electron/practice/shipstation/operations/new-order.ts';
import type { BusinessDate } from '../../shared/domain/time/instants.ts';

/** Of twenty orders: how a shop with its own store and three marketplaces sells. */
const CHANNELS: readonly StoreKey[] = [
  ...Array<StoreKey>(10).fill('shopify'),
  ...Array<StoreKey>(4).fill('amazon'),
  ...Array<StoreKey>(2).fill('etsy'),
  ...Array<StoreKey>(2).fill('ebay'),
  'woo',
  'wholesale',
];
const FIRST_NAMES =
  'Alma Bruno Carla Diego Edda Fabian Greta Hugo Ida Jonas Kira Leo Mila Nils Olga Pavel Quinn Rosa Sven Tara Uwe Vera Wim Xenia Yara'.split(
    ' ',
  );
const LAST_NAMES =
  'Abel Brandt Castell Dorn Ekman Falk Grund Holm Ivers Jansen Krog Lund Moen Nyberg Opdal Paulsen Quist Rask Strand Thorne Ulvik Vang Wold York Zeller'.split(
    ' ',
  );
/** The cord is sold by the metre at a third of a cent's fraction: cases for the rounding tests, not for a benchmark. */
const SOLD = PRODUCTS.filter(
  ({ sku, itemName, skuInBooks }) => itemName !== null && skuInBooks && sku !== 'CORD-M' && !sku.startsWith('WHS'),
);
const WHOLESALE = PRODUCTS.filter(({ sku }) => sku.startsWith('WHS'));
const TOWN_KEYS: readonly (string | number)[] = [...Object.keys(TOWNS).filter((key) => TOWNS[key]?.country === 'US'), 0, 1, 2, 3];
const FIRST_ORDER_ID = 700_000_000;

/** The n-th order of a busy shop: six stores, one to three lines, two orders for each buyer, paid in the channel. The same n gives the same order. */
export function busyOrder(n: number, count: number, anchorOn: BusinessDate): NewOrder & { readonly orderId: number } {
  const store = pick(CHANNELS, n);
  const range = store === 'wholesale' ? WHOLESALE : SOLD;
  const skus = new Set(
    Array.from({ length: 1 + scatter(`lines ${n}`, 3) }, (_, place) => pick(range, scatter(`sku ${n} ${place}`, range.length)).sku),
  );
  const draft: Draft = {
    key: `busy ${n}`,
    store,
    buyer: buyerOf(scatter(`buyer ${n}`, Math.ceil(count / 2))),
    on: `${1 + (n % 20)} ${String(8 + (n % 8)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`,
    lines: [...skus].map((sku) => line(sku, 1 + scatter(`pieces ${n} ${sku}`, 3))),
    service: n % 7 === 0 && store === 'shopify' ? 'Expedited' : 'Standard',
  };
  return tellStory(draft, {
    regime: 'us-automated',
    anchorOn,
    idOf: () => FIRST_ORDER_ID + n,
    numberOf: () => `${orderNumber(store, n)}-${n}`,
  }).order;
}

function buyerOf(index: number): Buyer {
  const name = `${pick(FIRST_NAMES, index)} ${pick(LAST_NAMES, Math.floor(index / FIRST_NAMES.length))}`;
  const series = Math.floor(index / (FIRST_NAMES.length * LAST_NAMES.length));
  const whole = series === 0 ? name : `${name} ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[series % 26]}.`;
  const key = `busy-${index}`;
  return { key, name: whole, email: `${key}@example.com`, street: `${1 + (index % 900)} Long Street`, town: pick(TOWN_KEYS, index) };
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) {
    throw new Error('Nothing to pick from');
  }
  return found;
}
