import type { MethodInput, MethodOutput } from '../../../shared/contract/client.ts';
import type { MethodName } from '../../../shared/contract/index.ts';
import { CliFailure, usageFailure } from './cli-failure.ts';
import { dataDirectoryPath } from './data-directory-path.ts';
import { type HeadlessHost, type HostMode, openHost } from './headless-host.ts';
import type { CommandIo } from './io.ts';
import { createPrinter, type Printer } from './output/print.ts';
import { showProgress } from './output/progress.ts';
import { onFirstInterrupt } from './stop-signals.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly dataDir?: string;
  readonly company?: string;
  readonly json?: boolean;
}

/** What a command works with. */
export interface CommandContext {
  readonly io: CommandIo;
  readonly print: Printer;
  readonly options: GlobalOptions;
  readonly dataDirectory: string;
  /** Opens the core for one command and closes it afterwards, whatever happens. */
  withHost<T>(mode: HostMode, work: (host: OpenHost) => Promise<T>): Promise<T>;
}

/** The core as a command sees it: calls that answer with their value or end the command. */
export interface OpenHost {
  readonly host: HeadlessHost;
  call<Name extends MethodName>(method: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>;
  /** The company of this command: the one named, or the only one. */
  company(): string;
}

export function createCommandContext(options: GlobalOptions, io: CommandIo, version: string): CommandContext {
  const dataDirectory = dataDirectoryPath(options.dataDir, io.variables);
  return {
    io,
    options,
    dataDirectory,
    print: createPrinter(io, options.json === true),
    async withHost(mode, work) {
      const host = await openHost({ dataDirectory, mode, version, io });
      const forget = onFirstInterrupt(() => void stopRuns(host));
      const hideProgress = io.isErrorTerminal ? showProgress(host.core.events, io) : () => undefined;
      try {
        return await work(openHostOf(host, options.company));
      } finally {
        forget();
        hideProgress();
        await host.close();
      }
    },
  };
}

/** What runs ends after its current step and keeps what it has done; the command then says that it was stopped. */
async function stopRuns(host: HeadlessHost): Promise<void> {
  for (const { slug } of host.companies()) {
    await host.core.dispatch({ method: 'run.stop', input: { company: slug } }, { actor: host.actor });
  }
}

export function openHostOf(host: HeadlessHost, chosen: string | undefined): OpenHost {
  return {
    host,
    company: () => companyOf(host, chosen),
    async call(method, input) {
      const answer = await host.core.dispatch({ method, input }, { actor: host.actor });
      if (!answer.ok) {
        throw new CliFailure({
          code: answer.error.code,
          message: answer.error.message,
          details: { ...answer.error.details, callId: answer.error.callId },
        });
      }
      // Safe: the dispatcher has parsed the value with this method's output schema.
      return answer.value as MethodOutput<typeof method>;
    },
  };
}

function companyOf(host: HeadlessHost, chosen: string | undefined): string {
  const known = host.companies().map((company) => company.slug);
  if (chosen !== undefined) {
    if (!known.includes(chosen)) {
      throw new CliFailure({
        code: 'company/unknown',
        message: `There is no company "${chosen}". Known: ${known.join(', ') || 'none'}.`,
        details: { company: chosen },
      });
    }
    return chosen;
  }
  const [only] = known;
  if (only === undefined) {
    throw usageFailure('There is no company yet. Make one with: purser company add NAME (or with --practice to try without accounts).');
  }
  if (known.length > 1) {
    throw usageFailure(`There are several companies: choose one with --company (${known.join(', ')}).`, { companies: known });
  }
  return only;
}
