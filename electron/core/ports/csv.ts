/** A row of a CSV file. */
export interface CsvRow {
  /** Where it begins in the file, from 1; a cell may hold line ends. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote in it is never closed, or closed in the middle of a cell: where cells end is a guess. */
  readonly isBroken: boolean;
}

/** CSV as spreadsheets write and read it. */
export interface CsvFormat {
  /**
   * The rows of a text, some hundreds at a time, so that a long file is read between other work. Commas, semicolons and tabs,
   * quotes, any line end and a byte order mark are understood; rows without any text are left out.
   */
  read(text: string): Iterable<readonly CsvRow[]>;
  /**
   * The text in pieces, to be put together: with a byte order mark (Excel reads UTF-8 by it), CR LF, and cells that look like a
   * formula made harmless.
   */
  write(rows: readonly (readonly string[])[]): Iterable<string>;
}
