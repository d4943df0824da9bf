import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { PROJECT } from './project.ts';

/** The command line from its sources, and the built one. */
const SOURCE_CLI = join(PROJECT, 'electron/hosts/headless/cli.ts');
export const BUILT_CLI = join(PROJECT, 'dist/headless/cli.js');

export interface PurserOptions {
  /** Written to standard input, which then ends; where it is left out standard input stays open for `write`. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules that are loaded before the command line. */
  readonly preload?: readonly string[];
  /** {@link BUILT_CLI}, or the sources where it is left out. */
  readonly cli?: string;
}

/** How a command ended. */
export interface PurserRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command in a process of its own. Disposing of it kills it. */
export interface PurserProcess extends AsyncDisposable {
  readonly pid: number;
  readonly ended: Promise<PurserRun>;
  /** What it has written to standard output so far. */
  stdout(): string;
  stderr(): string;
  /** The first whole line of standard output that this is true of; fails where the command ends before. */
  line(isWanted?: (line: string) => boolean): Promise<string>;
  write(text: string): void;
  /** SIGKILL: nothing of the process runs any more when this resolves. */
  kill(): Promise<PurserRun>;
  /** The polite way; resolves when it has ended. */
  stop(): Promise<PurserRun>;
  signal(signal: NodeJS.Signals): Promise<PurserRun>;
}

/** Starts `purser --data-dir DATA --json …ARGS` with a clean environment, unable to leave this machine or to load Electron. */
export function startPurser(data: string, args: readonly string[], options: PurserOptions = {}): PurserProcess {
  const preload = ['test/helpers/loopback-only.ts', 'test/helpers/refuse-electron.mjs'].map((file) => join(PROJECT, file));
  const imports = [...preload, ...(options.preload ?? [])].flatMap((file) => ['--import', file]);
  const child = spawn(process.execPath, [...imports, options.cli ?? SOURCE_CLI, '--data-dir', data, '--json', ...args], {
    cwd: PROJECT,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), ...options.env },
  });
  // A command that ends before it has read everything closes the pipe; how it ended says more.
  child.stdin.on('error', () => undefined);
  if (options.input !== undefined) {
    child.stdin.end(options.input);
  }
  return observe(child);
}

/** Runs a command to its end. */
export async function runPurser(data: string, args: readonly string[], options: PurserOptions = {}): Promise<PurserRun> {
  return startPurser(data, args, { input: '', ...options }).ended;
}

/** Runs a command that must end with 0, and gives its JSON. */
export async function purserJson<T>(data: string, args: readonly string[], options: PurserOptions = {}): Promise<T> {
  const run = await runPurser(data, args, options);
  if (run.code !== 0) {
    throw new Error(`purser ${args.join(' ')} ended with ${run.code ?? run.signal}:\n${run.stderr}${run.stdout.slice(0, 2_000)}`);
  }
  return jsonOf<T>(run);
}

/** The last JSON line that a command wrote. */
export function jsonOf<T>(run: Pick<PurserRun, 'stdout'>): T {
  // Safe: a test that reads what is not there fails at its expectation.
  return JSON.parse(run.stdout.trimEnd().split('\n').at(-1) ?? '') as T;
}

/** The error that a command with --json ended with. */
export interface PurserError {
  readonly error: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
}

function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(kept.filter(([name]) => !/^(PURSER_|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name)));
}

function observe(child: ChildProcess): PurserProcess {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  // "close" comes after the streams have ended, so that nothing of the output is missed.
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode, stdout: out, stderr: err }));
  const end = async (signal: NodeJS.Signals): Promise<PurserRun> => {
    child.kill(signal);
    return ended;
  };
  const wanted = (isWanted: (line: string) => boolean): string | undefined => out.split('\n').slice(0, -1).find(isWanted);
  return {
    pid: child.pid ?? 0,
    ended,
    stdout: () => out,
    stderr: () => err,
    async line(isWanted = () => true) {
      for (;;) {
        const found = wanted(isWanted);
        if (found !== undefined) {
          return found;
        }
        const next = child.stdout === null ? ended : Promise.race([once(child.stdout, 'data'), ended]);
        await next;
        if (child.exitCode !== null || child.signalCode !== null) {
          await ended;
          return wanted(isWanted) ?? lineMissing(out, err);
        }
      }
    },
    write: (text) => void child.stdin?.write(text),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    signal: end,
    [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
  };
}

function lineMissing(out: string, err: string): never {
  throw new Error(`The command ended without the line that was waited for:\n${out.slice(0, 2_000)}${err}`);
}
