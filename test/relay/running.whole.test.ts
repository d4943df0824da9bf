import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { PROJECT } from '../helpers/project.ts';
import type { TempDirectory } from '../helpers/temp-directory.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { PAIRING_CODE, pairApp, sendTo, v1Event } from './paired-app.ts';
import type { RelayProcess } from './relay-process.ts';
import { startRelayProcess } from './relay-process.ts';

const BUILT = 'dist/relay/main.js';

function freshDirectory(): TempDirectory {
  const directory = makeTempDirectory('relay');
  onTestFinished(directory.remove);
  return directory;
}

async function start(directory: TempDirectory, variables: Record<string, string> = {}): Promise<RelayProcess> {
  const relay = await startRelayProcess({ RELAY_DATA_DIR: directory.path, RELAY_PAIRING_CODE: PAIRING_CODE, ...variables }, BUILT);
  onTestFinished(() => relay.kill());
  return relay;
}

function run(args: readonly string[], variables: Record<string, string>) {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables };
  return spawnSync(process.execPath, [join(PROJECT, BUILT), ...args], { encoding: 'utf8', env, timeout: 20_000 });
}

describe('the built relay', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'stops in peace on %s: readers are told, the code is 0, and everything is kept',
    async (signal) => {
      const directory = freshDirectory();
      const relay = await start(directory);
      const app = await pairApp(relay.port);
      const stream = await app.read();
      expect((await app.post(v1Event('1'))).status).toBe(200);
      expect((await stream.next())?.id).toBe('1');
      const stopped = relay.stop(signal);
      expect((await stream.next())?.event).toBe('closing');
      expect(await stopped).toBe(0);
      const again = await start(directory, { RELAY_PORT: String(relay.port) });
      const resumed = await app.read();
      expect((await resumed.next())?.id).toBe('1');
      resumed.close();
      expect(await again.stop()).toBe(0);
    },
  );

  test('keeps a pairing and what was answered when it is killed', async () => {
    const directory = freshDirectory();
    const relay = await start(directory);
    const app = await pairApp(relay.port);
    expect((await app.post(v1Event('1'))).status).toBe(200);
    await relay.kill();
    await start(directory, { RELAY_PORT: String(relay.port) });
    expect((await app.post(v1Event('1'))).status).toBe(200);
    const stream = await app.read();
    expect(app.open((await stream.next())?.data ?? '').body).toBe(v1Event('1'));
    expect((await sendTo(relay.port)('GET', '/metrics')).text).toContain('relay_waiting_events 1');
    stream.close();
  });

  test('refuses to be the second on one directory, and says what to do', async () => {
    const directory = freshDirectory();
    await start(directory);
    const second = run([], { RELAY_DATA_DIR: directory.path, RELAY_PORT: '0', RELAY_PAIRING_CODE: PAIRING_CODE });
    expect(second.status).toBe(69);
    expect(second.stderr).toContain(`Another relay runs on ${directory.path}`);
  });

  test('makes a pairing code once, tells where it is, and shows it on a terminal only', async () => {
    const directory = freshDirectory();
    const relay = await start(directory, { RELAY_PAIRING_CODE: '' });
    const path = join(directory.path, 'pairing-code');
    const code = readFileSync(path, 'utf8').trim();
    expect(relay.said()).toContain(path);
    expect(relay.said()).not.toContain(code);
    const asked = run(['pairing-code'], { RELAY_DATA_DIR: directory.path });
    expect([asked.status, asked.stdout]).toEqual([64, '']);
    expect(asked.stderr).toContain(path);
    await pairApp(relay.port, code);
  });

  test('says what is wrong with its set-up, without starting', () => {
    const ran = run([], { RELAY_PUBLIC_URL: 'http://relay.example.com', RELAY_PORT: 'x', RELAY_DATA_DIR: freshDirectory().path });
    expect(ran.status).toBe(64);
    expect(ran.stderr).toContain('RELAY_PUBLIC_URL must be an https address');
    expect(ran.stderr).toContain('RELAY_PORT must be a port');
    expect(run(['dance'], {}).status).toBe(64);
    expect(run(['--help'], {}).stdout).toContain('npm run relay');
  });

  test('says that NATS can not be reached instead of starting without it', () => {
    const ran = run([], {
      RELAY_NATS_URL: 'nats://127.0.0.1:9',
      RELAY_PAIRING_CODE: PAIRING_CODE,
      RELAY_PORT: '0',
      RELAY_DATA_DIR: freshDirectory().path,
    });
    expect(ran.status).toBe(69);
    expect(ran.stderr).toContain('The relay can not run');
  });
});
