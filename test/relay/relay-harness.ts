import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

import { onTestFinished } from 'vitest';

import type { Variables } from '../../relay/config.ts';
import { readConfig } from '../../relay/config.ts';
import { createLog } from '../../relay/log.ts';
import { startRelay } from '../../relay/relay.ts';
import type { RawAnswer } from '../hosts/raw-request.ts';
import { rawRequest } from '../hosts/raw-request.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import type { AppKey, OpenedEvent } from './app-side.ts';
import { makeAppKey, openSeal } from './app-side.ts';
import type { SseStream } from './sse-reader.ts';
import { openStream } from './sse-reader.ts';

export const PAIRING_CODE = 'a pairing code'.replaceAll(' ', '-').padEnd(24, '!');

export interface TestRelay {
  readonly base: string;
  readonly port: number;
  readonly directory: string;
  /** Everything that it has logged. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
  send(method: string, path: string, options?: { readonly headers?: Record<string, string>; readonly body?: string }): Promise<RawAnswer>;
  pair(): Promise<PairedApp>;
}

export interface PairedApp {
  readonly key: AppKey;
  readonly mailbox: string;
  readonly inboundUrl: string;
  /** The path of the inbound address. */
  readonly inbound: string;
  readonly secret: string;
  post(body: string, headers?: Record<string, string>): Promise<RawAnswer>;
  read(headers?: Record<string, string>, path?: string): Promise<SseStream>;
  ack(upTo: string): Promise<RawAnswer>;
  open(sealed: string): OpenedEvent;
}

/** Starts a relay in this process, on loopback, with files of its own. */
export async function startTestRelay(variables: Variables = {}, now: () => number = Date.now): Promise<TestRelay> {
  const directory = makeTempDirectory('relay');
  const read = readConfig({
    RELAY_DATA_DIR: directory.path,
    RELAY_PORT: '0',
    RELAY_PAIRING_CODE: PAIRING_CODE,
    RELAY_JWKS_URL: 'http://127.0.0.1:9/jwks',
    ...variables,
  });
  if ('problems' in read) {
    throw new Error(read.problems.join('\n'));
  }
  const lines: string[] = [];
  const relay = await startRelay(read.config, createLog((line) => lines.push(line), now), now);
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (!isStopped) {
      isStopped = true;
      await relay.stop();
    }
  };
  onTestFinished(async () => {
    await stop();
    directory.remove();
  });
  const port = Number(new URL(relay.address).port);
  const send: TestRelay['send'] = (method, path, options = {}) => rawRequest({ port, method, path, ...options });
  return { base: relay.address, port, directory: directory.path, logged: () => lines.join(''), stop, send, pair: () => pairApp(relay.address, send) };
}

export const JSON_HEADERS = { 'content-type': 'application/json' };
export const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });

/** Pairs an app with a relay, wherever that runs. */
export async function pairApp(base: string, send: TestRelay['send'], pairingCode = PAIRING_CODE): Promise<PairedApp> {
  const key = makeAppKey();
  const answer = await send('POST', '/pair', {
    headers: { ...JSON_HEADERS, ...bearer(pairingCode) },
    body: JSON.stringify({ publicKey: key.publicKey }),
  });
  if (answer.status !== 201) {
    throw new Error(`Pairing was answered with ${answer.status}: ${answer.text}`);
  }
  // Safe: the shape that PROTOCOL.md gives; a test looks at each of them.
  const made = JSON.parse(answer.text) as { readonly mailbox: string; readonly inboundUrl: string; readonly readingSecret: string };
  return appOf(base, send, key, made);
}

/** An app that is paired already, seen through another address of the relay. */
export function appOf(
  base: string,
  send: TestRelay['send'],
  key: AppKey,
  { mailbox, inboundUrl, readingSecret }: { readonly mailbox: string; readonly inboundUrl: string; readonly readingSecret: string },
): PairedApp {
  const inbound = new URL(inboundUrl).pathname;
  return {
    key,
    mailbox,
    inboundUrl,
    inbound,
    secret: readingSecret,
    post: (body, headers = {}) => send('POST', inbound, { headers: { ...JSON_HEADERS, ...headers }, body }),
    read: (headers = {}, path = '/out') => openStream({ base, secret: readingSecret, path, headers }),
    ack: (upTo) => send('POST', '/ack', { headers: { ...JSON_HEADERS, ...bearer(readingSecret) }, body: JSON.stringify({ upTo }) }),
    open: (sealed) => openSeal(sealed, mailbox, key),
  };
}

/** A V1 event as ShipStation sends it; each is another import. */
export const v1Event = (importBatch: string = randomUUID()): string =>
  JSON.stringify({
    resource_url: `https://ssapi6.shipstation.com/orders?storeID=123456&importBatch=${importBatch}`,
    resource_type: 'ORDER_NOTIFY',
  });

export const v2Event = (importBatch: string = randomUUID()): string =>
  JSON.stringify({
    resource_url: `https://api.shipstation.com/v2/shipments?import_batch_id=${importBatch}`,
    resource_type: 'SHIPMENT_CREATED_V2',
  });

export interface SigningParty {
  readonly url: string;
  /** How often its keys were asked for. */
  readonly asked: () => number;
  /** From now on its keys are these; the first of them signs. */
  setKeys(ids: readonly string[]): void;
  /** From now on it answers with this status. */
  setStatus(status: number): void;
  headers(body: string, options?: { readonly at?: number; readonly keyId?: string; readonly over?: string }): Record<string, string>;
}

/** Plays the one who signs V2 events and publishes the keys. */
export async function startSigningParty(): Promise<SigningParty> {
  const pairs = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>();
  let published: readonly string[] = [];
  let status = 200;
  let asked = 0;
  const setKeys = (ids: readonly string[]): void => {
    for (const id of ids.filter((each) => !pairs.has(each))) {
      pairs.set(id, generateKeyPairSync('rsa', { modulusLength: 2048 }));
    }
    published = ids;
  };
  setKeys(['key-1']);
  const server = createServer((_request, response) => {
    asked += 1;
    const keys = published.map((kid) => ({ ...pairs.get(kid)?.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }));
    response.writeHead(status, JSON_HEADERS).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/jwks`,
    asked: () => asked,
    setKeys,
    setStatus: (next) => {
      status = next;
    },
    headers(body, { at = Date.now(), keyId = published[0] ?? '', over } = {}) {
      const timestamp = new Date(at).toISOString();
      const pair = pairs.get(keyId) ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
      return {
        'x-shipengine-rsa-sha256-key-id': keyId,
        'x-shipengine-rsa-sha256-signature': sign('sha256', Buffer.from(over ?? `${timestamp}.${body}`), pair.privateKey).toString('base64'),
        'x-shipengine-timestamp': timestamp,
      };
    },
  };
}
