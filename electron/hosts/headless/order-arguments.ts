import { CliFailure } from './cli-failure.ts';
import type { OpenHost } from './command-context.ts';

/** Order ids of what was typed: ids, or numbers that are unique. */
export async function orderIdsOf({ call }: OpenHost, company: string, typed: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const order of typed) {
    ids.push((await call('order.show', { company, order })).row.orderId);
  }
  return [...new Set(ids)];
}

/** An order that a command did not take. */
export interface RefusedOrder {
  /** As it was typed, where it was refused before anybody knew which order it is. */
  readonly order?: string;
  /** Null where what was typed is no id and names no order. */
  readonly orderId: number | null;
  readonly code: string;
  readonly message: string;
}

/** "Order 1001 was refused (order/not-ready): …" */
export const refusedText = ({ order, orderId, code, message }: RefusedOrder, what = 'was refused'): string =>
  `Order ${orderId ?? order ?? ''} ${what} (${code}): ${message}`;

/** As {@link orderIdsOf}, but what is unknown or ambiguous is told apart instead of ending the command. */
export async function splitOrders(
  host: OpenHost,
  company: string,
  typed: readonly string[],
): Promise<{ readonly ids: number[]; readonly refused: RefusedOrder[] }> {
  const ids: number[] = [];
  const refused: RefusedOrder[] = [];
  for (const order of typed) {
    try {
      ids.push(...(await orderIdsOf(host, company, [order])));
    } catch (error) {
      if (!(error instanceof CliFailure) || !error.code.startsWith('order/')) {
        throw error;
      }
      refused.push({ order, orderId: /^\d{1,15}$/.test(order) ? Number(order) : null, code: error.code, message: error.message });
    }
  }
  return { ids: [...new Set(ids)], refused };
}
