import type { OrderState } from '../../../shared/domain/posting/order-state.ts';
import type { CompanySession } from '../company-session.ts';
import type { Timers } from '../ports/environment.ts';
import type { OrderFilter } from '../ports/store/plan-store.ts';

const ROWS_AT_A_TIME = 500;

/** Key orders of everything that can be approved and matches the filter, oldest first. */
export const readyOrderIds = (timers: Timers, session: Pick<CompanySession, 'store'>, filter: OrderFilter): Promise<readonly number[]> =>
  orderIdsIn(timers, session, filter, ['ready']);

/** Key orders of everything under the filter that is in one of these states, oldest first. */
export async function orderIdsIn(
  timers: Timers,
  { store }: Pick<CompanySession, 'store'>,
  filter: OrderFilter,
  states: readonly OrderState[],
): Promise<readonly number[]> {
  const wanted = filter.states === undefined ? states : states.filter((state) => filter.states?.includes(state));
  if (wanted.length === 0) {
    return [];
  }
  const orderIds = new Set<number>();
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof store.plans.page> = store.plans.page({
      filter: { ...filter, states: wanted },
      sort: 'orderedOn',
      descending: false,
      limit: ROWS_AT_A_TIME,
      cursor,
    });
    for (const row of page.rows) {
      orderIds.add(row.planOrderId);
    }
    cursor = page.next;
    await timers.sleep(0);
  } while (cursor !== null);
  return [...orderIds];
}
