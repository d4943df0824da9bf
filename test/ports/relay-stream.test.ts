import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createRelay } from '../../electron/adapters/relay-client/create-relay.ts';
import { makeRelayKeys } from '../../electron/adapters/relay-client/seal.ts';
import type { Relay, RelayNotice, RelayPairing } from '../../electron/core/ports/relay.ts';
import { readPublicKey, seal } from '../../relay/sealing.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';

const NOW = Date.parse('2026-11-23T02:00:00.000Z');
const MAILBOX = '0123456789abcdef0123456789abcdef';
const keys = makeRelayKeys();
const EVENT_STREAM = { 'content-type': 'text/event-stream' };

/** One connection: what the relay makes of it. */
type Script = (response: ServerResponse, request: IncomingMessage) => void;

interface ScriptedRelay {
  readonly relay: Relay;
  readonly pairing: RelayPairing;
  readonly requests: readonly IncomingMessage[];
  readonly logged: () => string;
  readonly sleeps: readonly number[];
  /** Notices until one is there that this is true of. */
  listen(isLast: (notice: RelayNotice) => boolean, lastEventId?: number | null): Promise<readonly RelayNotice[]>;
}

async function startScripted(scripts: readonly Script[], silentMs = 45_000): Promise<ScriptedRelay> {
  const requests: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request);
    (scripts[requests.length - 1] ?? scripts.at(-1))?.(response, request);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Safe: a listening TCP server has an address object.
  const { port } = server.address() as AddressInfo;
  const { logger, lines } = createRecordingLogger();
  const time = createVirtualTime(NOW);
  const http = createHttp({ clock: time.clock, logger });
  onTestFinished(() => http.close());
  const address = `http://127.0.0.1:${port}`;
  const relay = createRelay({ http, ...time, logger, jwksAddress: `${address}/jwks`, allowsLoopback: true, random: () => 0, silentMs });
  const pairing = {
    address,
    mailbox: MAILBOX,
    inboundUrl: `${address}/in/inbound-secret`,
    readingSecret: 'the-reading-secret',
    privateKey: keys.privateKey,
  };
  return {
    relay,
    pairing,
    requests,
    logged: () => lines.join('\n'),
    sleeps: time.sleeps,
    async listen(isLast, lastEventId = null) {
      const stopper = new AbortController();
      const notices: RelayNotice[] = [];
      for await (const notice of relay.listen(pairing, () => lastEventId, stopper.signal)) {
        notices.push(notice);
        if (isLast(notice)) {
          break;
        }
      }
      stopper.abort();
      return notices;
    },
  };
}

function sealedEvent(id: number, importBatch = `batch-${id}`): string {
  const body = JSON.stringify({
    resource_url: `https://ssapi.shipstation.com/orders?importBatch=${importBatch}`,
    resource_type: 'ORDER_NOTIFY',
  });
  const raw = readPublicKey(keys.publicKey) ?? Buffer.alloc(0);
  const sealed = seal({ receivedAt: new Date(NOW).toISOString(), version: 'v1', body, signature: null }, MAILBOX, raw);
  return `id: ${id}\nevent: sealed\ndata: ${Buffer.from(sealed).toString('base64url')}\n\n`;
}

const sendAll =
  (...parts: readonly string[]): Script =>
  (response) => {
    response.writeHead(200, EVENT_STREAM);
    parts.forEach((part) => response.write(part));
  };
const answer =
  (status: number, headers: Record<string, string> = {}): Script =>
  (response) =>
    void response.writeHead(status, headers).end();

const isEvents = ({ kind }: RelayNotice): boolean => kind === 'events';
const isLost = ({ kind }: RelayNotice): boolean => kind === 'lost';
const idsOf = (notices: readonly RelayNotice[]): number[] =>
  notices.flatMap((notice) => (notice.kind === 'events' ? notice.events.map(({ id }) => id) : []));
