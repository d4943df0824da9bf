import type { Command } from 'commander';

import { EXIT } from '../exit-codes.ts';
import { tableText } from '../output/table.ts';
import type { ActionMaker } from '../run-cli.ts';

export function addDoctorCommand(program: Command, action: ActionMaker): void {
  program
    .command('doctor')
    .description('numbered self-check: data directory, vault, clock, network, connections, lists')
    .action(
      action(async (context) =>
        context.withHost('read', async ({ call }) => {
          const { checks } = await call('doctor.run', { company: context.options.company ?? null });
          context.print.result({ checks }, () =>
            tableText(checks, [
              { title: 'No.', align: 'right', text: ({ number }) => String(number) },
              { title: 'Check', text: ({ name }) => name },
              { title: 'OK', text: ({ ok }) => (ok ? 'yes' : 'NO') },
              { title: 'Found', maxWidth: 240, text: ({ found }) => found },
              { title: 'What to do', maxWidth: 240, text: ({ advice }) => advice ?? '' },
            ]),
          );
          return checks.every(({ ok }) => ok) ? EXIT.done : EXIT.attention;
        }),
      ),
    );
}
