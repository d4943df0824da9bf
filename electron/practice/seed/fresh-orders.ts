import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../practice.ts';
import type { NewOrder } from '../shipstation/operations/new-order.ts';
import { type Buyer, SHOPPERS } from './buyers.ts';
import { orderNumber } from './channel-customs.ts';
import { line, type StoreKey } from './draft.ts';
import { tellStory } from './tell-story.ts';

/** Channels whose orders need no person: paid, of products that the books know, and posted as invoices. */
const STORES: readonly StoreKey[] = ['shopify', 'amazon', 'etsy', 'shopify', 'ebay'];

const BASKETS = [
  () => [line('MUG-1', 2), line('TEA-BRK')],
  () => [line('CNDL-CDR'), line('SOAP-3', 2)],
  () => [line('PRINT-A4'), line('PRINT-A3')],
  () => [line('BOARD-OAK'), line('SPOON-CH', 2)],
  () => [line('TOTE-N', 2), line('CNDL-SEA')],
] as const;

/** Behind every number that the seed gives. */
const FIRST_COUNT = 600;

export interface FreshOrdersWish {
  readonly regime: PracticeRegime;
  readonly today: BusinessDate;
  readonly now: Instant;
  /** How many orders the shop has: the same count gives the same orders. */
  readonly shopCount: number;
  readonly count: number;
}

/** Ordinary orders as the channels would hand them over now, each with at least two lines. */
export function freshOrders({ regime, today, now, shopCount, count }: FreshOrdersWish): readonly NewOrder[] {
  return Array.from({ length: count }, (_, position) => {
    const index = shopCount + position;
    const store = pick(STORES, index);
    const { orderId: _orderId, ...order } = tellStory(
      { key: `fresh-${index}`, store, buyer: buyerOf(index), on: '0 10:00', lines: pick(BASKETS, index)() },
      { regime, anchorOn: today, idOf: () => 0, numberOf: () => orderNumber(store, FIRST_COUNT + index) },
    ).order;
    return { ...order, orderedAt: now };
  });
}

const buyerOf = (index: number): Buyer => pick(SHOPPERS, index * 11);

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) {
    throw new Error('Nothing to pick from');
  }
  return found;
}