const lossOf = (notices: readonly RelayNotice[]) => {
  const last = notices.at(-1);
  return last?.kind === 'lost' ? { code: last.fault.code, isRefused: last.isRefused } : null;
};

describe('the stream of a relay', () => {
  it('is read with the secret and the newest event that is kept, and hands over what it opens', async () => {
    const scripted = await startScripted([sendAll(': connected\n\n', sealedEvent(7))]);
    const notices = await scripted.listen(isEvents, 6);
    expect(notices.map(({ kind }) => kind)).toEqual(['connected', 'events']);
    expect(idsOf(notices)).toEqual([7]);
    expect(scripted.requests[0]?.headers).toMatchObject({ authorization: 'Bearer the-reading-secret', 'last-event-id': '6' });
  });

  it('is read whole, however its lines are cut', async () => {
    const text = `: connected\r\n\r\n${sealedEvent(1)}${sealedEvent(2)}`;
    const scripted = await startScripted([
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        const cuts = [3, 20, 31, 60, 61, text.length - 1, text.length];
        const write = (index: number): void => {
          response.write(text.slice(index === 0 ? 0 : cuts[index - 1], cuts[index]), () => {
            if (index + 1 < cuts.length) {
              setImmediate(() => write(index + 1));
            }
          });
        };
        write(0);
      },
    ]);
    const notices = await scripted.listen((notice) => notice.kind === 'events' && notice.events.some(({ id }) => id === 2));
    expect(idsOf(notices)).toEqual([1, 2]);
  });

  it('comes back after a cut in the middle of an event, and goes on', async () => {
    const scripted = await startScripted([
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(sealedEvent(1).slice(0, 40), () => response.destroy());
      },
      sendAll(sealedEvent(1)),
    ]);
    const notices = await scripted.listen(isEvents);
    expect(notices.map(({ kind }) => kind)).toEqual(['connected', 'lost', 'connected', 'events']);
  });

  it('is told as bad where an event is broken, and goes on with the next', async () => {
    const scripted = await startScripted([
      sendAll(
        'id: 1\nevent: sealed\ndata: not sealed\n\n',
        'event: sealed\ndata: AAAA\n\n',
        'id: x\nevent: sealed\ndata: AAAA\n\n',
        sealedEvent(3),
      ),
    ]);
    const notices = await scripted.listen((notice) => notice.kind === 'events' && notice.events.some(({ id }) => id === 3));
    expect(idsOf(notices)).toEqual([1, 3]);
    const [first] = notices.flatMap((notice) => (notice.kind === 'events' ? notice.events : []));
    expect(first?.content).toEqual({ kind: 'refused', refusal: 'bad-seal' });
  });

  it('is cut where one event has no end', async () => {
    const scripted = await startScripted([
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        const flood = (): void => {
          while (!response.destroyed && response.write(`data: ${'A'.repeat(60_000)}\n`)) {
            // Until the buffer is full.
          }
          response.once('drain', flood);
        };
        flood();
      },
    ]);
    expect(lossOf(await scripted.listen(isLost))).toEqual({ code: 'relay/bad-answer', isRefused: false });
  });

  it('is given up where nothing comes, not even a heartbeat', async () => {
    const scripted = await startScripted([sendAll(': connected\n\n')], 50);
    const notices = await scripted.listen(isLost);
    expect(lossOf(notices)).toEqual({ code: 'relay/unreachable', isRefused: false });
    expect(notices.at(-1)).toMatchObject({ fault: { message: expect.stringContaining('did not answer in time') } });
  });

  it.each([
    ['a secret that is not known', answer(401), 'relay/refused', true],
    ['another program', answer(404), 'relay/bad-answer', false],
    ['one that sends its callers elsewhere', answer(302, { location: 'https://evil.example/' }), 'relay/bad-answer', false],
    ['one that is not ready', answer(503, { 'retry-after': '90' }), 'relay/unreachable', false],
    ['one that asks to wait', answer(429, { 'retry-after': '60' }), 'relay/throttled', false],
    [
      'a page',
      ((response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')) satisfies Script,
      'relay/bad-answer',
      false,
    ],
  ] as const)('of %s is no stream', async (_what, script, code, isRefused) => {
    const scripted = await startScripted([script]);
    expect(lossOf(await scripted.listen(isLost))).toEqual({ code, isRefused });
    expect(scripted.requests).toHaveLength(1);
  });

  it('waits as long as it was asked to', async () => {
    const scripted = await startScripted([answer(503, { 'retry-after': '90' }), sendAll(sealedEvent(1))]);
    await scripted.listen(isEvents);
    expect(Math.max(...scripted.sleeps)).toBe(90_000);
  });

  it('that was taken over by another app is left to it for more than a minute', async () => {
    const scripted = await startScripted([sendAll('event: replaced\ndata: {}\n\n'), sendAll(sealedEvent(1))]);
    const notices = await scripted.listen(isEvents);
    expect(notices[1]).toMatchObject({ kind: 'lost', isRefused: true, fault: { code: 'relay/replaced' } });
    expect(Math.max(...scripted.sleeps)).toBeGreaterThan(60_000);
  });

  it('ends at once where nobody listens any more', async () => {
    const scripted = await startScripted([sendAll(': connected\n\n')]);
    const stopper = new AbortController();
    const seen: string[] = [];
    for await (const { kind } of scripted.relay.listen(scripted.pairing, () => null, stopper.signal)) {
      seen.push(kind);
      stopper.abort();
    }
    expect(seen).toEqual(['connected']);
  });

  it('leaves no secret in the log', async () => {
    const scripted = await startScripted([answer(401), sendAll(sealedEvent(1)), answer(204)]);
    await scripted.listen(isEvents);
    await scripted.relay.acknowledge(scripted.pairing, 1);
    await scripted.relay.unpair(scripted.pairing);
    for (const secret of ['the-reading-secret', 'inbound-secret', keys.privateKey]) {
      expect(scripted.logged()).not.toContain(secret);
    }
  });
});

