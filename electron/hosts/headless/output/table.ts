export type Alignment = 'left' | 'right';

export interface Column<Row> {
  readonly title: string;
  readonly align?: Alignment;
  /** Longer texts are cut with an ellipsis. */
  readonly maxWidth?: number;
  text(row: Row): string;
}

const GAP = '  ';
const SEGMENTS = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Scripts and emoji that terminals draw two cells wide. */
const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
/** What arrives in an order must not steer the terminal. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/** Rows as aligned text, with a line under the titles. Ends with a line feed. */
export function tableText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map((column) => clipped(column.text(row).replace(CONTROLS, ' '), column.maxWidth ?? 60)));
  const widths = columns.map((column, index) => Math.max(widthOf(column.title), ...cells.map((row) => widthOf(row[index] ?? ''))));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  const lines = [line(columns.map((column) => column.title)), widths.map((width) => '-'.repeat(width)).join(GAP), ...cells.map(line)];
  return `${lines.join('\n')}\n`;
}

function clusters(text: string): string[] {
  return [...SEGMENTS.segment(text)].map(({ segment }) => segment);
}

function widthOf(text: string): number {
  return clusters(text).reduce((sum, cluster) => sum + (WIDE.test(cluster) ? 2 : 1), 0);
}

function clipped(text: string, maxWidth: number): string {
  if (widthOf(text) <= maxWidth) {
    return text;
  }
  let kept = '';
  for (const cluster of clusters(text)) {
    if (widthOf(kept) + widthOf(cluster) > maxWidth - 1) {
      break;
    }
    kept += cluster;
  }
  return `${kept}…`;
}

function padded(text: string, width: number, align: Alignment): string {
  const filling = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? filling + text : text + filling;
}
