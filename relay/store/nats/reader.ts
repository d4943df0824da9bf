import { randomBytes } from 'node:crypto';

import type { Consumer, JetStreamClient, JetStreamManager, JsMsg } from '@nats-io/jetstream';
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

import type { MailboxReader, ReaderEnd, SealedEvent } from '../store.ts';
import { streamOf } from './mailbox-streams.ts';
import { isMissing } from './missing.ts';

/** How many events are asked for at once; the next ones are asked for when these were taken. */
const PULL = 64;
/** How long one request for events stays open at the server. */
const PULL_MS = 10_000;
/** A copy that was killed leaves its consumer behind; the server removes it after this time without a request. */
const ABANDONED_MS = 10 * 60_000;

/**
 * Opens a durable consumer for this reader and removes those of all readers before it, on whatever copy they are: that is how
 * they learn that they were replaced. Being durable, it outlives a break between this copy and NATS.
 */
export async function openNatsReader(
  client: JetStreamClient,
  manager: JetStreamManager,
  mailbox: string,
  after: number,
): Promise<MailboxReader> {
  const stream = streamOf(mailbox);
  const name = `reader-${randomBytes(8).toString('hex')}`;
  const own = await manager.consumers.add(stream, {
    durable_name: name,
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    inactive_threshold: nanos(ABANDONED_MS),
  });
  await endReaders(manager, mailbox, (created, other) => created < own.created || (created === own.created && other < name));
  return followConsumer(await client.consumers.get(stream, name), after);
}

/** Removes the readers of a mailbox that fit: on their copies they end as replaced. */
export async function endReaders(
  manager: JetStreamManager,
  mailbox: string,
  fits: (created: string, name: string) => boolean = () => true,
): Promise<void> {
  try {
    for await (const { created, name } of manager.consumers.list(streamOf(mailbox))) {
      if (fits(created, name)) {
        await manager.consumers.delete(streamOf(mailbox), name).catch(ignoreMissing);
      }
    }
  } catch (error) {
    ignoreMissing(error);
  }
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) {
    throw error;
  }
}

function followConsumer(consumer: Consumer, after: number): MailboxReader {
  let ended: ReaderEnd | null = null;
  let stopPull: (() => void) | null = null;
  const isOver = (): boolean => ended !== null;
  async function* events(): AsyncGenerator<SealedEvent, void, void> {
    let taken = 0;
    let position = after;
    while (!isOver()) {
      try {
        const pull = await consumer.fetch({ max_messages: PULL, expires: PULL_MS });
        stopPull = () => pull.stop();
        if (isOver()) {
          pull.stop();
        }
        for await (const message of pull) {
          taken += 1;
          position = checkOrder(message, taken, position);
          yield { id: position, sealed: message.data };
          if (isOver()) {
            return;
          }
        }
      } catch (error) {
        if (!isOver() && !(await wasRemoved(consumer))) {
          throw error;
        }
        ended ??= 'replaced';
      }
    }
  }
  return {
    get ended() {
      return ended;
    },
    async close() {
      if (ended === null) {
        ended = 'closed';
        stopPull?.();
        await consumer.delete().catch(ignoreMissing);
      }
    },
    [Symbol.asyncIterator]: events,
  };
}

/**
 * A message that was lost between NATS and this copy leaves a hole in the numbers of delivery. Going on would let the app
 * acknowledge past it, so the reader gives up instead, and the app resumes before the hole.
 */
function checkOrder(message: JsMsg, expected: number, position: number): number {
  const { deliverySequence, streamSequence } = message.info;
  if (deliverySequence !== expected || streamSequence <= position) {
    throw new Error(`NATS delivered message ${deliverySequence} where ${expected} was due.`);
  }
  return streamSequence;
}

async function wasRemoved(consumer: Consumer): Promise<boolean> {
  try {
    await consumer.info();
    return false;
  } catch (error) {
    return isMissing(error);
  }
}