describe('pairing', () => {
  const paired =
    (inboundUrl: string): Script =>
    (response) =>
      void response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify({ mailbox: MAILBOX, inboundUrl, readingSecret: 's'.repeat(43) }));

  it('keeps what the relay gave, and never its private key at the relay', async () => {
    const scripted = await startScripted([paired('https://relay.example.com/in/abc')]);
    const made = await scripted.relay.pair({ address: `${scripted.pairing.address}/`, code: 'code' });
    expect(made).toMatchObject({
      ok: true,
      value: { address: scripted.pairing.address, inboundUrl: 'https://relay.example.com/in/abc', mailbox: MAILBOX },
    });
    expect(scripted.requests[0]?.headers.authorization).toBe('Bearer code');
  });

  it.each([
    ['an inbound address without https', paired('http://relay.example.com/in/abc'), 'relay/bad-answer'],
    ['an answer that is none', answer(201), 'relay/bad-answer'],
    ['a wrong code', answer(401), 'relay/refused'],
    ['too many wrong codes', answer(429), 'relay/throttled'],
    ['a full relay', answer(507), 'relay/full'],
    ['another program', answer(404), 'relay/bad-answer'],
  ] as const)('fails in words with %s', async (_what, script, code) => {
    const scripted = await startScripted([script]);
    expect(await scripted.relay.pair({ address: scripted.pairing.address, code: 'code' })).toMatchObject({ ok: false, fault: { code } });
  });

  it('counts as undone where the relay knows nothing of it any more', async () => {
    const scripted = await startScripted([answer(401)]);
    expect(await scripted.relay.unpair(scripted.pairing)).toEqual({ ok: true, value: null });
  });

  it('says that nothing answers', async () => {
    const scripted = await startScripted([answer(500)]);
    const nowhere = await scripted.relay.pair({ address: 'http://127.0.0.1:9', code: 'code' });
    expect(nowhere).toMatchObject({ ok: false, fault: { code: 'relay/unreachable' } });
  });
});
