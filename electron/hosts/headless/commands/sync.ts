import { type Command, InvalidArgumentError, Option } from 'commander';

import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { EXIT } from '../exit-codes.ts';
import { sweepText } from '../output/sweep-table.ts';
import { tableText } from '../output/table.ts';
import { countText } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';

export function addSyncCommands(program: Command, action: ActionMaker): void {
  program
    .command('refresh')
    .description('reads the lists of both services again')
    .action(
      action(async (context) =>
        context.withHost('write', async ({ call, company }) => {
          const { counts } = await call('reference.refresh', { company: company() });
          context.print.result(counts, () =>
            tableText(Object.entries(counts), [
              { title: 'List', text: ([kind]) => kind },
              { title: 'Records', align: 'right', text: ([, count]) => String(count) },
            ]),
          );
          return EXIT.done;
        }),
      ),
    );
  program
    .command('sync')
    .description('pulls what changed and plans it; with auto-post on, posts the clean orders')
    .option('--full', 'from the start date again')
    .addOption(new Option('--sweep', 'lists the last 45 days again by creation date and compares').conflicts(['full', 'since']))
    .option('--since <date>', 'from this date again (YYYY-MM-DD)', dateArgument)
    .action(
      action(async (context, options: { full?: boolean; since?: string; sweep?: boolean }) =>
        context.withHost('write', async ({ call, company }) => {
          if (options.sweep === true) {
            const swept = await call('completeness.sweep', { company: company() });
            context.print.result(swept, () => sweepText(swept));
            return swept.unreadable + swept.gone + swept.unsettled > 0 ? EXIT.attention : EXIT.done;
          }
          const synced = await call('sync.run', { company: company(), full: options.full === true, since: options.since ?? null });
          context.print.result(synced, () =>
            [
              `Pulled ${countText(synced.pulled, 'record')}: ${synced.created} new, ${synced.changed} changed, ${synced.unchanged} unchanged, ${synced.parked} unreadable.`,
              `${countText(synced.ready, 'order is', 'orders are')} ready, ${synced.blocked} blocked${synced.posted > 0 ? `, ${synced.posted} posted` : ''}.`,
            ].join('\n'),
          );
          return synced.parked > 0 ? EXIT.attention : EXIT.done;
        }),
      ),
    );
}

/** A date of the calendar, or a usage error that names it. */
export function dateArgument(text: string): string {
  if (parseBusinessDate(text) === null) {
    throw new InvalidArgumentError('A date is written YYYY-MM-DD.');
  }
  return text;
}

/** A whole number above zero. */
export function countArgument(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1) {
    throw new InvalidArgumentError('A whole number above zero is needed.');
  }
  return count;
}
