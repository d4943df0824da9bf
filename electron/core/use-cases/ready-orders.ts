import type { CompanySession } from '../company-session.ts';
import type { Timers } from '../ports/environment.ts';
import type { OrderFilter } from '../ports/store/plan-store.ts';

const ROWS_AT_A_TIME = 500;

/** Key orders of everything that can be approved and matches the filter, oldest first. */
export async function readyOrderIds(timers: Timers, { store }: CompanySession, filter: OrderFilter): Promise<readonly number[]> {
  if (filter.states !== undefined && !filter.states.includes('ready')) {
    return [];
  }
  const orderIds = new Set<number>();
  let cursor: string | null = null;
  do {
    const page = store.plans.page({
      filter: { ...filter, states: ['ready'] },
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
