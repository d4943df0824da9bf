import type { MethodInput } from '../../../../shared/contract/client.ts';
import { ORDER_STATES, type OrderState } from '../../../../shared/domain/posting/order-state.ts';
import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { SearchTexts } from '../../lib/search.ts';

type ListInput = MethodInput<'order.list'>;
export type OrderFilter = NonNullable<ListInput['filter']>;
export type SortKey = NonNullable<ListInput['sort']>;

/** What a person reviews: everything else waits for someone else, or is done. */
export const TO_REVIEW: readonly OrderState[] = ['ready', 'blocked', 'attention'];
const SORT_KEYS: readonly SortKey[] = ['orderedOn', 'shippedOn', 'orderNumber', 'total', 'buyer', 'state'];

const ASKS = ['approve', 'post'] as const;

/** The review screen as its address says. */
export interface ReviewAddress {
  /** Null means every state. */
  readonly states: readonly OrderState[] | null;
  readonly filter: OrderFilter;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** The order that is open beside the list. */
  readonly openOrderId: number | null;
  /** A question that the address brings along, from the command palette. */
  readonly ask: 'approve' | 'post' | null;
}

const dateOf = (text: string | undefined): string | undefined => (text === undefined ? undefined : (parseBusinessDate(text) ?? undefined));
const idOf = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined);

function statesOf(text: string | undefined): readonly OrderState[] | null {
  if (text === 'all') {
    return null;
  }
  const named = (text ?? '').split(',');
  const states = ORDER_STATES.filter((state) => named.includes(state));
  return states.length === 0 ? TO_REVIEW : states;
}

/** Reads the address; what makes no sense in it is as if it were not there. */
export function parseReviewAddress(search: SearchTexts): ReviewAddress {
  const states = statesOf(search['states']);
  const filter = withoutUndefined({
    states: states === null ? undefined : [...states],
    storeId: idOf(search['store']),
    from: dateOf(search['from']),
    to: dateOf(search['to']),
    search: search['q']?.slice(0, 200),
    code: search['code']?.slice(0, 80),
    changed: search['changed'] === 'yes' ? true : undefined,
  });
  return {
    states,
    filter,
    sort: SORT_KEYS.find((key) => key === search['sort']) ?? 'orderedOn',
    descending: search['dir'] !== 'asc',
    openOrderId: idOf(search['order']) ?? null,
    ask: ASKS.find((ask) => ask === search['ask']) ?? null,
  };
}

function withoutUndefined(filter: { readonly [Key in keyof OrderFilter]: OrderFilter[Key] | undefined }): OrderFilter {
  // Safe: only keys without a value are taken away.
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as OrderFilter;
}

/** How the states are written into the address; the usual ones are not. */
export function statesText(states: readonly OrderState[] | null): string | undefined {
  if (states === null) {
    return 'all';
  }
  const isUsual = states.length === TO_REVIEW.length && TO_REVIEW.every((state) => states.includes(state));
  return states.length === 0 || isUsual ? undefined : states.join(',');
}
