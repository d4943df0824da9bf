import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type RefusedOrder, refusedText, splitOrders } from '../order-arguments.ts';
import { countText, someOf } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';
import { countArgument } from './sync.ts';

type PostResult = MethodOutput<'posting.post'>;

interface ReplayOptions {
  readonly all?: boolean;
  readonly code?: string;
}

export function addPostingCommands(program: Command, action: ActionMaker): void {
  program
    .command('post')
    .description('posts everything approved, and sends ship data that is due')
    .option('--limit <n>', 'at most this many orders', countArgument)
    .action(
      action(async (context, options: { limit?: number }) =>
        context.withHost('write', async ({ call, company }) =>
          reportPosting(context, await call('posting.post', { company: company(), limit: options.limit ?? null })),
        ),
      ),
    );
  program
    .command('replay')
    .description('another attempt for what failed, another look at what is uncertain')
    .argument('[orders...]', 'order ids, or order numbers where they are unique')
    .option('--all', 'everything that failed or is uncertain')
    .option('--code <code>', 'everything that failed with this code')
    .action(action((context, orders: string[], options: ReplayOptions) => replay(context, orders, options)));
}

async function replay(context: CommandContext, orders: readonly string[], { all, code }: ReplayOptions): Promise<ExitCode> {
  const ways = [orders.length > 0, all === true, code !== undefined].filter(Boolean).length;
  if (ways !== 1) {
    throw usageFailure('Name the orders to replay, or use --all, or --code CODE: one of the three.');
  }
  return context.withHost('write', async (host) => {
    const company = host.company();
    if (orders.length === 0) {
      return reportPosting(context, await host.call('posting.replay', { company, code: code ?? null }));
    }
    const { ids, refused } = await splitOrders(host, company, orders);
    const none: PostResult = { posted: [], updated: [], uncertain: [], failed: [] };
    const done = ids.length === 0 ? none : await host.call('posting.replay', { company, orderIds: ids });
    return reportPosting(context, { ...done, failed: [...refused, ...done.failed] });
  });
}

interface Reported extends Omit<PostResult, 'failed'> {
  readonly failed: readonly RefusedOrder[];
}

function reportPosting(context: CommandContext, result: Reported): ExitCode {
  const { posted, updated, uncertain, failed } = result;
  const line = (ids: readonly number[], what: string): string =>
    `${countText(ids.length, 'order')} ${what}${ids.length === 0 ? '.' : `: ${someOf(ids)}.`}`;
  context.print.result(result, () =>
    [
      line(posted, 'posted'),
      line(updated, 'updated'),
      ...(uncertain.length === 0
        ? []
        : [`${line(uncertain, 'uncertain')} Purser looks whether they arrived before it sends anything again.`]),
      ...failed.map((order) => refusedText(order, 'failed')),
    ].join('\n'),
  );
  return failed.length + uncertain.length > 0 ? EXIT.attention : EXIT.done;
}
