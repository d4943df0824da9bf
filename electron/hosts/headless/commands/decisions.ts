import { type Command, Option } from 'commander';

import { DECISION_CHOICES, type DecisionChoice, FINDING_CODES, type FindingCode } from '../../../../shared/domain/findings.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { orderIdsOf, type RefusedOrder, refusedText, splitOrders } from '../order-arguments.ts';
import { effectText } from './effect-words.ts';
import { countText, someOf } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';

interface ApproveOptions {
  readonly allReady?: boolean;
  readonly dryRun?: boolean;
}

interface ResolveOptions {
  readonly code: FindingCode;
  readonly choose: DecisionChoice;
  readonly value?: string;
}

const ORDERS = 'order ids, or order numbers where they are unique';

export function addDecisionCommands(program: Command, action: ActionMaker): void {
  program
    .command('approve')
    .description('approves the plans of these orders as they are now')
    .argument('[orders...]', ORDERS)
    .option('--all-ready', 'everything that is ready')
    .option('--dry-run', 'shows what it would put on each account and what it would make, and approves nothing')
    .action(action((context, orders: string[], options: ApproveOptions) => approve(context, orders, options)));
  program
    .command('unapprove')
    .description('takes approvals back that are not posted yet')
    .argument('<orders...>', ORDERS)
    .action(action((context, orders: string[]) => unapprove(context, orders)));
  program
    .command('exclude')
    .description('keeps orders out of the books')
    .argument('<orders...>', ORDERS)
    .requiredOption('--reason <reason>', 'why, for the audit')
    .action(action((context, orders: string[], options: { reason: string }) => exclude(context, orders, options.reason)));
  program
    .command('include')
    .description('lets excluded orders in again')
    .argument('<orders...>', ORDERS)
    .action(action((context, orders: string[]) => include(context, orders)));
  program
    .command('resolve')
    .description('answers a blocker or a question of an order; orders show lists the choices')
    .argument('<order>', 'order id, or order number where it is unique')
    .addOption(new Option('--code <code>', 'which finding').choices([...FINDING_CODES]).makeOptionMandatory())
    .addOption(new Option('--choose <choice>', 'the answer').choices([...DECISION_CHOICES]).makeOptionMandatory())
    .option('--value <value>', 'what the choice needs, such as a document id')
    .action(action((context, order: string, options: ResolveOptions) => resolve(context, order, options)));
}

async function approve(context: CommandContext, orders: readonly string[], { allReady, dryRun }: ApproveOptions): Promise<ExitCode> {
  const isAllReady = allReady === true;
  if (isAllReady === orders.length > 0) {
    throw usageFailure('Name the orders to approve, or use --all-ready: one of the two.');
  }
  if (dryRun === true) {
    return showEffect(context, isAllReady ? null : orders);
  }
  return context.withHost('write', async (host) => {
    const company = host.company();
    if (isAllReady) {
      const { approved, refused } = await host.call('order.approveReady', { company });
      return report(context, 'approved', approved, refused);
    }
    const { ids, refused } = await splitOrders(host, company, orders);
    const done = ids.length === 0 ? { approved: [], refused: [] } : await host.call('order.approve', { company, orderIds: ids });
    return report(context, 'approved', done.approved, [...refused, ...done.refused]);
  });
}

/** What approving would put on each account, and which customers and items posting would make. */
async function showEffect(context: CommandContext, orders: readonly string[] | null): Promise<ExitCode> {
  return context.withHost('read', async (host) => {
    const company = host.company();
    const { ids, refused } = orders === null ? { ids: null, refused: [] } : await splitOrders(host, company, orders);
    const effect = await host.call('order.approvalEffect', { company, orderIds: ids });
    context.print.result({ ...effect, refused }, () => effectText(effect, refused));
    return refused.length > 0 ? EXIT.attention : EXIT.done;
  });
}

async function unapprove(context: CommandContext, orders: readonly string[]): Promise<ExitCode> {
  return context.withHost('write', async (host) => {
    const company = host.company();
    const { ids, refused } = await splitOrders(host, company, orders);
    const done = ids.length === 0 ? { unapproved: [], refused: [] } : await host.call('order.unapprove', { company, orderIds: ids });
    return report(context, 'unapproved', done.unapproved, [...refused, ...done.refused]);
  });
}

async function exclude(context: CommandContext, orders: readonly string[], reason: string): Promise<ExitCode> {
  return context.withHost('write', async (host) => {
    const company = host.company();
    const { ids, refused } = await splitOrders(host, company, orders);
    const done = ids.length === 0 ? { excluded: [], refused: [] } : await host.call('order.exclude', { company, orderIds: ids, reason });
    return report(context, 'excluded', done.excluded, [...refused, ...done.refused]);
  });
}

async function include(context: CommandContext, orders: readonly string[]): Promise<ExitCode> {
  return context.withHost('write', async (host) => {
    const company = host.company();
    const { ids, refused } = await splitOrders(host, company, orders);
    const done = ids.length === 0 ? { included: [], refused: [] } : await host.call('order.include', { company, orderIds: ids });
    return report(context, 'included', done.included, [...refused, ...done.refused]);
  });
}

async function resolve(context: CommandContext, order: string, { code, choose, value }: ResolveOptions): Promise<ExitCode> {
  return context.withHost('write', async (host) => {
    const company = host.company();
    const [orderId = 0] = await orderIdsOf(host, company, [order]);
    const resolved = await host.call('order.resolve', { company, orderId, code, choose, value: value ?? null });
    const next = resolved.status === 'blocked' ? `\nSomething else keeps it back: orders show ${resolved.orderId}.` : '';
    context.print.result(resolved, () => `Order ${resolved.orderId} is ${resolved.status} now.${next}`);
    return EXIT.done;
  });
}

/** What was done and what was not, order by order; 1 where a person must look at one. */
export function report(context: CommandContext, done: string, ids: readonly number[], refused: readonly RefusedOrder[]): ExitCode {
  context.print.result({ [done]: ids, refused }, () =>
    [
      `${countText(ids.length, 'order')} ${done}${ids.length === 0 ? '.' : `: ${someOf(ids)}.`}`,
      ...refused.map((order) => refusedText(order)),
    ].join('\n'),
  );
  return refused.length > 0 ? EXIT.attention : EXIT.done;
}
