import { writeFile } from 'node:fs/promises';

import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { type Money, moneyText } from '../../../../shared/domain/money/money.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { csvText } from '../output/csv.ts';
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

const FORMATS = ['json', 'csv'] as const;

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
  if (format !== undefined && !FORMATS.some((known) => known === format)) {
    throw usageFailure(`The format "${format}" is not among those that there are: ${FORMATS.join(', ')}.`, { format, formats: FORMATS });
  }
  if (out !== undefined && format === undefined) {
    throw usageFailure(`Say with --format in which form ${out} is to be written: ${FORMATS.join(', ')}.`);
  }
  return context.withHost('read', async ({ call, company }) => {
    const reconciled = await call('reconcile.run', { company: company(), from, to });
    const chosen = format ?? (context.print.isJson ? 'json' : 'words');
    const text = textOf(reconciled, chosen);
    if (out === undefined) {
      context.io.out(text);
    } else {
      await writeResult(out, text);
      context.print.result({ file: out, differences: reconciled.differences.length }, () => `Written to ${out}.`);
    }
    return reconciled.differences.length > 0 ? EXIT.attention : EXIT.done;
  });
}

function textOf(reconciled: Reconciled, format: string): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(reconciled)}\n`;
    case 'csv':
      return differencesCsv(reconciled);
    default:
      return words(reconciled);
  }
}

function differencesCsv({ differences, stores }: Reconciled): string {
  const names = new Map(stores.map(({ storeId, storeName }) => [storeId, storeName]));
  const minor = (amount: Money | null): string | null => (amount === null ? null : moneyText(amount));
  return csvText(
    ['kind', 'orderId', 'orderNumber', 'storeId', 'store', 'expected', 'actual', 'currency', 'message'],
    differences.map(({ kind, orderId, orderNumber, storeId, expected, actual, message }) => [
      kind,
      orderId,
      orderNumber,
      storeId,
      names.get(storeId) ?? null,
      minor(expected),
      minor(actual),
      (expected ?? actual)?.currency ?? null,
      message,
    ]),
  );
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

/** A result that can't be written is the caller's to mend: the folder is missing, full or not theirs. */
export async function writeResult(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw usageFailure(`${file} can’t be written: ${error instanceof Error ? error.message : String(error)}`, { file });
  }
}
