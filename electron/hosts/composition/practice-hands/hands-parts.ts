import type { PracticeDeed, PracticeOrderName } from '../../../../shared/domain/practice/actions.ts';
import { fail, type Fault, ok, type Result } from '../../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { Clock } from '../../../core/ports/environment.ts';
import type { PracticeRegime } from '../../../practice/practice.ts';
import type { Practice } from '../../../practice/start-practice.ts';

/** What the hands of one practice company work with. */
export interface HandsParts {
  readonly practice: Practice;
  readonly clock: Clock;
  readonly regime: PracticeRegime;
  /** The shop's date now. */
  readonly today: BusinessDate;
  /** The day through which this company's books are closed when nobody has touched them. */
  readonly closedThrough: BusinessDate;
}

const NOTHING: PracticeDeed = { orders: [], documentNumber: null, on: null, reason: null, times: null, key: null };

/** The facts of what was done. */
export const deed = (facts: Partial<PracticeDeed> = {}): Result<PracticeDeed, never> => ok({ ...NOTHING, ...facts });

export const notPossible = (message: string, details: Readonly<Record<string, unknown>> = {}): Result<never, Fault> =>
  fail({ code: 'practice/not-possible', message, details });

/** The order that was chosen by id or number among those that fit; null: the first of them. */
export function choose<T extends PracticeOrderName>(
  fitting: readonly T[],
  wanted: number | string | null,
  known: readonly PracticeOrderName[],
): Result<T, Fault> {
  if (wanted === null) {
    const [first] = fitting;
    return first === undefined ? notPossible('No order fits this now. Pull, or let a new order arrive first.') : ok(first);
  }
  const isWanted = ({ orderId, orderNumber }: PracticeOrderName): boolean =>
    orderId === wanted || [orderNumber, String(orderId)].includes(String(wanted));
  const found = fitting.find(isWanted);
  if (found !== undefined) {
    return ok(found);
  }
  return known.some(isWanted)
    ? notPossible(`Order ${wanted} does not fit this: only the orders that are offered do.`, { order: wanted })
    : fail({ code: 'order/unknown', message: `There is no order ${wanted}.`, details: { order: wanted } });
}
