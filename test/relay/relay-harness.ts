import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

import { onTestFinished } from 'vitest';

import type { Variables } from '../../relay/config.ts';
import { readConfig } from '../../relay/config.ts';
import { createLog } from '../../relay/log.ts';
import { startRelay } from '../../relay/relay.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import type { PairedApp, Send } from './paired-app.ts';
import { JSON_HEADERS, PAIRING_CODE, pairApp, sendTo } from './paired-app.ts';

export interface TestRelay {
  readonly base: string;
  readonly port: number;
  readonly directory: string;
  /** Everything that it has logged. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
  readonly send: Send;
  pair(): Promise<PairedApp>;
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
  const relay = await startRelay(
    read.config,
    createLog((line) => lines.push(line), now),
    now,
  );
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
  const send = sendTo(port);
  return { base: relay.address, port, directory: directory.path, logged: () => lines.join(''), stop, send, pair: () => pairApp(port) };
}

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
        'x-shipengine-rsa-sha256-signature': sign('sha256', Buffer.from(over ?? `${timestamp}.${body}`), pair.privateKey).toString(
          'base64',
        ),
        'x-shipengine-timestamp': timestamp,
      };
    },
  };
}
