import type { Command } from 'commander';

import { EXIT } from '../exit-codes.ts';
import type { ActionMaker } from '../run-cli.ts';
import { writeResult } from './reconcile.ts';

export function addSupportCommand(program: Command, action: ActionMaker): void {
  program
    .command('support-bundle <file>')
    .description('writes what somebody who helps needs to know, without names, addresses, amounts or keys; nothing is sent anywhere')
    .action(
      action(async (context, file: string) =>
        context.withHost('read', async ({ call, company }) => {
          const { sections, text } = await call('support.bundle', { company: company() });
          await writeResult(file, text, { isPrivate: true });
          const holds = sections.map(({ name }) => name);
          context.print.result(
            { file, sections: holds },
            () => `${file} was written. It holds: ${holds.join(', ')}. Read it before you hand it on.`,
          );
          return EXIT.done;
        }),
      ),
    );
}
