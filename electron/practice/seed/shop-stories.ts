import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../practice.ts';
import { orderNumber } from './channel-customs.ts';
import type { Draft, StoreKey } from './draft.ts';
import { orderOfMoment } from './moments.ts';
import { CUSTOMER_ORDERS } from './orders/customers.ts';
import { DATE_ORDERS } from './orders/dates-and-numbers.ts';
import { DISCOUNT_ORDERS } from './orders/discounts.ts';
import { FAMILY_ORDERS } from './orders/families.ts';
import { LAST_DAY_ORDERS } from './orders/last-day.ts';
import { LINE_ORDERS } from './orders/lines.ts';
import { MONEY_ORDERS } from './orders/money.ts';
import { PLAIN_ORDERS } from './orders/plain.ts';
import { SHIPPING_ORDERS } from './orders/shipping.ts';
import { STATUS_ORDERS } from './orders/statuses.ts';
import { TAX_ORDERS } from './orders/tax.ts';
import type { Story } from './story.ts';
import { tellStory } from './tell-story.ts';

/** Every order of the shop but the new parts of splits, oldest first. */
const DRAFTS: readonly Draft[] = [
  ...PLAIN_ORDERS,
  ...LINE_ORDERS,
  ...DISCOUNT_ORDERS,
  ...MONEY_ORDERS,
  ...TAX_ORDERS,
  ...STATUS_ORDERS,
  ...CUSTOMER_ORDERS,
  ...SHIPPING_ORDERS,
  ...FAMILY_ORDERS,
  ...DATE_ORDERS,
  ...LAST_DAY_ORDERS,
].toSorted((a, b) => compareText(`${orderOfMoment(a.on)} ${a.key}`, `${orderOfMoment(b.on)} ${b.key}`));

/** Ids rise with time in steps of three, as in an account that others share; a split's new part takes the next one. */
const FIRST_ORDER_ID = 500_100_200;
const ID_STEP = 3;

const IDS: ReadonlyMap<string, number> = new Map(
  DRAFTS.flatMap((draft, index) => {
    const orderId = draft.orderId ?? FIRST_ORDER_ID + index * ID_STEP;
    const parts = (draft.steps ?? []).some((step) => step.do === 'split') ? [[`${draft.key}/part`, orderId + 1] as const] : [];
    return [[draft.key, orderId] as const, ...parts];
  }),
);

/** ShipStation id of a seeded order by its key; the same for every anchor and regime. Throws for a key that is none. */
export function seededOrderId(key: string): number {
  const orderId = IDS.get(key);
  if (orderId === undefined) {
    throw new Error(`The seed has no order "${key}"`);
  }
  return orderId;
}

/** Every seeded order, new parts of splits included. */
export const SEEDED_ORDER_KEYS: readonly string[] = [...IDS.keys()];

/** The lives of all orders of the shop, for one company and day. */
export function shopStories(regime: PracticeRegime, anchorOn: BusinessDate): Story[] {
  const numbers = orderNumbers();
  return DRAFTS.map((draft) => tellStory(draft, { regime, anchorOn, idOf: seededOrderId, numberOf: (key) => numbers.get(key) ?? key }));
}

/** Numbers by key: the drafts' own, and for the others the next that the store would give. */
function orderNumbers(): Map<string, string> {
  const taken = new Set(DRAFTS.map(({ store, number }) => `${store} ${number ?? ''}`));
  const counts = new Map<StoreKey, number>();
  const next = (store: StoreKey): string => {
    const count = counts.get(store) ?? 0;
    counts.set(store, count + 1);
    const number = orderNumber(store, count);
    return taken.has(`${store} ${number}`) ? next(store) : number;
  };
  return new Map(DRAFTS.map(({ key, store, number }) => [key, number ?? next(store)]));
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
