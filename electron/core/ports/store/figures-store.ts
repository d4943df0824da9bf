import type { Money } from '../../../../shared/domain/money/money.ts';
import type { RunKind } from '../../../../shared/domain/runs.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';
import type { Run } from './run-store.ts';

/** What was charged and paid for the shipping of orders that left with one carrier's service. */
export interface ShippingMargin {
  /** '' where nobody says. */
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly orders: number;
  readonly labels: number;
  readonly charged: Money;
  readonly cost: Money;
}

export interface RunTime {
  readonly runId: string;
  readonly kind: RunKind;
  readonly status: Run['status'];
  readonly startedAt: Instant;
  readonly tookMs: number;
}

/** Sums and series for charts, made in SQL. */
export interface FiguresStore {
  /** Of orders that left in these days, by carrier, service and currency. Without a label the cost is not known: those stand apart. */
  shippingMargins(
    from: BusinessDate,
    to: BusinessDate,
  ): { readonly labelled: readonly ShippingMargin[]; readonly unlabelled: readonly ShippingMargin[] };
  /** The newest runs of a kind that ended, oldest first. */
  runTimes(kind: RunKind, limit: number): readonly RunTime[];
}
