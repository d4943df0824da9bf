import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Http } from '../../electron/adapters/http/http.ts';
import { createComeback } from '../../electron/adapters/relay-client/comeback.ts';
import { wishOf } from '../../electron/adapters/relay-client/pointer.ts';
import { type EventReaderParts, MAX_SEALED_CHARACTERS, readEvent } from '../../electron/adapters/relay-client/read-event.ts';
import { parseRelayAddress } from '../../electron/adapters/relay-client/relay-address.ts';
import { createSealOpener, makeRelayKeys } from '../../electron/adapters/relay-client/seal.ts';
import { createSignatureChecker } from '../../electron/adapters/relay-client/signing-keys.ts';
import { portFault } from '../../electron/adapters/http/port-fault.ts';
import { type Delivery, readPublicKey, seal } from '../../relay/sealing.ts';

const NOW = Date.parse('2026-11-23T02:00:00.000Z');
const MAILBOX = '0123456789abcdef0123456789abcdef';
const BODY = JSON.stringify({
  resource_url: 'https://ssapi6.shipstation.com/orders?storeID=123456&importBatch=b6b4b66a',
  resource_type: 'ORDER_NOTIFY',
});
const V2_BODY = JSON.stringify({
  resource_url: 'https://api.shipstation.com/v2/shipments?import_batch_id=b6b4b66a',
  resource_type: 'SHIPMENT_CREATED_V2',
});

interface Signer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

function makeSigner(keyId: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { keyId, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' } };
}

const signer = makeSigner('key-1');

function signatureOf(body: string, at: number, by: Signer = signer): Delivery['signature'] {
  const timestamp = new Date(at).toISOString();
  const signature = sign('sha256', Buffer.from(`${timestamp}.${body}`), by.privateKey).toString('base64');
  return { keyId: by.keyId, signature, timestamp };
}

/** A company with its key, and a publisher of signing keys. */
function startCompany(keysAnswer: () => string | null = () => JSON.stringify({ keys: [signer.jwk] })) {
  const keys = makeRelayKeys();
  let asked = 0;
  let nowMs = NOW;
  const clock = { now: () => nowMs };
  const http: Http = {
    request: () => {
      asked += 1;
      const text = keysAnswer();
      return Promise.resolve(
        text === null
          ? { ok: false, fault: { reason: 'unreachable', isSent: false, systemCode: null, status: null } }
          : { ok: true, value: { status: 200, headers: new Map(), text } },
      );
    },
    close: () => undefined,
  };
  const reader: EventReaderParts = {
    seal: createSealOpener({ privateKey: keys.privateKey, mailbox: MAILBOX }),
    signatures: createSignatureChecker({ http, clock, jwksAddress: 'https://api.shipengine.com/jwks' }),
    clock,
    allowsLoopback: false,
  };
  const raw = readPublicKey(keys.publicKey) ?? Buffer.alloc(0);
  const sealed = (delivery: Partial<Delivery> = {}, mailbox = MAILBOX): string =>
    Buffer.from(
      seal({ receivedAt: new Date(NOW).toISOString(), version: 'v1', body: BODY, signature: null, ...delivery }, mailbox, raw),
    ).toString('base64url');
  return {
    keys,
    reader,
    sealed,
    asked: () => asked,
    pass: (ms: number) => {
      nowMs += ms;
    },
    read: (delivery: Partial<Delivery> = {}) => readEvent(reader, 1, sealed(delivery)),
  };
}

const refusalOf = async (event: ReturnType<typeof readEvent>): Promise<string> => {
  const { content } = await event;
  return content.kind === 'refused' ? content.refusal : content.wish.kind;
};

describe('what a relay has sealed', () => {
  it('opens for its own company and names what to look at', async () => {
    const event = await startCompany().read();
    expect(event).toMatchObject({
      id: 1,
      receivedAt: '2026-11-23T02:00:00.000Z',
      content: {
        kind: 'wish',
        wish: {
          kind: 'follow',
          pointer: {
            resource: 'orders',
            host: 'ssapi6.shipstation.com',
            path: '/orders',
            query: [
              ['storeID', '123456'],
              ['importBatch', 'b6b4b66a'],
            ],
          },
        },
      },
    });
  });

  it('opens for no other mailbox, no other key, and not with one bit changed', async () => {
    const company = startCompany();
    expect(await refusalOf(readEvent(company.reader, 1, company.sealed({}, 'f'.repeat(32))))).toBe('bad-seal');
    expect(await refusalOf(readEvent(startCompany().reader, 1, company.sealed()))).toBe('bad-seal');
    const raw = Buffer.from(company.sealed(), 'base64url');
    for (const at of [0, 1, 33, 50, raw.length - 1]) {
      const changed = Buffer.from(raw);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await refusalOf(readEvent(company.reader, 1, changed.toString('base64url'))), `byte ${at}`).toBe('bad-seal');
    }
  });

  it.each(['', 'AQ', '!!!', 'A'.repeat(2_000)])('is refused where it is no seal at all: %j', async (text) => {
    expect(await refusalOf(readEvent(startCompany().reader, 1, text))).toBe('bad-seal');
  });

  it('is refused unopened where it is too large', async () => {
    expect(await refusalOf(readEvent(startCompany().reader, 1, 'A'.repeat(MAX_SEALED_CHARACTERS + 1)))).toBe('too-large');
  });

  it('is refused where it is older than a relay keeps anything, or comes from the day after tomorrow', async () => {
    const day = 86_400_000;
    expect(await refusalOf(startCompany().read({ receivedAt: new Date(NOW - 31 * day).toISOString() }))).toBe('too-old');
    expect(await refusalOf(startCompany().read({ receivedAt: new Date(NOW + 2 * day).toISOString() }))).toBe('too-old');
  });

  it.each(['no JSON', '[]', '{}', '{"resource_url":1,"resource_type":"ORDER_NOTIFY"}'])('is refused with a body like %s', async (body) => {
    expect(await refusalOf(startCompany().read({ body }))).toBe('bad-content');
  });

  it('has the same digest each time it is sealed anew, and another one when it was received at another time', async () => {
    const company = startCompany();
    const [first, again] = [await company.read(), await company.read()];
    expect(again.digest).toBe(first.digest);
    expect((await company.read({ receivedAt: new Date(NOW + 1).toISOString() })).digest).not.toBe(first.digest);
  });
});

