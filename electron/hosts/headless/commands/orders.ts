import { type Command, Option } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { ORDER_STATES, type OrderState } from '../../../../shared/domain/posting/order-state.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { CommandContext } from '../command-context.ts';
import type { ActionMaker } from '../run-cli.ts';
import { rowJson, shownJson } from './order-json.ts';
import { zoneOf } from '../output/moments.ts';
import { rowsText, shownText } from './order-words.ts';
import { countArgument, dateArgument } from './sync.ts';

type Row = MethodOutput<'order.list'>['orders'][number];

interface ListOptions {
  readonly status?: OrderState[];
  readonly store?: number;
  readonly from?: string;
  readonly to?: string;
  readonly search?: string;
  readonly limit: number;
  readonly cursor?: string;
}

const LONGEST_PAGE = 500;

export function addOrderCommands(program: Command, action: ActionMaker): void {
  const orders = program.command('orders').description('orders, their plans and what became of them');
  orders
    .command('list')
    .description('orders, newest first')
    .addOption(new Option('--status <status...>', 'only these states').choices([...ORDER_STATES]))
    .option('--store <id>', 'only this store', countArgument)
    .option('--from <date>', 'ordered on or after', dateArgument)
    .option('--to <date>', 'ordered on or before', dateArgument)
    .option('--search <text>', 'number, buyer, customer, tracking or document number')
    .option('--limit <n>', 'how many', countArgument, 100)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(action((context, options: ListOptions) => listOrders(context, options)));
  orders
    .command('show')
    .description('one order with its plan, its postings and its time line')
    .argument('<order>', 'order id, or order number where it is unique')
    .action(action((context, order: string) => showOrder(context, order)));
}

/** Pages of the core are at most 500 long; a longer list is read page by page. */
async function listOrders(context: CommandContext, options: ListOptions): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const { status, store, from, to, search } = options;
    const filter = { states: status, storeId: store, from, to, search };
    const slug = company();
    const rows: Row[] = [];
    let cursor = options.cursor ?? null;
    do {
      const limit = Math.min(LONGEST_PAGE, options.limit - rows.length);
      const page = await call('order.list', { company: slug, filter, limit, cursor });
      rows.push(...page.orders);
      cursor = page.next;
    } while (cursor !== null && rows.length < options.limit);
    const next = cursor;
    context.print.result(
      { orders: rows.map(rowJson), next },
      () => `${rowsText(rows)}${next === null ? '' : `\nThere are more: --cursor ${next}`}`,
    );
    return EXIT.done;
  });
}

async function showOrder(context: CommandContext, order: string): Promise<ExitCode> {
  return context.withHost('read', async (host) => {
    const company = host.company();
    const shown = await host.call('order.show', { company, order });
    const timeZone = await zoneOf(host, company);
    context.print.result(shownJson(shown), () => shownText(shown, timeZone));
    return EXIT.done;
  });
}
