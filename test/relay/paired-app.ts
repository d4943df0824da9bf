import { randomUUID } from 'node:crypto';

import type { RawAnswer } from '../hosts/raw-request.ts';
import { rawRequest } from '../hosts/raw-request.ts';
import type { AppKey, OpenedEvent } from './app-side.ts';
import { makeAppKey, openSeal } from './app-side.ts';
import type { SseStream } from './sse-reader.ts';
import { openStream } from './sse-reader.ts';

export const PAIRING_CODE = 'a pairing code'.replaceAll(' ', '-').padEnd(24, '!');

/** One request to a relay. */
export type Send = (
  method: string,
  path: string,
  options?: { readonly headers?: Record<string, string>; readonly body?: string },
) => Promise<RawAnswer>;

export const sendTo =
  (port: number): Send =>
  (method, path, options = {}) =>
    rawRequest({ port, method, path, ...options });

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

export const JSON_HEADERS = { 'content-type': 'application/json' };
export const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });

/** Pairs an app with the relay on a port of this machine. */
export async function pairApp(port: number, pairingCode = PAIRING_CODE): Promise<PairedApp> {
  const send = sendTo(port);
  const key = makeAppKey();
  const answer = await send('POST', '/pair', {
    headers: { ...JSON_HEADERS, ...bearer(pairingCode) },
    body: JSON.stringify({ publicKey: key.publicKey }),
  });
  if (answer.status !== 201) {
    throw new Error(`Pairing was answered with ${answer.status}: ${answer.text}`);
  }
  // Safe: the shape that PROTOCOL.md gives; the tests of pairing look at each of them.
  const made = JSON.parse(answer.text) as { readonly mailbox: string; readonly inboundUrl: string; readonly readingSecret: string };
  const { mailbox, inboundUrl, readingSecret: secret } = made;
  const inbound = new URL(inboundUrl).pathname;
  return {
    key,
    mailbox,
    inboundUrl,
    inbound,
    secret,
    post: (body, headers = {}) => send('POST', inbound, { headers: { ...JSON_HEADERS, ...headers }, body }),
    read: (headers = {}, path = '/out') => openStream({ base: `http://127.0.0.1:${port}`, secret, path, headers }),
    ack: (upTo) => send('POST', '/ack', { headers: { ...JSON_HEADERS, ...bearer(secret) }, body: JSON.stringify({ upTo }) }),
    open: (sealed) => openSeal(sealed, mailbox, key),
  };
}

/** A V1 event as ShipStation sends it; each is another import. */
export const v1Event = (importBatch: string = randomUUID()): string =>
  JSON.stringify({
    resource_url: `https://ssapi6.shipstation.com/orders?storeID=123456&importBatch=${importBatch}`,
    resource_type: 'ORDER_NOTIFY',
  });
