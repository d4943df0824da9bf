import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { refusedText, splitOrders } from '../order-arguments.ts';
import { tableText } from '../output/table.ts';
import { amountText } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';
import { report } from './decisions.ts';

type Preview = MethodOutput<'posting.undoPreview'>;

interface UndoOptions {
  readonly confirm?: boolean;
  readonly dryRun?: boolean;
  readonly creditMemo?: boolean;
}

export function addUndoCommands(program: Command, action: ActionMaker): void {
  program
    .command('void')
    .description('takes back what Purser posted for these orders')
    .argument('<orders...>', 'order ids, or order numbers where they are unique')
    .option('--dry-run', 'reads the documents in QuickBooks and says what stands in the way; changes nothing')
    .option('--credit-memo', 'by a credit memo dated today, which leaves earlier months as they were reported')
    .option('--confirm', 'this changes the books: say that it is meant')
    .action(action((context, orders: string[], options: UndoOptions) => undo(context, orders, options)));
}

async function undo(context: CommandContext, orders: readonly string[], { confirm, dryRun, creditMemo }: UndoOptions): Promise<ExitCode> {
  if (dryRun === true) {
    return context.withHost('write', (host) => showObstacles(context, host, orders, creditMemo === true));
  }
  if (confirm !== true) {
    throw usageFailure(
      'This changes the books. Repeat the command with --confirm if it is meant, or with --dry-run to see what stands in the way.',
    );
  }
  return context.withHost('write', async (host) => {
    const company = host.company();
    const { ids, refused } = await splitOrders(host, company, orders);
    const input = { company, orderIds: ids, confirm: true } as const;
    if (creditMemo === true) {
      const done = ids.length === 0 ? { credited: [], refused: [] } : await host.call('posting.credit', input);
      return report(context, 'credited', done.credited, [...refused, ...done.refused]);
    }
    const done = ids.length === 0 ? { voided: [], refused: [] } : await host.call('posting.void', input);
    return report(context, 'voided', done.voided, [...refused, ...done.refused]);
  });
}

/** Order by order what stands in the way; 1 where something does. */
async function showObstacles(context: CommandContext, host: OpenHost, orders: readonly string[], byCreditMemo: boolean): Promise<ExitCode> {
  const company = host.company();
  const { ids, refused } = await splitOrders(host, company, orders);
  const previews: Preview[] = [];
  for (const orderId of ids) {
    previews.push(await host.call('posting.undoPreview', { company, orderId }));
  }
  context.print.result({ previews, refused }, () =>
    [...previews.map(previewText), ...refused.map((order) => refusedText(order))].join('\n\n'),
  );
  const stands = previews.some((preview) => (byCreditMemo ? preview.creditMemo : preview.void).obstacles.length > 0);
  return stands || refused.length > 0 ? EXIT.attention : EXIT.done;
}

function previewText({ orderId, orderNumber, documents, void: voiding, creditMemo, recommended }: Preview): string {
  const credit =
    creditMemo.documentNumber === null ? '' : `: ${creditMemo.documentNumber} of ${creditMemo.date} over ${amountText(creditMemo.total)}`;
  return [
    `Order ${orderNumber} (${orderId})`,
    tableText(documents, [
      { title: 'Document', text: ({ kind }) => kind },
      { title: 'Number', text: ({ documentNumber }) => documentNumber ?? '' },
      { title: 'Date', text: ({ date }) => date },
      { title: 'Total', align: 'right', text: ({ total }) => amountText(total) },
      { title: 'Open', align: 'right', text: ({ open }) => amountText(open) },
    ]),
    wayText('Void', voiding, recommended === 'void'),
    wayText(`Credit memo${credit}`, creditMemo, recommended === 'credit-memo'),
  ].join('\n');
}

function wayText(name: string, { obstacles, notes }: Preview['void'], isRecommended: boolean): string {
  const head = `${name}${isRecommended ? ' (recommended)' : ''}${obstacles.length > 0 ? ' is not possible' : ''}`;
  return [head, ...[...obstacles, ...notes].map(({ message }) => `  ${message}`)].join('\n');
}
