import { minorDigitsOf, type Money, moneyText } from '../../../shared/domain/money/money.ts';
import type { ReportCell } from '../../core/ports/report-files.ts';

export const isMoney = (cell: ReportCell): cell is Money => typeof cell === 'object' && cell !== null;

/** A cell that begins like a formula is one to a spreadsheet (OWASP, "CSV Injection"); a quote before it makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that no spreadsheet takes for a formula. Numbers never pass through here: they keep their sign. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** "1234.50": exact, for programs. */
export const plainText = (cell: ReportCell): string => {
  if (cell === null) {
    return '';
  }
  if (isMoney(cell)) {
    return moneyText(cell);
  }
  return typeof cell === 'number' ? String(cell) : guarded(cell);
};

/** The same amount as a number of the currency's unit. Exact to the smallest unit for every amount that a double can tell apart. */
export const moneyNumber = ({ minor, currency }: Money): number => Number(moneyText({ minor, currency }));

/** How a spreadsheet shows money of this currency. */
export function numberFormat(currency: string): string {
  const digits = minorDigitsOf(currency);
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
}
