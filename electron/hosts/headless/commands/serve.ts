import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Command, InvalidArgumentError } from 'commander';

import { CliFailure, usageFailure } from '../cli-failure.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { ActionMaker } from '../run-cli.ts';
import { type LoopbackServer, startLoopbackServer } from '../serve/server.ts';
import { openInBrowser } from '../browser-opener.ts';
import { untilAskedToStop } from '../stop-signals.ts';

interface ServeOptions {
  readonly port: number;
  readonly open?: boolean;
}

const FIRST_COMPANY = 'Practice';
/** Beside the bundle where Purser is built, in dist/ where it runs from its sources. */
const RENDERER_PLACES = ['../renderer', '../../../dist/renderer', '../../../../dist/renderer'];

export function addServeCommand(program: Command, action: ActionMaker): void {
  program
    .command('serve')
    .description('the screens in a browser, on this machine only')
    .option('--port <n>', 'any free one where it is left out', portArgument, 0)
    .option('--open', 'opens the browser')
    .action(action((context, options: ServeOptions) => serve(context, options)));
}

async function serve(context: CommandContext, { port, open }: ServeOptions): Promise<ExitCode> {
  const renderer = rendererFolder();
  return context.withHost('write', async (opened) => {
    const { host } = opened;
    await makeFirstCompany(opened, context);
    const server = await listen(context, opened, renderer, port);
    try {
      context.print.result({ url: server.url }, () => `Purser is open at ${server.url}\nThe address works once. Stop with Ctrl-C.`);
      await host.core.start({ schedule: true });
      if (open === true) {
        await openOrTell(context, server.url);
      }
      await untilAskedToStop();
    } finally {
      await server.close();
    }
    return EXIT.done;
  });
}

/** A newcomer meets a company that works without any account. */
async function makeFirstCompany({ host, call }: OpenHost, { io }: CommandContext): Promise<void> {
  if (host.companies().length === 0) {
    io.err('Making the practice company.\n');
    await call('company.add', { name: FIRST_COMPANY, practice: true });
  }
}

async function listen({ io }: CommandContext, { host }: OpenHost, renderer: string, port: number): Promise<LoopbackServer> {
  try {
    return await startLoopbackServer({ core: host.core, context: { actor: host.actor }, logger: host.logger, renderer, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw usageFailure(`Port ${port} is taken or not allowed: choose another one with --port, or leave it out.`, { port });
    }
    io.err('The server could not be started.\n');
    throw error;
  }
}

async function openOrTell({ io }: CommandContext, url: string): Promise<void> {
  try {
    await openInBrowser(url);
  } catch {
    io.err('No browser could be opened here; open the address yourself.\n');
  }
}

function rendererFolder(): string {
  const found = RENDERER_PLACES.map((place) => join(import.meta.dirname, place)).find((folder) => existsSync(join(folder, 'index.html')));
  if (found === undefined) {
    throw new CliFailure({ code: 'cli/not-built', message: 'The screens are not built yet. Run "npm run build" first.' }, EXIT.usage);
  }
  return found;
}

function portArgument(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  }
  return port;
}
