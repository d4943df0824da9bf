import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { EXIT } from '../exit-codes.ts';
import { tableText } from '../output/table.ts';
import type { ActionMaker } from '../run-cli.ts';

export function addCompanyCommands(program: Command, action: ActionMaker): void {
  const company = program.command('company').description('the companies of this data directory');
  company
    .command('add')
    .description('makes a company')
    .argument('<name>', 'as people call it')
    .option('--practice', 'a practice company with a shop and books of its own; needs no account')
    .action(
      action(async (context, name: string, options: { practice?: boolean }) =>
        context.withHost('write', async ({ call }) => {
          const { company: made } = await call('company.add', { name, practice: options.practice === true });
          context.print.result({ company: made }, () => `Company "${made.name}" was made; its short name is ${made.slug}.`);
          return EXIT.done;
        }),
      ),
    );
  company
    .command('list')
    .description('all companies and what they need')
    .action(
      action(async (context) =>
        context.withHost('read', async ({ call }) => {
          const { companies } = await call('company.list', {});
          context.print.result({ companies }, () =>
            companies.length === 0
              ? 'There is no company yet. Make one with: purser company add NAME'
              : tableText(companies, [
                  { title: 'Company', text: ({ slug }) => slug },
                  { title: 'Name', text: ({ name }) => name },
                  { title: 'Kind', text: ({ practice }) => (practice ? 'practice' : 'client') },
                  { title: 'Needs', text: ({ attention }) => attention },
                  { title: 'To review', align: 'right', text: ({ toReview }) => String(toReview) },
                  { title: 'Failed', align: 'right', text: ({ failed }) => String(failed) },
                ]),
          );
          return EXIT.done;
        }),
      ),
    );
  company
    .command('remove')
    .description('deletes a company with all its data; what is in the books stays there')
    .argument('<slug>')
    .requiredOption('--confirm <slug>', 'the same short name once more')
    .action(
      action(async (context, slug: string, options: { confirm: string }) =>
        context.withHost('write', async ({ call }) => {
          const { company: removed, relay } = await call('company.remove', { company: slug, confirm: options.confirm });
          context.print.result({ company: removed, relay }, () =>
            [`Company "${removed.name}" was removed.`, ...leftText(relay)].join('\n'),
          );
          return EXIT.done;
        }),
      ),
    );
}

/** What a person must take away by hand, because Purser no longer can. */
function leftText(relay: MethodOutput<'company.remove'>['relay']): readonly string[] {
  if (relay === null) {
    return [];
  }
  return [
    ...(relay.subscriptionsGone
      ? []
      : [`ShipStation could not be told: remove its webhooks to ${relay.address} in its settings (Account, Integrations, Webhooks).`]),
    ...(relay.mailboxGone
      ? []
      : [`The relay at ${relay.address} could not be told: whoever runs it can remove the mailbox; nobody can read what is in it.`]),
  ];
}
