import { connect } from 'node:net';

import { describe, expect, test } from 'vitest';

import type { PairedApp } from './paired-app.ts';
import { v1Event } from './paired-app.ts';
import { startTestRelay } from './relay-harness.ts';
import type { SseStream } from './sse-reader.ts';

async function bodies(app: PairedApp, stream: SseStream, count: number): Promise<readonly string[]> {
  const found: string[] = [];
  while (found.length < count) {
    const event = await stream.next();
    if (event === null || event.event !== 'sealed') {
      throw new Error(`The stream ended with ${event?.event ?? 'nothing'} after ${found.length} events.`);
    }
    found.push(app.open(event.data).body);
  }
  return found;
}

describe('the stream', () => {
  test('gives what waited, then what arrives, in order', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    await app.post(v1Event('1'));
    await app.post(v1Event('2'));
    const stream = await app.read();
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(await bodies(app, stream, 2)).toEqual([v1Event('1'), v1Event('2')]);
    await app.post(v1Event('3'));
    expect(await bodies(app, stream, 1)).toEqual([v1Event('3')]);
    expect(stream.comments).toContain('connected');
    stream.close();
  });

  test('resumes after the last id, by header or by query, and the header wins', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    for (const name of ['1', '2', '3', '4']) {
      await app.post(v1Event(name));
    }
    const firstOf = async (headers: Record<string, string>, path: string): Promise<string> => {
      const stream = await app.read(headers, path);
      const [body = ''] = await bodies(app, stream, 1);
      stream.close();
      return body;
    };
    expect(await firstOf({ 'last-event-id': '2' }, '/out')).toBe(v1Event('3'));
    expect(await firstOf({}, '/out?after=3')).toBe(v1Event('4'));
    expect(await firstOf({ 'last-event-id': '1' }, '/out?after=3')).toBe(v1Event('2'));
    expect(await firstOf({ 'last-event-id': '12345' }, '/out')).toBe(v1Event('1'));
    expect(await firstOf({}, '/out')).toBe(v1Event('1'));
  });

  test.each(['-1', '1.5', '1e3', '0x10', '9999999999999999999', 'abc', '1 2'])('is refused from the position "%s"', async (position) => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    expect((await app.read({ 'last-event-id': position })).status).toBe(400);
  });

  test('ends for the older reader when a newer one comes', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const older = await app.read();
    const newer = await app.read();
    expect(await older.next()).toEqual({ id: undefined, event: 'replaced', data: '{}' });
    expect(await older.next()).toBeNull();
    await app.post(v1Event('1'));
    expect(await bodies(app, newer, 1)).toEqual([v1Event('1')]);
    newer.close();
  });

  test('says that the relay stops, and the events are there afterwards', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const stream = await app.read();
    await app.post(v1Event('1'));
    await bodies(app, stream, 1);
    await relay.stop();
    expect(await stream.next()).toEqual({ id: undefined, event: 'closing', data: '{}' });
    expect(await stream.next()).toBeNull();
    expect(relay.logged()).toContain('"event":"relay.stopped"');
  });

  test('that nobody takes is cut off, holds little, and its events stay', async () => {
    const relay = await startTestRelay({
      RELAY_READER_STALL_SECONDS: '1',
      RELAY_READER_BUFFER_BYTES: '65536',
      RELAY_RATE_BURST: '1000',
    });
    const app = await relay.pair();
    const filler = 'x'.repeat(60_000);
    const sent = Array.from({ length: 150 }, (_, index) => `${v1Event(String(index)).slice(0, -1)},"filler":"${filler}"}`);
    for (const body of sent) {
      expect((await app.post(body)).status).toBe(200);
    }
    const slow = connect(relay.port, '127.0.0.1');
    slow.on('error', () => undefined);
    slow.pause();
    slow.write(`GET /out HTTP/1.1\r\nhost: relay\r\nauthorization: Bearer ${app.secret}\r\n\r\n`);
    const metric = async (name: string): Promise<string> =>
      (await relay.send('GET', '/metrics')).text.split('\n').find((line) => line.startsWith(name)) ?? '';
    await expect.poll(() => metric('relay_readers_ended_total{reason="slow"}'), { timeout: 10_000 }).toMatch(/ 1$/);
    // What the system's own buffers took went out; far from all of it.
    expect(Number((await metric('relay_sent_total')).split(' ')[1])).toBeLessThan(150);
    slow.destroy();
    const stream = await app.read();
    expect(await bodies(app, stream, 150)).toEqual(sent);
    stream.close();
  });
});

describe('an acknowledgement', () => {
  test('deletes up to its id and may be repeated', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    await app.post(v1Event('1'));
    await app.post(v1Event('2'));
    expect([(await app.ack('1')).status, (await app.ack('1')).status]).toEqual([204, 204]);
    const stream = await app.read();
    expect(await bodies(app, stream, 1)).toEqual([v1Event('2')]);
    stream.close();
  });

  test('of 0 deletes nothing, and says that the secret is right', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    await app.post(v1Event());
    expect((await app.ack('0')).status).toBe(204);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 1');
  });

  test.each(['2', '99999999999', '-1', 'x', ''])('of "%s", which was never given, deletes nothing', async (upTo) => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    await app.post(v1Event('1'));
    expect((await app.ack(upTo)).status).toBe(400);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 1');
  });

  test('reaches only its own mailbox', async () => {
    const relay = await startTestRelay();
    const [ours, theirs] = [await relay.pair(), await relay.pair()];
    await ours.post(v1Event('1'));
    await theirs.post(v1Event('1'));
    await theirs.ack('1');
    const stream = await ours.read();
    const event = await stream.next();
    expect(ours.open(event?.data ?? '').body).toBe(v1Event('1'));
    expect(() => theirs.open(event?.data ?? '')).toThrow('authenticate');
    stream.close();
  });
});
