import { jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { connect } from '@nats-io/transport-node';

import type { MailboxReader, RelayStore, StoreLimits } from '../store.ts';
import { createMailboxRecords, sharedNamingKey } from './mailbox-records.ts';
import { createMailboxStreams } from './mailbox-streams.ts';
import { endReaders, openNatsReader } from './reader.ts';

const BUCKET = 'purser-relay';
/** How long one request to NATS may take before the delivery is refused as unavailable, for ShipStation to send again. */
const REQUEST_MS = 4_000;
const RECONNECT_MS = 500;

export interface NatsPlace {
  /** One or more addresses, separated by commas; user and password, or a token, may be part of an address. */
  readonly url: string;
  readonly replicas: number;
}

/**
 * The store for several copies of the relay: NATS JetStream with file storage. A write is answered after JetStream has
 * acknowledged it; what that means on a power cut is NATS' to set (replicas, sync_interval; see the runbook).
 *
 * @throws where NATS can't be reached within its time, or has no JetStream
 */
export async function openNatsStore({ url, replicas }: NatsPlace, limits: StoreLimits): Promise<RelayStore> {
  const connection = await connectTo(url);
  try {
    return await storeOn(connection, replicas, limits);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function connectTo(url: string): Promise<NatsConnection> {
  const addresses = url.split(',').map((each) => new URL(each));
  const { username = '', password = '' } = addresses[0] ?? {};
  const secret =
    password === '' ? { token: decodeURIComponent(username) } : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return connect({
    name: 'purser-relay',
    servers: addresses.map(({ host }) => host),
    ...(username === '' ? {} : secret),
    ...(addresses.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {}),
    timeout: REQUEST_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
  });
}

async function storeOn(connection: NatsConnection, replicas: number, limits: StoreLimits): Promise<RelayStore> {
  const manager = await jetstreamManager(connection, { timeout: REQUEST_MS });
  const client = jetstream(connection, { timeout: REQUEST_MS });
  const bucket = await new Kvm(client).create(BUCKET, { replicas, storage: StorageType.File, history: 1 });
  const records = createMailboxRecords(bucket);
  const streams = createMailboxStreams(client, manager, limits, replicas);
  const readers = new Set<MailboxReader>();
  return {
    namingKey: await sharedNamingKey(bucket),
    async addMailbox(mailbox) {
      if ((await records.count()) >= limits.mailboxes) {
        return 'full';
      }
      // The stream first: an address that is answered must have a place to store to.
      await streams.make(mailbox.id);
      await records.add(mailbox);
      return 'added';
    },
    mailboxByAddress: records.byAddress,
    mailboxBySecret: records.bySecret,
    async rekeyMailbox(id, keys) {
      const isThere = await records.rekey(id, keys);
      await endReaders(manager, id);
      return isThere;
    },
    async forgetMailbox(id) {
      // The stream first: who dies in between leaves a secret that still works, so the app can ask again.
      await streams.remove(id);
      await records.remove(id);
    },
    async append(mailbox, messageId, sealed) {
      const outcome = await streams.append(mailbox, messageId, sealed);
      if (outcome !== 'no-stream') {
        return outcome;
      }
      if ((await records.byId(mailbox)) === null) {
        return 'gone';
      }
      throw new Error('NATS has no stream that answers for the mailbox right now.');
    },
    async openReader(mailbox, after) {
      const reached = after !== null && after <= (await streams.lastId(mailbox));
      const reader = await openNatsReader(client, manager, mailbox, reached ? after : 0);
      const tracked = closing(reader, () => readers.delete(tracked));
      readers.add(tracked);
      return tracked;
    },
    async acknowledge(mailbox, upTo) {
      const wasGiven = upTo <= (await streams.lastId(mailbox));
      if (wasGiven) {
        await streams.removeUpTo(mailbox, upTo);
      }
      return wasGiven;
    },
    counts: async () => ({ mailboxes: await records.count(), ...(await streams.totals()) }),
    check: async () => void (await bucket.put('installation.checked', String(Date.now()))),
    async close() {
      await Promise.all([...readers].map((reader) => reader.close().catch(() => undefined)));
      await connection.drain();
    },
  };
}

/** The same reader, which says when it was closed. */
function closing(reader: MailboxReader, closed: () => void): MailboxReader {
  return {
    get ended() {
      return reader.ended;
    },
    async close() {
      closed();
      await reader.close();
    },
    [Symbol.asyncIterator]: () => reader[Symbol.asyncIterator](),
  };
}
