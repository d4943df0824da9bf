import type { z } from 'zod';

import type { orderFilterSchema } from '../../../../shared/contract/methods/orders.ts';
import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { OrderFilter } from '../../ports/store/plan-store.ts';

/** The filter as the store takes it. A date that is on no calendar filters nothing out. */
export function orderFilterOf({ from, to, ...rest }: z.output<typeof orderFilterSchema>): OrderFilter {
  return { ...rest, from: dateOf(from), to: dateOf(to) };
}

function dateOf(text: string | undefined): OrderFilter['from'] {
  return text === undefined ? undefined : (parseBusinessDate(text) ?? undefined);
}
