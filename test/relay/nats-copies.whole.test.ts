import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { makeTempDirectory } from '../helpers/temp-directory.ts';
import type { NatsServer } from './nats-server.ts';
import { startNatsServer } from './nats-server.ts';
import type { PairedApp, Send } from './paired-app.ts';
import { bearer, JSON_HEADERS, PAIRING_CODE, pairApp, sendTo, v1Event } from './paired-app.ts';
import type { RelayProcess } from './relay-process.ts';
import { startRelayProcess } from './relay-process.ts';
import type { SseStream } from './sse-reader.ts';
import { openStream } from './sse-reader.ts';

interface Copies {
  readonly nats: NatsServer;
  readonly first: RelayProcess;
  readonly second: RelayProcess;
  readonly app: PairedApp;
  readonly onFirst: Send;
  readonly onSecond: Send;
}

/** Two copies of the relay on one NATS, and an app that paired with the first. */
async function startCopies(): Promise<Copies> {
  const nats = await startNatsServer();
  onTestFinished(() => nats[Symbol.asyncDispose]());
  const directory = makeTempDirectory('relay');
  onTestFinished(directory.remove);
  const variables = { RELAY_PAIRING_CODE: PAIRING_CODE, RELAY_NATS_URL: nats.url, RELAY_DATA_DIR: directory.path };
  const first = await startRelayProcess(variables);
  onTestFinished(() => first.kill());
  const second = await startRelayProcess(variables);
  onTestFinished(() => second.kill());
  return { nats, first, second, app: await pairApp(first.port), onFirst: sendTo(first.port), onSecond: sendTo(second.port) };
}

const postOn = async (send: Send, app: PairedApp, body: string): Promise<number> =>
  (await send('POST', app.inbound, { headers: JSON_HEADERS, body })).status;

const streamOn = ({ base }: RelayProcess, { secret }: PairedApp, headers: Record<string, string> = {}): Promise<SseStream> =>
  openStream({ base, secret, headers });

describe('two copies on one NATS', () => {
  test('share mailboxes, events and acknowledgements at once', async () => {
    const { first, second, app, onFirst, onSecond } = await startCopies();
    const stream = await streamOn(first, app);
    expect(await postOn(onSecond, app, v1Event('1'))).toBe(200);
    expect(await postOn(onFirst, app, v1Event('1'))).toBe(200);
    expect(await postOn(onFirst, app, v1Event('2'))).toBe(200);
    const bodies = [await stream.next(), await stream.next()].map((event) => app.open(event?.data ?? '').body);
    expect(bodies).toEqual([v1Event('1'), v1Event('2')]);
    const acknowledged = await onSecond('POST', '/ack', { headers: { ...JSON_HEADERS, ...bearer(app.secret) }, body: '{"upTo":"1"}' });
    expect(acknowledged.status).toBe(204);
    stream.close();
    const other = await streamOn(second, app);
    expect((await other.next())?.id).toBe('2');
    other.close();
  });

  test('know of each other’s readers: the newer one ends the older on the other copy', async () => {
    const { first, second, app, onFirst } = await startCopies();
    const older = await streamOn(first, app);
    const newer = await streamOn(second, app);
    expect((await older.next())?.event).toBe('replaced');
    await postOn(onFirst, app, v1Event('1'));
    expect((await newer.next())?.id).toBe('1');
    newer.close();
  });

  test('rotate together: what one has ended, the other does not let in', async () => {
    const { first, app, onFirst, onSecond } = await startCopies();
    const stream = await streamOn(first, app);
    expect((await onSecond('POST', '/pair/rotate', { headers: bearer(app.secret) })).status).toBe(200);
    expect((await stream.next())?.event).toBe('replaced');
    expect(await postOn(onFirst, app, v1Event('1'))).toBe(404);
    expect((await onFirst('GET', '/out', { headers: bearer(app.secret) })).status).toBe(401);
  });

  test('say that they are ill while NATS is away, refuse what they can not store, and recover', async () => {
    const { nats, first, app, onFirst } = await startCopies();
    expect(await postOn(onFirst, app, v1Event('before'))).toBe(200);
    const back = await nats.kill();
    expect((await onFirst('GET', '/health')).status).toBe(503);
    expect(await postOn(onFirst, app, v1Event('meanwhile'))).toBe(503);
    await back();
    await expect.poll(async () => (await onFirst('GET', '/health')).status, { timeout: 20_000 }).toBe(200);
    await expect.poll(() => postOn(onFirst, app, v1Event('after')), { timeout: 20_000 }).toBe(200);
    const stream = await streamOn(first, app);
    expect(app.open((await stream.next())?.data ?? '').body).toBe(v1Event('before'));
    expect(app.open((await stream.next())?.data ?? '').body).toBe(v1Event('after'));
    stream.close();
  });

  test('leave nothing readable in NATS’ files', async () => {
    const { nats, first, second, app, onFirst } = await startCopies();
    await postOn(onFirst, app, v1Event('a-batch-that-nobody-may-read'));
    await first.stop();
    await second.stop();
    await nats.stop();
    const files = readdirSync(nats.directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const everything = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
    expect(everything).toContain(app.mailbox);
    for (const secret of ['a-batch-that-nobody-may-read', 'ORDER_NOTIFY', 'resource_url', app.secret, app.inbound.slice(4), PAIRING_CODE]) {
      expect(everything.includes(secret), secret).toBe(false);
    }
    expect(`${first.said()}${second.said()}`).not.toContain(app.secret);
  });
});
