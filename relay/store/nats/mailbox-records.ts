import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';

import type { KV, KvEntry } from '@nats-io/kv';

import type { Mailbox, MailboxKeys } from '../store.ts';

/**
 * Mailboxes in a key-value bucket. `mailbox.<id>` is what counts; `address.<digest>` and `secret.<digest>` lead to it and are
 * believed only where the mailbox agrees, so that a copy that dies between two writes leaves nothing that opens a door.
 */
export interface MailboxRecords {
  add(mailbox: Mailbox): Promise<void>;
  byId(id: string): Promise<Mailbox | null>;
  byAddress(digest: string): Promise<Mailbox | null>;
  bySecret(digest: string): Promise<Mailbox | null>;
  rekey(id: string, keys: MailboxKeys): Promise<boolean>;
  remove(id: string): Promise<Mailbox | null>;
  count(): Promise<number>;
}

const isThere = (entry: KvEntry | null): entry is KvEntry => entry !== null && entry.operation === 'PUT';

export function createMailboxRecords(bucket: KV): MailboxRecords {
  const byId = async (id: string): Promise<Mailbox | null> => {
    const entry = await bucket.get(`mailbox.${id}`);
    // Safe: only this file writes such keys, and the bucket is the relay's own.
    return isThere(entry) ? entry.json<Mailbox>() : null;
  };
  const lookUp = async (key: string): Promise<Mailbox | null> => {
    const entry = await bucket.get(key);
    return isThere(entry) ? byId(entry.string()) : null;
  };
  const point = async ({ addressDigest, secretDigest }: MailboxKeys, id: string): Promise<void> => {
    await Promise.all([bucket.put(`address.${addressDigest}`, id), bucket.put(`secret.${secretDigest}`, id)]);
  };
  const unpoint = async ({ addressDigest, secretDigest }: MailboxKeys): Promise<void> => {
    await Promise.all([bucket.purge(`address.${addressDigest}`), bucket.purge(`secret.${secretDigest}`)]);
  };
  return {
    byId,
    async add(mailbox) {
      await bucket.create(`mailbox.${mailbox.id}`, JSON.stringify(mailbox));
      await point(mailbox, mailbox.id);
    },
    async byAddress(digest) {
      const mailbox = await lookUp(`address.${digest}`);
      return mailbox?.addressDigest === digest ? mailbox : null;
    },
    async bySecret(digest) {
      const mailbox = await lookUp(`secret.${digest}`);
      return mailbox?.secretDigest === digest ? mailbox : null;
    },
    async rekey(id, keys) {
      const entry = await bucket.get(`mailbox.${id}`);
      if (!isThere(entry)) {
        return false;
      }
      const before = entry.json<Mailbox>();
      await bucket.update(`mailbox.${id}`, JSON.stringify({ ...before, ...keys }), entry.revision);
      await point(keys, id);
      await unpoint(before);
      return true;
    },
    async remove(id) {
      const mailbox = await byId(id);
      if (mailbox !== null) {
        await bucket.purge(`mailbox.${id}`);
        await unpoint(mailbox);
      }
      return mailbox;
    },
    async count() {
      let count = 0;
      for await (const _ of await bucket.keys('mailbox.*')) {
        count += 1;
      }
      return count;
    },
  };
}

/** The key that names deliveries: the first copy makes it, all others find it. */
export async function sharedNamingKey(bucket: KV): Promise<Uint8Array> {
  const name = 'installation.naming-key';
  const found = await bucket.get(name);
  if (isThere(found)) {
    return found.value;
  }
  await bucket.create(name, randomBytes(32)).catch(() => undefined);
  const made = await bucket.get(name);
  if (!isThere(made)) {
    throw new Error('The key that names deliveries could not be stored in NATS.');
  }
  return Buffer.from(made.value);
}
