import type { Money } from '../../../shared/domain/money/money.ts';

/** The forms in which a report leaves Purser. */
export type ReportFormat = 'csv' | 'xlsx' | 'pdf';

export type ReportColumnKind = 'text' | 'count' | 'money' | 'date';

export interface ReportColumn {
  readonly title: string;
  readonly kind: ReportColumnKind;
  /** Share of the width of a page; columns of a table are weighed against each other. */
  readonly weight: number;
}

/** Texts and dates (YYYY-MM-DD) as text, counts as whole numbers, money as money; null is an empty cell. */
export type ReportCell = string | number | Money | null;

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** What stands where there are no rows. */
  readonly empty: string;
  /** Rows from the end that are sums of those before. */
  readonly sumRows: number;
}

/** What a report says, before it has a form. */
export interface Report {
  readonly title: string;
  /** Under the title: whose, of when, and what it had to do without. */
  readonly lines: readonly string[];
  readonly tables: readonly ReportTable[];
  /** The same figures as one flat list, for programs that read CSV. */
  readonly flat: ReportTable;
  /** BCP 47: how its numbers and dates are written where they are text. */
  readonly locale: string;
  /** "Page 1 of 3", with {page} and {of} in it. */
  readonly pageLine: string;
}

export interface ReportFiles {
  /** The file in base64. Made beside the main loop, which stays free however long the report is. */
  write(report: Report, format: ReportFormat): Promise<string>;
}
