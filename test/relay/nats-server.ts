import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { ensureNatsServer } from '../../scripts/ensure-nats.mjs';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

export interface NatsServer extends AsyncDisposable {
  readonly url: string;
  /** Where its files are. */
  readonly directory: string;
  /** Kills it without a word. What is returned starts it again, on the same files and port. */
  kill(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Starts a real nats-server with JetStream on loopback, with files of its own. Installs it where that is needed and possible. */
export async function startNatsServer(): Promise<NatsServer> {
  const program = ensureNatsServer();
  const directory = makeTempDirectory('nats');
  let { child, port } = await launch(program, directory.path, -1);
  const stop = (): Promise<void> => end(child, 'SIGTERM');
  return {
    url: `nats://127.0.0.1:${port}`,
    directory: directory.path,
    async kill() {
      await end(child, 'SIGKILL');
      return async () => {
        ({ child, port } = await launch(program, directory.path, port));
      };
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      directory.remove();
    },
  };
}

async function launch(program: string, directory: string, port: number): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const config = join(directory, 'nats.conf');
  writeFileSync(config, `host: 127.0.0.1\nport: ${port}\njetstream { store_dir: "${join(directory, 'store')}" }\n`);
  const child = spawn(program, ['--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  let given = port;
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    given = Number(/Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? given);
    if (line.includes('Server is ready')) {
      // Nobody reads on: it must not block on a full pipe.
      child.stderr.resume();
      return { child, port: given };
    }
  }
  throw new Error(`nats-server ended before it was ready:\n${said.join('\n')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
