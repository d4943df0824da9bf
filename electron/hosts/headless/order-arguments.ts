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

/** As {@link orderIdsOf}, but what is unknown or ambiguous is told apart instead of ending the command. */
export async function splitOrders(
  host: OpenHost,
  company: string,
  typed: readonly string[],
): Promise<{ readonly ids: number[]; readonly refused: { orderId: number; code: string; message: string }[] }> {
  const ids: number[] = [];
  const refused: { orderId: number; code: string; message: string }[] = [];
  for (const order of typed) {
    try {
      ids.push(...(await orderIdsOf(host, company, [order])));
    } catch (error) {
      if (!(error instanceof CliFailure) || !error.code.startsWith('order/')) {
        throw error;
      }
      refused.push({ orderId: /^\d{1,15}$/.test(order) ? Number(order) : 0, code: error.code, message: error.message });
    }
  }
  return { ids: [...new Set(ids)], refused };
}
