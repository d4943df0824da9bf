import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node';

import type { Report, ReportCell, ReportColumn, ReportTable } from '../../core/ports/report-files.ts';
import { guarded, isMoney, moneyNumber, numberFormat } from './cell-text.ts';

/** Signs that Excel allows in no name of a sheet, and how long one may be. */
const NOT_IN_SHEET_NAME = /[\\/?*[\]:]/g;
const LONGEST_SHEET_NAME = 31;
const HEAD = '#E9ECEF';

/** A sheet for each table; amounts, counts and dates are real numbers and dates, texts never formulas. */
export async function xlsxReport({ title, lines, tables }: Report): Promise<Uint8Array> {
  const sheets = tables.map((table, index) => sheetOf(table, index === 0 ? [title, ...lines] : []));
  return writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}

function sheetOf({ title, columns, rows, empty, sumRows }: ReportTable, lines: readonly string[]): Sheet<Buffer> {
  const above = lines.map((line, index): CellObject[] => [
    { type: String, value: guarded(line), ...(index === 0 ? { fontWeight: 'bold' as const, fontSize: 14 } : {}) },
  ]);
  const head = columns.map((column): CellObject => ({
    type: String,
    value: column.title,
    fontWeight: 'bold',
    backgroundColor: HEAD,
    align: column.kind === 'money' || column.kind === 'count' ? 'right' : 'left',
    wrap: true,
  }));
  const body = rows.map((row, index) => {
    const isSum = index >= rows.length - sumRows;
    return row.map((cell, at) => cellOf(cell, columns[at], isSum));
  });
  const nothing: CellObject[][] = rows.length === 0 ? [[{ type: String, value: guarded(empty) }]] : [];
  return {
    sheet: title.replace(NOT_IN_SHEET_NAME, ' ').slice(0, LONGEST_SHEET_NAME),
    data: [...above, ...(above.length > 0 ? [[]] : []), head, ...body, ...nothing],
    columns: columns.map(({ weight }) => ({ width: Math.max(9, Math.round(weight * 1.6)) })),
    stickyRowsCount: above.length > 0 ? above.length + 2 : 1,
    orientation: 'landscape',
  };
}

function cellOf(cell: ReportCell, column: ReportColumn | undefined, isSum: boolean): CellObject | null {
  const weight = isSum ? { fontWeight: 'bold' as const } : {};
  if (cell === null) {
    return null;
  }
  if (isMoney(cell)) {
    return { type: Number, value: moneyNumber(cell), format: numberFormat(cell.currency), ...weight };
  }
  if (typeof cell === 'number') {
    return { type: Number, value: cell, format: '#,##0', ...weight };
  }
  if (column?.kind === 'date') {
    return { type: Date, value: new Date(`${cell}T00:00:00Z`), format: 'yyyy-mm-dd', ...weight };
  }
  return { type: String, value: guarded(cell), ...weight };
}
