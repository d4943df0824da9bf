/** One figure of a benchmark. Where a machine's speed would tell otherwise, figures are ratios or counts. */
export interface BenchRow {
  /** What was measured, as a clause a reader understands: "QuickBooks reads for each posted order". */
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Null: told beside the others, with nothing to keep to. */
  readonly budget: number | null;
  /** Whether a smaller or a larger figure is within the budget. */
  readonly better: 'less' | 'more';
}
