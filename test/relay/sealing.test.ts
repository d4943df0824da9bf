import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { seal } from '../../relay/sealing.ts';
import { PROJECT } from '../helpers/project.ts';
import { makeAppKey, openSeal } from './app-side.ts';

const MAILBOX = '000102030405060708090a0b0c0d0e0f';
const DELIVERY = {
  receivedAt: '2026-11-23T01:41:02.123Z',
  version: 'v1',
  signature: null,
  body: '{"resource_url":"https://ssapi6.shipstation.com/orders?storeID=1&importBatch=2","resource_type":"ORDER_NOTIFY"}',
} as const;

/** The private key of 32 equal bytes, by the fixed beginning that such keys have in PKCS #8. */
const privateKeyOf = (byte: number): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), Buffer.alloc(32, byte)]),
    format: 'der',
    type: 'pkcs8',
  });

const publicTextOf = (key: KeyObject): string => createPublicKey(key).export({ format: 'jwk' }).x ?? '';

describe('sealing', () => {
  test('makes exactly the example that the protocol shows', () => {
    const app = privateKeyOf(1);
    const ephemeral = privateKeyOf(2);
    const sealed = seal(DELIVERY, MAILBOX, Buffer.from(publicTextOf(app), 'base64url'), {
      ephemeral: { publicKey: createPublicKey(ephemeral), privateKey: ephemeral },
      iv: Buffer.alloc(12, 3),
    });
    const protocol = readFileSync(join(PROJECT, 'relay/PROTOCOL.md'), 'utf8');
    expect(protocol).toContain(`\n${Buffer.from(sealed).toString('base64url')}\n`);
    expect(protocol).toContain(JSON.stringify(DELIVERY));
    expect(openSeal(Buffer.from(sealed).toString('base64url'), MAILBOX, { publicKey: publicTextOf(app), privateKey: app })).toEqual(
      DELIVERY,
    );
  });

  test('is never the same twice, and opens only whole, with its key and as part of its mailbox', () => {
    const key = makeAppKey();
    const once = (): Buffer => Buffer.from(seal(DELIVERY, MAILBOX, Buffer.from(key.publicKey, 'base64url')));
    const sealed = once();
    expect(sealed.equals(once())).toBe(false);
    const open = (bytes: Buffer, mailbox = MAILBOX, by = key) => openSeal(bytes.toString('base64url'), mailbox, by);
    expect(open(sealed)).toEqual(DELIVERY);
    expect(() => open(sealed, MAILBOX.replace('0', '1'))).toThrow('authenticate');
    expect(() => open(sealed, MAILBOX, makeAppKey())).toThrow('authenticate');
    for (const at of [1, 20, 40, 60, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(changed), `byte ${at}`).toThrow('authenticate');
    }
  });
});
