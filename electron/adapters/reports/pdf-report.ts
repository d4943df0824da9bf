import PDFDocument from 'pdfkit';

import { minorDigitsOf, moneyText } from '../../../shared/domain/money/money.ts';
import type { Report, ReportCell, ReportColumn, ReportTable } from '../../core/ports/report-files.ts';
import { isMoney } from './cell-text.ts';
import type { ReportFonts } from './fonts.ts';

/** Points. Landscape: four steps with count and amount stand side by side. */
const MARGIN = 36;
const TITLE_SIZE = 16;
const HEADING_SIZE = 11;
const TEXT_SIZE = 8;
const CELL_GAP = 4;
const ROW_GAP = 3;
const HEAD = '#e9ecef';
const RULE = '#ced4da';
const QUIET = '#5c636a';

type Pdf = InstanceType<typeof PDFDocument>;

interface Page {
  readonly pdf: Pdf;
  readonly fonts: ReportFonts;
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
}

/** The report on A4 pages, its text selectable; every page of a table repeats its head. */
export async function pdfReport(report: Report, fonts: ReportFonts): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    bufferPages: true,
    font: fonts.regular,
    lang: report.locale,
    info: { Title: report.title, Creator: 'Purser', Producer: 'Purser' },
  });
  const pieces: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (piece: Uint8Array) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  const page: Page = {
    pdf,
    fonts,
    left: MARGIN,
    width: pdf.page.width - 2 * MARGIN,
    bottom: pdf.page.height - MARGIN - 2 * TEXT_SIZE,
  };
  pdf.font(fonts.bold).fontSize(TITLE_SIZE).text(report.title);
  pdf.font(fonts.regular).fontSize(TEXT_SIZE).fillColor(QUIET);
  for (const line of report.lines) {
    pdf.text(line);
  }
  pdf.fillColor('black');
  for (const table of report.tables) {
    drawTable(page, table, report.locale);
  }
  numberPages(page, report.pageLine);
  pdf.end();
  return whole;
}

interface Laid extends ReportColumn {
  readonly x: number;
  readonly width: number;
}

function laidOut({ left, width }: Page, columns: readonly ReportColumn[]): readonly Laid[] {
  const all = columns.reduce((sum, { weight }) => sum + weight, 0);
  let x = left;
  return columns.map((column) => {
    const laid = { ...column, x, width: (width * column.weight) / all };
    x += laid.width;
    return laid;
  });
}

function drawTable(page: Page, { title, columns, rows, empty, sumRows }: ReportTable, locale: string): void {
  const { pdf, fonts, left } = page;
  const laid = laidOut(page, columns);
  const titles = columns.map((column) => column.title);
  if (pdf.y + 60 > page.bottom) {
    pdf.addPage();
  }
  pdf
    .font(fonts.bold)
    .fontSize(HEADING_SIZE)
    .text(title, left, pdf.y + 14)
    .fontSize(TEXT_SIZE);
  pdf.y += 4;
  if (rows.length === 0) {
    pdf.font(fonts.regular).text(empty, left, pdf.y);
    return;
  }
  drawRow(page, laid, titles, { isBold: true, fill: HEAD });
  rows.forEach((row, index) => {
    const texts = row.map((cell, at) => cellText(cell, columns[at], locale));
    const isSum = index >= rows.length - sumRows;
    pdf.font(isSum ? fonts.bold : fonts.regular);
    if (pdf.y + heightOf(page, laid, texts) > page.bottom) {
      pdf.addPage();
      drawRow(page, laid, titles, { isBold: true, fill: HEAD });
    }
    drawRow(page, laid, texts, { isBold: isSum, fill: null });
  });
}

interface Look {
  readonly isBold: boolean;
  readonly fill: string | null;
}

function heightOf({ pdf }: Page, laid: readonly Laid[], texts: readonly string[]): number {
  const heights = laid.map(({ width }, at) => pdf.heightOfString(texts[at] ?? '', { width: width - 2 * CELL_GAP }));
  return Math.max(TEXT_SIZE, ...heights) + 2 * ROW_GAP;
}

function drawRow(page: Page, laid: readonly Laid[], texts: readonly string[], { isBold, fill }: Look): void {
  const { pdf, fonts, left, width } = page;
  pdf.font(isBold ? fonts.bold : fonts.regular);
  const top = pdf.y;
  const height = heightOf(page, laid, texts);
  if (fill !== null) {
    pdf.rect(left, top, width, height).fill(fill).fillColor('black');
  }
  laid.forEach(({ x, width: columnWidth, kind }, at) => {
    const align = kind === 'money' || kind === 'count' ? 'right' : 'left';
    pdf.text(texts[at] ?? '', x + CELL_GAP, top + ROW_GAP, { width: columnWidth - 2 * CELL_GAP, align });
  });
  pdf
    .moveTo(left, top + height)
    .lineTo(left + width, top + height)
    .lineWidth(0.5)
    .stroke(RULE);
  pdf.x = left;
  pdf.y = top + height;
}

function cellText(cell: ReportCell, column: ReportColumn | undefined, locale: string): string {
  if (cell === null) {
    return '';
  }
  if (isMoney(cell)) {
    const digits = minorDigitsOf(cell.currency);
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    // Safe: moneyText writes plain decimals only, which is the form that format takes as text.
    return format.format(moneyText(cell) as Intl.StringNumericLiteral);
  }
  if (typeof cell === 'number') {
    return new Intl.NumberFormat(locale).format(cell);
  }
  return column?.kind === 'date'
    ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${cell}T00:00:00Z`))
    : cell;
}

function numberPages({ pdf, fonts, left, width }: Page, line: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(start + index);
    // Below the margin, where text would otherwise begin a new page.
    pdf.page.margins.bottom = 0;
    pdf
      .font(fonts.regular)
      .fontSize(TEXT_SIZE)
      .fillColor(QUIET)
      .text(line.replace('{page}', String(index + 1)).replace('{of}', String(count)), left, pdf.page.height - MARGIN, {
        width,
        align: 'right',
        lineBreak: false,
      });
  }
}