describe('a signed event', () => {
  it('is followed where the signature is ShipStation’s', async () => {
    const company = startCompany();
    expect(await refusalOf(company.read({ version: 'v2', body: V2_BODY, signature: signatureOf(V2_BODY, NOW - 60_000) }))).toBe('follow');
    await company.read({ version: 'v2', body: V2_BODY, signature: signatureOf(V2_BODY, NOW) });
    expect(company.asked()).toBe(1);
  });

  it('is refused without a signature, however the relay calls it', async () => {
    expect(await refusalOf(startCompany().read({ version: 'v1', body: V2_BODY }))).toBe('bad-signature');
    expect(await refusalOf(startCompany().read({ version: 'v2', body: BODY }))).toBe('bad-signature');
  });

  it('is refused with another body, another key, or a key of the same name', async () => {
    const other = makeSigner('key-1');
    const read = (signature: Delivery['signature']) => refusalOf(startCompany().read({ version: 'v2', body: V2_BODY, signature }));
    expect(await read(signatureOf(BODY, NOW))).toBe('bad-signature');
    expect(await read(signatureOf(V2_BODY, NOW, other))).toBe('bad-signature');
    expect(await read(signatureOf(V2_BODY, NOW, makeSigner('key-9')))).toBe('bad-signature');
  });

  it('is refused where it was signed more than five minutes before or after it was received', async () => {
    const read = (at: number) => refusalOf(startCompany().read({ version: 'v2', body: V2_BODY, signature: signatureOf(V2_BODY, at) }));
    expect(await read(NOW - 5 * 60_000)).toBe('follow');
    expect(await read(NOW - 5 * 60_000 - 1)).toBe('old-timestamp');
    expect(await read(NOW + 5 * 60_000 + 1)).toBe('old-timestamp');
  });

  it('keeps its digest when a relay tells it again as if it were new', async () => {
    const company = startCompany();
    const signature = signatureOf(V2_BODY, NOW);
    const first = await company.read({ version: 'v2', body: V2_BODY, signature });
    const again = await company.read({ version: 'v2', body: V2_BODY, signature, receivedAt: new Date(NOW + 60_000).toISOString() });
    expect(again.digest).toBe(first.digest);
  });

  it('with an unknown key id makes Purser ask for the keys once more, and not again within a minute', async () => {
    const second = makeSigner('key-2');
    let published: readonly Signer[] = [signer];
    const company = startCompany(() => JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    const read = (by: Signer) => refusalOf(company.read({ version: 'v2', body: V2_BODY, signature: signatureOf(V2_BODY, NOW, by) }));
    expect(await read(signer)).toBe('follow');
    published = [second, signer];
    expect(await read(second)).toBe('bad-signature');
    expect(company.asked()).toBe(1);
    company.pass(60_000);
    expect(await read(second)).toBe('follow');
    expect(company.asked()).toBe(2);
  });

  it('is not followed, but answered with a pull, while nobody can say whose signature it is', async () => {
    for (const answer of [null, 'no JSON', '{"keys":"none"}']) {
      expect(await refusalOf(startCompany(() => answer).read({ version: 'v2', body: V2_BODY, signature: signatureOf(V2_BODY, NOW) }))).toBe(
        'pull',
      );
    }
  });
});

describe('where a notice points', () => {
  it.each([
    'http://ssapi6.shipstation.com/orders',
    'https://user@ssapi6.shipstation.com/orders',
    'https://user:secret@ssapi6.shipstation.com/orders',
    'https://ssapi6.shipstation.com:443@evil.example/orders',
    'https://ssapi6.shipstation.com/orders#part',
    'https:\\\\evil.example/orders',
    'https://evil.example\t/orders',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:8080/orders',
    '/orders',
    '',
    `https://ssapi6.shipstation.com/${'a'.repeat(2_100)}`,
  ])('%s is refused', (address) => {
    expect(wishOf('ORDER_NOTIFY', address, false)).toBeNull();
  });

  it('to this machine is followed in practice and tests alone', () => {
    expect(wishOf('ORDER_NOTIFY', 'http://127.0.0.1:8080/orders', true)).toMatchObject({ kind: 'follow' });
    expect(wishOf('ORDER_NOTIFY', 'http://169.254.169.254/orders', true)).toBeNull();
  });

  it('of a kind that nobody knows yet asks for a pull', () => {
    expect(wishOf('ORDER_VANISHED', 'https://ssapi.shipstation.com/orders', false)).toEqual({ kind: 'pull' });
    expect(wishOf('constructor', 'https://ssapi.shipstation.com/orders', false)).toEqual({ kind: 'pull' });
  });
});

describe('the address of a relay', () => {
  it('is taken over https, without its last slash', () => {
    expect(parseRelayAddress(' https://relay.example.com/purser/ ', false)).toEqual({
      ok: true,
      value: 'https://relay.example.com/purser',
    });
  });

  it.each([
    'relay.example.com',
    'http://relay.example.com',
    'https://me@relay.example.com',
    'https://relay.example.com/?a=1',
    'http://127.0.0.1:7480',
    '',
  ])('%s is refused', (text) => {
    expect(parseRelayAddress(text, false)).toMatchObject({ ok: false, fault: { code: 'relay/bad-address' } });
  });
});

describe('coming back', () => {
  const fault = portFault({ code: 'relay/unreachable', class: 'transient', message: 'gone' });

  it('takes longer after each failure, is spread, and begins anew after a connection that stood', () => {
    const comeback = createComeback(() => 0);
    const wait = (lastedMs: number) => comeback.waitAfter({ fault, reason: 'cut', lastedMs, askedMs: null });
    expect([wait(0), wait(0), wait(0), wait(60_000)]).toEqual([500, 1_000, 2_000, 500]);
    const late = createComeback(() => 0.999);
    for (let index = 0; index < 30; index += 1) {
      expect(late.waitAfter({ fault, reason: 'cut', lastedMs: 0, askedMs: null })).toBeLessThanOrEqual(300_000);
    }
  });

  it('waits a minute and more for a newer reader, and as long as the relay asks', () => {
    const comeback = createComeback(() => 0.5);
    expect(comeback.waitAfter({ fault, reason: 'replaced', lastedMs: 60_000, askedMs: null })).toBeGreaterThan(60_000);
    expect(comeback.waitAfter({ fault: { ...fault, retryAfterMs: 120_000 }, reason: 'cut', lastedMs: 0, askedMs: null })).toBe(120_000);
  });
});
