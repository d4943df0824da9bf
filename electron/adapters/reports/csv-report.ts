import Papa from 'papaparse';

import type { Report } from '../../core/ports/report-files.ts';
import { plainText } from './cell-text.ts';

/** Excel takes a file for UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The flat list of the report, RFC 4180: commas, CR LF, amounts as exact decimals, dates as YYYY-MM-DD, texts guarded against formulas. */
export function csvReport({ flat }: Report): Uint8Array {
  const rows = [flat.columns.map(({ title }) => title), ...flat.rows.map((row) => row.map(plainText))];
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${Papa.unparse(rows, { newline: '\r\n' })}\r\n`);
}
