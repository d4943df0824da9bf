import type { JetStreamClient, JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { errors, nanos } from '@nats-io/transport-node';

import type { AppendOutcome, StoreLimits } from '../store.ts';
import { isMissing } from './missing.ts';

/** JetStream's error code for a message that a stream refuses for its limits (JSStreamStoreFailedF). */
const STORE_FAILED = 10_077;
const PREFIX = 'purser-relay-';
/** A sealed event of the largest body, with its JSON and seal, and room to spare. */
const MOST_MESSAGE = 512 * 1024;

export const streamOf = (mailbox: string): string => `${PREFIX}${mailbox}`;
const subjectOf = (mailbox: string): string => `purser.relay.events.${mailbox}`;

/**
 * A stream for each mailbox: what one company gets in a flood can't push another's events out, ids count from 1, and forgetting
 * a mailbox is deleting its stream.
 */
export interface MailboxStreams {
  make(mailbox: string): Promise<void>;
  remove(mailbox: string): Promise<void>;
  append(mailbox: string, messageId: string, sealed: Uint8Array): Promise<Exclude<AppendOutcome, 'gone'> | 'no-stream'>;
  lastId(mailbox: string): Promise<number>;
  removeUpTo(mailbox: string, id: number): Promise<void>;
  totals(): Promise<{ readonly events: number; readonly bytes: number }>;
}

export function createMailboxStreams(
  client: JetStreamClient,
  manager: JetStreamManager,
  limits: StoreLimits,
  replicas: number,
): MailboxStreams {
  return {
    async make(mailbox) {
      await manager.streams.add({
        name: streamOf(mailbox),
        subjects: [subjectOf(mailbox)],
        retention: RetentionPolicy.Limits,
        storage: StorageType.File,
        discard: DiscardPolicy.New,
        max_age: nanos(limits.keepMs),
        max_msgs: limits.events,
        max_bytes: limits.bytes,
        max_msg_size: MOST_MESSAGE,
        duplicate_window: nanos(limits.rememberMs),
        num_replicas: replicas,
      });
    },
    async remove(mailbox) {
      try {
        await manager.streams.delete(streamOf(mailbox));
      } catch (error) {
        if (!isMissing(error)) {
          throw error;
        }
      }
    },
    async append(mailbox, messageId, sealed) {
      try {
        const { duplicate } = await client.publish(subjectOf(mailbox), sealed, {
          msgID: messageId,
          expect: { streamName: streamOf(mailbox) },
        });
        return duplicate ? 'duplicate' : 'stored';
      } catch (error) {
        return refusalOf(error);
      }
    },
    lastId: async (mailbox) => (await manager.streams.info(streamOf(mailbox))).state.last_seq,
    async removeUpTo(mailbox, id) {
      await manager.streams.purge(streamOf(mailbox), { seq: id + 1 });
    },
    async totals() {
      const all: StreamInfo[] = [];
      for await (const info of manager.streams.list('purser.relay.events.*')) {
        all.push(info);
      }
      return {
        events: all.reduce((sum, { state }) => sum + state.messages, 0),
        bytes: all.reduce((sum, { state }) => sum + state.bytes, 0),
      };
    },
  };
}

/** @throws what is no refusal of this one message */
function refusalOf(error: unknown): 'full' | 'no-stream' {
  if (error instanceof JetStreamApiError && error.code === STORE_FAILED && /maximum (messages|bytes)/.test(error.message)) {
    return 'full';
  }
  if (error instanceof Error && error.cause instanceof errors.RequestError && error.cause.isNoResponders()) {
    return 'no-stream';
  }
  throw error;
}
