import type { Command } from 'commander';
import { resolve } from 'node:path';

import { z } from 'zod';

import { usageFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { ActionMaker } from '../run-cli.ts';
import { readInput } from './connection-input.ts';

const passphraseSchema = z.strictObject({ passphrase: z.string().min(1).max(1_000) });

export function addBackupCommands(program: Command, action: ActionMaker): void {
  program
    .command('backup <file>')
    .description('writes an encrypted copy of a company; its passphrase: {"passphrase"} on standard input, or PURSER_BACKUP_PASSPHRASE')
    .action(action((context, file: string) => backUp(context, file)));
  program
    .command('restore <file>')
    .description('puts a backup in place as a company, with its passphrase as for backup')
    .option('--name <name>', 'as people call the company; else as when the backup was made')
    .option('--replace <slug>', 'in the place of this company, of which it is an older copy')
    .option('--confirm <slug>', 'with --replace: the same short name once more')
    .action(action((context, file: string, options: RestoreOptions) => restore(context, file, options)));
}

interface RestoreOptions {
  readonly name?: string;
  readonly replace?: string;
  readonly confirm?: string;
}

async function backUp(context: CommandContext, file: string): Promise<ExitCode> {
  const passphrase = await passphraseOf(context);
  return context.withHost('write', async ({ call, company }) => {
    const written = await call('backup.make', { company: company(), file: resolve(file), passphrase });
    context.print.result(written, () => `A backup of ${megabytes(written.bytes)} was written to ${written.file}.`);
    return EXIT.done;
  });
}

async function restore(context: CommandContext, file: string, { name, replace, confirm }: RestoreOptions): Promise<ExitCode> {
  if (replace !== undefined && name !== undefined) {
    throw usageFailure('Give --name or --replace, not both: a company that is replaced keeps its name.');
  }
  const passphrase = await passphraseOf(context);
  return context.withHost('write', async ({ call }) => {
    const restored = await call('backup.restore', {
      file: resolve(file),
      passphrase,
      name: name ?? null,
      replace: replace === undefined ? null : { company: replace, confirm: confirm ?? '' },
    });
    const { company, madeAt, lookedUp } = restored;
    context.print.result(restored, () =>
      [
        `Company "${company.name}" (${company.slug}) is as it was at ${madeAt}.`,
        lookedUp === 0 ? null : `${lookedUp} postings are looked up in QuickBooks before anything is sent.`,
        replace === undefined ? 'A backup holds no keys: connect ShipStation and QuickBooks again.' : null,
      ]
        .filter((line) => line !== null)
        .join('\n'),
    );
    return EXIT.done;
  });
}

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

/** From the environment, else from standard input; never from an argument, which others on the machine can read. */
async function passphraseOf({ io }: CommandContext): Promise<string> {
  const given = io.variables['PURSER_BACKUP_PASSPHRASE'];
  if (given !== undefined && given !== '') {
    return given;
  }
  const parsed = passphraseSchema.safeParse(await readInput(io).document());
  if (!parsed.success) {
    throw usageFailure('Give the passphrase of the backup: {"passphrase": "…"} on standard input, or PURSER_BACKUP_PASSPHRASE.');
  }
  return parsed.data.passphrase;
}
