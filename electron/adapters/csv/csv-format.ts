import Papa from 'papaparse';

import type { CsvFormat, CsvRow } from '../../core/ports/csv.ts';

const BYTE_ORDER_MARK = '\uFEFF';
/** About two milliseconds of reading. */
const ROWS_AT_A_TIME = 500;
/** Characters in which the first row surely ends. */
const LONGEST_HEADER = 20_000;
const SEPARATORS = [',', ';', '\t'] as const;
/** A cell that begins like a formula is text to every spreadsheet when a quote stands before it (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const GUARDED = /^'(?=[=+\-@\t\r])/;
const LINE_END = /\r\n|\r|\n/g;

/** CSV by Papa Parse. What was guarded against formulas on the way out loses its guard on the way in. */
export const csvFormat: CsvFormat = { read: readRows, write: writeRows };

function* readRows(source: string): Generator<readonly CsvRow[]> {
  let rest = source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source;
  const { delimiter, linebreak } = wayOf(rest);
  let line = 1;
  while (rest !== '') {
    const { rows, read, lines } = readSome(rest, delimiter, linebreak, line);
    rest = rest.slice(read);
    line += lines;
    if (rows.length > 0) {
      yield rows;
    }
  }
}

/** The separator that cuts the first row into most cells: columns have names without separators. Of equals, the comma. */
function wayOf(text: string): { readonly delimiter: string; readonly linebreak: string } {
  const beginning = text.slice(0, LONGEST_HEADER);
  const tried = SEPARATORS.map((delimiter) => {
    const { data, meta } = Papa.parse<string[]>(beginning, { delimiter, preview: 1 });
    return { delimiter, linebreak: meta.linebreak, cells: data[0]?.length ?? 0 };
  });
  return tried.reduce((best, one) => (one.cells > best.cells ? one : best));
}

interface Some {
  readonly rows: readonly CsvRow[];
  /** Characters and lines that these rows took. */
  readonly read: number;
  readonly lines: number;
}

function readSome(text: string, delimiter: string, newline: string, firstLine: number): Some {
  const rows: CsvRow[] = [];
  let read = 0;
  let lines = 0;
  let steps = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    // Safe: it is what the library itself found, one of the three.
    newline: newline as '\r' | '\n' | '\r\n',
    // Its fast mode splits the whole text at once, however few rows are asked for.
    fastMode: false,
    step: ({ data, meta, errors }, parser) => {
      const cells = data.map((cell) => cell.replace(GUARDED, ''));
      if (cells.some((cell) => cell.trim() !== '')) {
        rows.push({ line: firstLine + lines, cells, isBroken: errors.length > 0 });
      }
      lines += text.slice(read, meta.cursor).match(LINE_END)?.length ?? 0;
      read = meta.cursor;
      steps += 1;
      if (steps === ROWS_AT_A_TIME) {
        parser.abort();
      }
    },
  });
  // A text that gives no row at all has been read to its end.
  return { rows, read: read === 0 ? text.length : read, lines };
}

function* writeRows(rows: readonly (readonly string[])[]): Generator<string> {
  yield BYTE_ORDER_MARK;
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    const some = rows.slice(start, start + ROWS_AT_A_TIME).map((row) => [...row]);
    yield `${Papa.unparse(some, { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
  }
}
