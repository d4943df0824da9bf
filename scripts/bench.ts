// `npm run bench`: runs every test/bench/*.bench.ts (or those whose name contains the argument) and prints one table of figures against their budgets.
// A bench file exports `bench`, a function that measures and returns its rows.
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { BenchRow } from '../test/bench/bench-row.ts';
import { ROOT } from './build-stamp.mjs';

interface BenchModule {
  readonly bench: () => Promise<readonly BenchRow[]>;
}

const wanted = process.argv[2] ?? '';
const files = globSync('test/bench/*.bench.ts', { cwd: ROOT })
  .filter((path) => basename(path).includes(wanted))
  .toSorted();

const isWithin = ({ figure, budget, better }: BenchRow): boolean =>
  budget === null || (better === 'less' ? figure <= budget : figure >= budget);

const rows: BenchRow[] = [];
for (const file of files) {
  process.stderr.write(`measuring ${file}\n`);
  // Safe: the shape every bench file has; tsc checks each against BenchRow.
  const { bench } = (await import(pathToFileURL(join(ROOT, file)).href)) as BenchModule;
  rows.push(...(await bench()));
}

/** A figure without a budget informs and has no verdict. */
function verdictOf(row: BenchRow): string {
  if (row.budget === null) {
    return '';
  }
  return isWithin(row) ? 'yes' : 'NO';
}

console.table(
  rows.map((row) => ({
    what: row.what,
    figure: Number(row.figure.toPrecision(4)),
    budget: row.budget === null ? '' : `${row.better === 'less' ? '≤' : '≥'} ${row.budget}`,
    unit: row.unit,
    within: verdictOf(row),
  })),
);
const missed = rows.filter((row) => !isWithin(row)).length;
console.log(`${rows.length} figures, ${missed} outside their budget`);
process.exitCode = missed === 0 && rows.length > 0 ? 0 : 1;
