import type { NewLine } from '../../shipstation/operations/new-order.ts';
import { type Buyer, SHOPPERS, TRADE_BUYERS } from '../buyers.ts';
import { type Draft, line, type StoreKey } from '../draft.ts';
import { scatter } from '../moments.ts';

/** Ordinary orders: catalogue lines, paid, shipped whole the day after. Nothing about them needs a person. */

const PLAIN_COUNT = 62;

/** The share of each channel, as it comes in. */
const STORES: readonly StoreKey[] = [
  'shopify',
  'amazon',
  'shopify',
  'woo',
  'etsy',
  'shopify',
  'ebay',
  'shopify',
  'amazon',
  'woo',
  'etsy',
  'shopify',
  'wholesale',
];

const BASKETS: readonly (readonly NewLine[])[] = [
  [line('MUG-1', 2)],
  [line('CNDL-CDR'), line('SOAP-3')],
  [line('PRINT-A4')],
  [line('BLNK-WL')],
  [line('TEA-BRK', 3)],
  [line('TOTE-N'), line('SPOON-CH', 2)],
  [line('MUG-2'), line('TEA-MNT')],
  [line('BOARD-OAK')],
  [line('CNDL-SEA', 2)],
  [line('PRINT-A3'), line('PRINT-A4')],
  [line('SOAP-3', 4)],
  [line('SCARF-ÅL')],
  [line('MUG-1'), line('MUG-2'), line('SPOON-CH')],
  [line('CNDL-CDR'), line('CNDL-SEA'), line('TEA-BRK')],
  [line('TOTE-N', 2)],
  [line('MUG-1', 4, { options: [{ name: 'Glaze', value: 'Fog' }] })],
  [line('SPOON-CH', 3), line('BOARD-OAK')],
];

const TRADE_BASKETS: readonly (readonly NewLine[])[] = [
  [line('WHS-MUG-12', 2)],
  [line('WHS-CNDL-24'), line('WHS-MUG-12')],
  [line('WHS-CNDL-24', 2)],
];

/** Their names are one customer in the books, or none: Cascade Paper Supply is not among them. */
const PLAIN_TRADE_BUYERS = TRADE_BUYERS.slice(1);

export const PLAIN_ORDERS: readonly Draft[] = Array.from({ length: PLAIN_COUNT }, (_, index) => plainOrder(index));

function plainOrder(index: number): Draft {
  const key = `plain-${String(index + 1).padStart(2, '0')}`;
  const store = pick(STORES, index);
  const isTrade = store === 'wholesale';
  const days = 44 - Math.floor((index * 42) / PLAIN_COUNT);
  const isAbroad = store === 'shopify' && index % 16 === 10;
  const buyer = isTrade ? pick(PLAIN_TRADE_BUYERS, index) : pick(SHOPPERS, index * 7);
  return {
    key,
    store,
    buyer: isAbroad ? abroad(buyer) : buyer,
    on: `${days} ${timeOf(key, 6, 15)}`,
    lines: isTrade ? pick(TRADE_BASKETS, index) : pick(BASKETS, index * 5),
    service: serviceOf(store, index, isAbroad),
    steps: [{ on: `${days - 1} ${timeOf(`${key} label`, 8, 7)}`, do: 'label' }],
  };
}

/** The same person with a parcel to Norway. */
function abroad(buyer: Buyer): Buyer {
  return { ...buyer, street: 'Karl Johans gate 5', town: 'oslo' };
}

function serviceOf(store: StoreKey, index: number, isAbroad: boolean): string {
  if (isAbroad) {
    return 'International';
  }
  return store === 'shopify' && index % 6 === 5 ? 'Expedited' : 'Standard';
}

function timeOf(salt: string, firstHour: number, hours: number): string {
  const minutes = scatter(`${salt} time`, hours * 60);
  return `${String(firstHour + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) {
    throw new Error('Nothing to pick from');
  }
  return found;
}
