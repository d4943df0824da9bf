/** One figure of a benchmark. Where a machine's speed would tell otherwise, figures are ratios or counts. */
export interface BenchRow {
  /** What was measured, as a clause a reader understands: "QuickBooks reads for each posted order". */
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly budget: number;
  /** Whether a smaller or a larger figure is within the budget. */
  readonly better: 'less' | 'more';
}
