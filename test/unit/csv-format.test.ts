import { describe, expect, it } from 'vitest';

import { csvFormat } from '../../electron/adapters/csv/csv-format.ts';
import { decodeText } from '../../shared/domain/mapping/decode-text.ts';

const rowsOf = (text: string) => [...csvFormat.read(text)].flat();
const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells);
const written = (rows: readonly (readonly string[])[]): string => [...csvFormat.write(rows)].join('');

describe('a CSV file', () => {
  it.each([
    ['commas', 'SKU,Item\r\nA,Mug\r\n'],
    ['semicolons, as Excel writes them in much of Europe', 'SKU;Item\r\nA;Mug\r\n'],
    ['tabs', 'SKU\tItem\nA\tMug'],
    ['a byte order mark', '\uFEFFSKU,Item\nA,Mug'],
    ['the line ends of an old Mac', 'SKU,Item\rA,Mug\r'],
  ])('is read with %s', (_what, text) => {
    expect(cellsOf(text)).toEqual([
      ['SKU', 'Item'],
      ['A', 'Mug'],
    ]);
  });

  it('keeps separators, quotes and line ends in cells, and tells where each row begins', () => {
    expect(rowsOf('SKU;Item\n"A;1";"Mug ""big""\nblue"\n\n;\nB;Vase')).toEqual([
      { line: 1, cells: ['SKU', 'Item'], isBroken: false },
      { line: 2, cells: ['A;1', 'Mug "big"\nblue'], isBroken: false },
      { line: 6, cells: ['B', 'Vase'], isBroken: false },
    ]);
  });

  it('says of a row that its quotes are broken', () => {
    expect(rowsOf('SKU,Item\n"A,Mug\nB,Vase')[1]).toMatchObject({ line: 2, isBroken: true });
  });

  it('comes some hundred rows at a time, with the right lines', () => {
    const text = `SKU,Item\n${Array.from({ length: 1_700 }, (_, at) => `S${at},Item ${at}`).join('\n')}`;
    const batches = [...csvFormat.read(text)];
    expect(batches.length).toBeGreaterThan(3);
    expect(batches.at(-1)?.at(-1)).toEqual({ line: 1_701, cells: ['S1699', 'Item 1699'], isBroken: false });
  });

  it('is harmless in a spreadsheet, and what was made harmless comes back as it was', () => {
    const hostile = ['=HYPERLINK("http://x","y")', '+1', '-5', '@SUM(A1)', 'Mug, "big"', 'Grün\nblau'];
    const text = written([hostile]);
    expect(text.startsWith('\uFEFF')).toBe(true);
    for (const cell of ['"\'=HYPERLINK', "'+1", "'-5", "'@SUM"]) {
      expect(text).toContain(cell);
    }
    expect(cellsOf(text)).toEqual([hostile]);
  });

  it('is understood in the encodings in which spreadsheets save', () => {
    const text = 'SKU;Größe é';
    const wide = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    expect(decodeText(new TextEncoder().encode(text))).toBe(text);
    expect(decodeText(Uint8Array.from(Buffer.from(text, 'latin1')))).toBe(text);
    expect(decodeText(wide)).toBe(text);
  });
});
