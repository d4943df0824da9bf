import { writeFile } from 'node:fs/promises';

import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { tableText } from '../output/table.ts';
import { amountsText, amountText } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';
import { dateArgument } from './sync.ts';

type Reconciled = MethodOutput<'reconcile.run'>;

interface ReconcileOptions {
  readonly from: string;
  readonly to: string;
  readonly format?: string;
  readonly out?: string;
}

const FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;

export function addReconcileCommand(program: Command, action: ActionMaker): void {
  program
    .command('reconcile')
    .description('ordered, shipped, invoiced and paid in a period, and every difference')
    .requiredOption('--from <date>', 'first day', dateArgument)
    .requiredOption('--to <date>', 'last day', dateArgument)
    .option('--format <format>', `one of ${FORMATS.join(', ')}; a table where it is left out`)
    .option('--out <file>', 'writes to this file instead of standard output')
    .action(action((context, options: ReconcileOptions) => reconcile(context, options)));
}

async function reconcile(context: CommandContext, { from, to, format, out }: ReconcileOptions): Promise<ExitCode> {
  const chosen = format === undefined ? null : (FORMATS.find((known) => known === format) ?? null);
  if (format !== undefined && chosen === null) {
    throw usageFailure(`The format "${format}" is not among those that there are: ${FORMATS.join(', ')}.`, { format, formats: FORMATS });
  }
  if (out !== undefined && chosen === null) {
    throw usageFailure(`Say with --format in which form ${out} is to be written: ${FORMATS.join(', ')}.`);
  }
  if (out === undefined && (chosen === 'xlsx' || chosen === 'pdf')) {
    throw usageFailure(`Say with --out into which file the ${chosen.toUpperCase()} is to be written.`, { format: chosen });
  }
  const period = { from, to };
  return context.withHost('read', async (host) =>
    chosen === null || chosen === 'json'
      ? written(context, host, period, { out, isJson: chosen === 'json' || context.print.isJson })
      : exported(context, host, period, chosen, out),
  );
}

interface Period {
  readonly from: string;
  readonly to: string;
}

const exitCodeFor = (differences: number): ExitCode => (differences > 0 ? EXIT.attention : EXIT.done);

/** As JSON, or as words where neither a format nor --json was asked for. */
async function written(
  context: CommandContext,
  { call, company }: OpenHost,
  period: Period,
  { out, isJson }: { readonly out: string | undefined; readonly isJson: boolean },
): Promise<ExitCode> {
  const reconciled = await call('reconcile.run', { company: company(), ...period });
  const differences = reconciled.differences.length;
  const json = `${JSON.stringify(reconciled)}\n`;
  if (out === undefined) {
    context.io.out(isJson ? json : words(reconciled));
  } else {
    await writeResult(out, json);
    context.print.result({ file: out, differences }, () => `Written to ${out}.`);
  }
  return exitCodeFor(differences);
}

async function exported(
  context: CommandContext,
  { call, company }: OpenHost,
  period: Period,
  format: 'csv' | 'xlsx' | 'pdf',
  out: string | undefined,
): Promise<ExitCode> {
  const { content, differences } = await call('reconcile.export', { company: company(), ...period, format });
  const bytes = Buffer.from(content, 'base64');
  if (out === undefined) {
    context.io.out(bytes.toString('utf8'));
  } else {
    await writeResult(out, bytes);
    context.print.result({ file: out, differences }, () => `Written to ${out}.`);
  }
  return exitCodeFor(differences);
}

function words({ totals, stores, differences, untold }: Reconciled): string {
  const rows = [
    ...stores.map(({ storeId, storeName, ...steps }) => ({ name: storeName ?? `Store ${storeId}`, steps })),
    { name: 'Total', steps: totals },
  ];
  const step = (name: keyof Reconciled['totals']) => (row: (typeof rows)[number]) =>
    `${row.steps[name].count}: ${amountsText(row.steps[name].totals)}`;
  const notes = untoldNotes(untold);
  const table = `${tableText(rows, [
    { title: 'Store', text: ({ name }) => name },
    { title: 'Ordered', align: 'right', text: step('ordered') },
    { title: 'Shipped', align: 'right', text: step('shipped') },
    { title: 'Invoiced', align: 'right', text: step('invoiced') },
    { title: 'Paid', align: 'right', text: step('paid') },
  ])}${notes}`;
  if (differences.length === 0) {
    return `${table}\nNo differences.\n`;
  }
  return `${table}\nDifferences: ${differences.length}\n${tableText(differences, [
    { title: 'Kind', text: ({ kind }) => kind },
    { title: 'Order', align: 'right', text: ({ orderId }) => String(orderId) },
    { title: 'Expected', align: 'right', text: ({ expected }) => amountText(expected) },
    { title: 'Actual', align: 'right', text: ({ actual }) => amountText(actual) },
    { title: 'What', maxWidth: 110, text: ({ message }) => message },
  ])}`;
}

/** What the table had to do without, on lines of their own. */
function untoldNotes({ orderDates, orderTotals }: Reconciled['untold']): string {
  const notes = [
    orderDates === 0 ? '' : `${orderDates} counted as ordered on the day they came into ShipStation: their order date is not told.`,
    orderTotals === 0 ? '' : `${orderTotals} counted without money: their total is not told.`,
  ];
  return notes
    .filter((note) => note !== '')
    .map((note) => `\n${note}`)
    .join('');
}

/**
 * A result that can't be written is the caller's to mend: the folder is missing, full or not theirs. `isPrivate`: for this user alone, and
 * never over a file that is there, whose rights would stay.
 */
export async function writeResult(file: string, text: string | Uint8Array, options: { readonly isPrivate?: boolean } = {}): Promise<void> {
  try {
    await writeFile(file, text, options.isPrivate === true ? { mode: 0o600, flag: 'wx' } : {});
  } catch (error) {
    throw usageFailure(`${file} can’t be written: ${error instanceof Error ? error.message : String(error)}`, { file });
  }
}
