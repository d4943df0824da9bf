import { Command, CommanderError } from 'commander';

import { errorText } from '../../../shared/contract/error-texts.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import { StoreFault } from '../../core/ports/store/store-fault.ts';
import { CliFailure } from './cli-failure.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { createCommandContext } from './command-context.ts';
import { addAuditCommands } from './commands/audit.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addCompanyCommands } from './commands/companies.ts';
import { addConfigCommands } from './commands/config.ts';
import { addConnectionCommands } from './commands/connections.ts';
import { addDecisionCommands } from './commands/decisions.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addOrderCommands } from './commands/orders.ts';
import { addPostingCommands } from './commands/posting.ts';
import { addUndoCommands } from './commands/undo.ts';
import { addPracticeCommands } from './commands/practice.ts';
import { addReconcileCommand } from './commands/reconcile.ts';
import { addRehearseCommand } from './commands/rehearse.ts';
import { addRelayCommands } from './commands/relay.ts';
import { addRunCommand } from './commands/run.ts';
import { addScheduleCommands } from './commands/schedule.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSupportCommand } from './commands/support.ts';
import { addSyncCommands } from './commands/sync.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { CommandIo } from './io.ts';

/** Adds its commands to the program. The context of a call is made when the command runs. */
export type AddCommands = (program: Command, action: ActionMaker) => void;

/** Wraps what a command does: gives it its context and keeps the exit code that it returns. */
export type ActionMaker = <Args extends unknown[]>(
  work: (context: CommandContext, ...args: Args) => Promise<ExitCode>,
) => (...args: Args) => Promise<void>;

const COMMANDS: readonly AddCommands[] = [
  addDemoCommand,
  addServeCommand,
  addRunCommand,
  addScheduleCommands,
  addCompanyCommands,
  addConnectionCommands,
  addRelayCommands,
  addConfigCommands,
  addSyncCommands,
  addRehearseCommand,
  addOrderCommands,
  addDecisionCommands,
  addPostingCommands,
  addUndoCommands,
  addReconcileCommand,
  addAuditCommands,
  addBackupCommands,
  addDoctorCommand,
  addSupportCommand,
  addPracticeCommands,
];

/** Runs one command line and answers with its exit code; never throws. */
export async function runCli(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram(io);
  const action: ActionMaker =
    (work) =>
    async (...given) => {
      const context = createCommandContext(program.opts<GlobalOptions>(), io, packageFile.version);
      exitCode = await work(context, ...given);
    };
  for (const add of COMMANDS) {
    add(program, action);
  }
  inheritSettings(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, io, args.includes('--json'));
  } finally {
    io.endInput();
  }
}

function createProgram(io: CommandIo): Command {
  return new Command('purser')
    .description('Turns what was really shipped into correct QuickBooks Online books.')
    .version(packageFile.version)
    .option('--data-dir <dir>', 'where everything is kept (or PURSER_DATA_DIR)')
    .option('--company <slug>', 'which company; may be left out when there is one')
    .option('--json', 'one JSON value on standard output and nothing else there')
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
}

/** Sub-commands are made with settings of their own: they must throw instead of ending the process, too. */
function inheritSettings(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inheritSettings(child);
  }
}

function report(error: unknown, io: CommandIo, isJson: boolean): ExitCode {
  if (error instanceof CommanderError) {
    // Commander has written its own message already; help and version end with 0.
    if (isJson && error.exitCode !== 0) {
      io.out(`${JSON.stringify({ error: { code: 'cli/usage', message: error.message, details: {} } })}\n`);
    }
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  const failure = failureOf(error, io);
  if (isJson) {
    io.out(`${JSON.stringify({ error: { code: failure.code, message: failure.message, details: failure.details } })}\n`);
  }
  const next = errorText(failure.code, failure.details)?.nextStep ?? '';
  io.err(`${failure.message}${next === '' || failure.message.includes(next) ? '' : `\n${next}`}\n`);
  return failure.exitCode;
}

function failureOf(error: unknown, io: CommandIo): CliFailure {
  if (error instanceof CliFailure) {
    return error;
  }
  return error instanceof StoreFault ? new CliFailure(error.fault) : unexpected(error, io);
}

function unexpected(error: unknown, io: CommandIo): CliFailure {
  io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return new CliFailure({ code: 'bug/unexpected', message: 'Something went wrong inside Purser.' });
}
