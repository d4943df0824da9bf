import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Variables } from '../../relay/config.ts';
import { PROJECT } from '../helpers/project.ts';

export interface RelayProcess {
  readonly base: string;
  readonly port: number;
  /** Ends without a word, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop; returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Everything on its standard output. */
  readonly said: () => string;
}

/** Starts a relay in a process of its own and waits until it listens. */
export async function startRelayProcess(variables: Variables, entry = 'relay/main.ts'): Promise<RelayProcess> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    RELAY_PORT: '0',
    RELAY_JWKS_URL: 'http://127.0.0.1:9/jwks',
    ...variables,
  };
  const child = spawn(process.execPath, [join(PROJECT, entry)], { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(line));
  child.stderr.on('data', (text: Buffer) => said.push(text.toString('utf8')));
  const base = await Promise.race([addressIn(child, lines), once(child, 'exit').then(() => null)]);
  if (base === null) {
    throw new Error(`The relay ended before it listened:\n${said.join('\n')}`);
  }
  return {
    base,
    port: Number(new URL(base).port),
    said: () => said.join('\n'),
    async kill() {
      await end(child, 'SIGKILL');
    },
    stop: (signal = 'SIGTERM') => end(child, signal),
  };
}

function addressIn(child: ChildProcess, lines: NodeJS.EventEmitter): Promise<string> {
  return new Promise((resolve) => {
    lines.on('line', (line: string) => {
      if (line.startsWith('{')) {
        // Safe: the relay's own log; the address is looked at.
        const entry = JSON.parse(line) as { readonly event: string; readonly address?: string };
        if (entry.event === 'relay.listening' && child.exitCode === null) {
          resolve(entry.address ?? '');
        }
      }
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}
