import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

import { runCli } from '../../electron/hosts/headless/run-cli.ts';
import { PROJECT } from '../helpers/project.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as the one JSON value that `--json` promises. */
  json(): unknown;
}

export interface RunOptions {
  readonly dataDirectory: string;
  /** What is written to standard input, which is then closed. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const CLI = join(PROJECT, 'electron/hosts/headless/cli.ts');
/** Nothing of the machine that runs the tests may leak in, but what a process needs to start. */
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'USERPROFILE', 'NODE_COMPILE_CACHE'];

function environment(options: RunOptions): Record<string, string> {
  const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(kept), PURSER_DATA_DIR: options.dataDirectory, ...options.env };
}

/** Starts the command line in a process of its own, where electron is never resolved and nothing leaves this machine. */
export function startPurser(args: readonly string[], options: RunOptions): ChildProcessWithoutNullStreams {
  const hooks = ['refuse-electron.mjs', 'loopback-only.ts'].flatMap((file) => ['--import', join(PROJECT, 'test/helpers', file)]);
  return spawn(process.execPath, [...hooks, CLI, ...args], { cwd: PROJECT, env: environment(options), stdio: 'pipe' });
}

/** Runs one command to its end. */
export async function runPurser(args: readonly string[], options: RunOptions): Promise<Ran> {
  const child = startPurser(args, options);
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out(), err: err(), json: () => JSON.parse(out()) };
}

/** Runs one command in this process, with streams of its own. */
export async function runInProcess(args: readonly string[], { dataDirectory, input = '', env }: RunOptions): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    lines: () => createInterface({ input: Readable.from([input]) })[Symbol.asyncIterator](),
    endInput: () => undefined,
    isInputTerminal: false,
    isErrorTerminal: false,
    variables: { PURSER_DATA_DIR: dataDirectory, ...env },
  });
  return { code, out, err, json: () => JSON.parse(out) };
}

/** The first line that a running command prints. */
export async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  const err = collect(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    return line;
  }
  throw new Error(`It ended without a word. It said:\n${err()}`);
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return () => text;
}
