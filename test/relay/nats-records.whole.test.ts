import { jetstream } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import { describe, expect, onTestFinished, test } from 'vitest';

import { createMailboxRecords } from '../../relay/store/nats/mailbox-records.ts';
import { startNatsServer } from './nats-server.ts';

describe('mailboxes in NATS', () => {
  test('a former address or secret that a copy could not clear away any more opens nothing', async () => {
    const server = await startNatsServer();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const connection = await connect({ servers: server.url.replace('nats://', '') });
    onTestFinished(() => connection.close());
    const bucket = await new Kvm(jetstream(connection)).create('test');
    const records = createMailboxRecords(bucket);
    const former = { addressDigest: 'a'.repeat(64), secretDigest: 'b'.repeat(64) };
    const mailbox = { id: '0'.repeat(32), publicKey: 'x', createdAt: '2026-11-23T00:00:00.000Z', ...former };
    await records.add(mailbox);
    const current = { addressDigest: 'c'.repeat(64), secretDigest: 'd'.repeat(64) };
    await records.rekey(mailbox.id, current);
    // As if the copy had died after the mailbox was written and before the former names were removed.
    await bucket.put(`address.${former.addressDigest}`, mailbox.id);
    await bucket.put(`secret.${former.secretDigest}`, mailbox.id);
    expect([await records.byAddress(former.addressDigest), await records.bySecret(former.secretDigest)]).toEqual([null, null]);
    expect(await records.byAddress(current.addressDigest)).toEqual({ ...mailbox, ...current });
    // As if it had died after removing the mailbox itself.
    await bucket.purge(`mailbox.${mailbox.id}`);
    expect(await records.byAddress(current.addressDigest)).toBeNull();
  });
});
