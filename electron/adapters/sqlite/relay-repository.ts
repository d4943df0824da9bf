import { z } from 'zod';

import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { RELAY_REFUSALS, type RelayEvent, type RelayRefusal, type RelayWish } from '../../core/ports/relay.ts';
import { SOURCE_EVENTS } from '../../core/ports/source-subscriptions.ts';
import type { KnownSubscription, RelayRecord, RelayStore, WaitingEvent } from '../../core/ports/store/relay-store.ts';
import type { Connection } from './connection.ts';
import { countColumn, instantText, jsonColumn } from './rows/values.ts';

const wishShape: z.ZodType<RelayWish> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pull') }),
  z.object({
    kind: z.literal('follow'),
    pointer: z.object({
      resource: z.enum(['orders', 'shipments', 'fulfillments']),
      host: z.string(),
      path: z.string(),
      query: z.array(z.tuple([z.string(), z.string()])),
    }),
  }),
]);
const subscriptionsShape: z.ZodType<readonly KnownSubscription[]> = z.array(
  z.object({ event: z.enum(SOURCE_EVENTS), isThere: z.boolean(), isActive: z.boolean() }),
);

const recordRow = z
  .object({
    mailbox: z.string(),
    address: z.string(),
    paired_at: instantText,
    connected_at: instantText.nullable(),
    last_event_id: z.int().nullable(),
    last_event_at: instantText.nullable(),
    received: z.int(),
    refused: z.int(),
    last_refusal: z.enum(RELAY_REFUSALS).nullable(),
    subscriptions: jsonColumn(subscriptionsShape).nullable(),
    subscriptions_at: instantText.nullable(),
  })
  .transform((row): RelayRecord => ({
    mailbox: row.mailbox,
    address: row.address,
    pairedAt: row.paired_at,
    connectedAt: row.connected_at,
    lastEventId: row.last_event_id,
    lastEventAt: row.last_event_at,
    received: row.received,
    refused: row.refused,
    lastRefusal: row.last_refusal,
    subscriptions: row.subscriptions,
    subscriptionsAt: row.subscriptions_at,
  }));
const waitingRow = z
  .object({ sequence: z.int(), event_id: z.int(), wish: jsonColumn(wishShape).nullable() })
  .transform(({ event_id: eventId, ...row }): WaitingEvent => ({ ...row, eventId }));

/** Longer than any event is accepted (30 days), so that a repeat is always known. */
const DIGESTS_KEPT_MS = 32 * 86_400_000;
/** A year of a busy company; a relay that floods its company must not fill the disk. */
const DIGESTS_KEPT = 200_000;
/** Counting them takes milliseconds where there are many: now and then is often enough. */
const COUNTED_EVERY = 1_000;
/** More than this, and one pull is the better answer to all of them. */
const WAITING_KEPT = 1_000;

const PULL = JSON.stringify({ kind: 'pull' } satisfies RelayWish);

/** What arrived over the relay, in the company's database. */
export class RelayRepository implements RelayStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  record(): RelayRecord | null {
    return this.#connection.get('SELECT * FROM relay_pairing', [], recordRow);
  }

  begin({ mailbox, address, pairedAt }: { readonly mailbox: string; readonly address: string; readonly pairedAt: Instant }): void {
    this.#connection.transaction(() => {
      this.forget();
      this.#connection.run('INSERT INTO relay_pairing (only_one, mailbox, address, paired_at) VALUES (1, ?, ?, ?)', [
        mailbox,
        address,
        pairedAt,
      ]);
    });
  }

  forget(): void {
    this.#connection.transaction(() => {
      for (const table of ['relay_pairing', 'relay_events', 'relay_digests']) {
        this.#connection.run(`DELETE FROM ${table}`, []);
      }
    });
  }

  noteConnected(at: Instant): void {
    this.#connection.run('UPDATE relay_pairing SET connected_at = ?', [at]);
  }

  noteSubscriptions(subscriptions: readonly KnownSubscription[], at: Instant): void {
    const text = JSON.stringify(subscriptionsShape.parse(subscriptions));
    this.#connection.run('UPDATE relay_pairing SET subscriptions = ?, subscriptions_at = ?', [text, at]);
  }

  receive(events: readonly RelayEvent[], seenAt: Instant): number {
    return this.#connection.transaction(() => {
      this.#connection.run('DELETE FROM relay_digests WHERE seen_at < ?', [instantOf(epochMsOf(seenAt) - DIGESTS_KEPT_MS)]);
      const before = this.#told();
      let wishes = 0;
      for (const event of events) {
        wishes += this.#receiveOne(event, seenAt) ? 1 : 0;
      }
      if (Math.floor(before / COUNTED_EVERY) !== Math.floor(this.#told() / COUNTED_EVERY)) {
        this.#trimDigests();
      }
      this.#trimWaiting();
      return wishes;
    });
  }

  /** How many events there were at all. */
  #told(): number {
    return this.#connection.get('SELECT received + refused AS count FROM relay_pairing', [], countColumn) ?? 0;
  }

  /** Whether it asks for something. */
  #receiveOne(event: RelayEvent, seenAt: Instant): boolean {
    const content =
      event.digest !== null && !this.#isNew(event.digest, seenAt) ? ({ kind: 'refused', refusal: 'repeated' } as const) : event.content;
    const wish = content.kind === 'wish' ? content.wish : null;
    this.#connection.run('INSERT INTO relay_events (event_id, wish) VALUES (?, ?)', [
      event.id,
      wish === null ? null : JSON.stringify(wishShape.parse(wish)),
    ]);
    this.#count(event, content.kind === 'refused' ? content.refusal : null);
    return wish !== null;
  }

  /** The id is taken as it comes: a relay whose store was restored begins lower again, and its newest is where it goes on. */
  #count({ id, receivedAt }: RelayEvent, refusal: RelayRefusal | null): void {
    if (refusal === null) {
      const sql =
        "UPDATE relay_pairing SET received = received + 1, last_event_id = ?, last_event_at = max(coalesce(last_event_at, ''), ?)";
      this.#connection.run(sql, [id, receivedAt]);
    } else {
      this.#connection.run('UPDATE relay_pairing SET refused = refused + 1, last_refusal = ?, last_event_id = ?', [refusal, id]);
    }
  }

  #isNew(digest: string, seenAt: Instant): boolean {
    return this.#connection.run('INSERT INTO relay_digests (digest, seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING', [digest, seenAt]) > 0;
  }

  #trimDigests(): void {
    const sql = 'DELETE FROM relay_digests WHERE digest IN (SELECT digest FROM relay_digests ORDER BY seen_at DESC LIMIT -1 OFFSET ?)';
    this.#connection.run(sql, [DIGESTS_KEPT]);
  }

  #trimWaiting(): void {
    if (this.waitingCount() > WAITING_KEPT) {
      this.#connection.run('DELETE FROM relay_events WHERE sequence < (SELECT max(sequence) FROM relay_events)', []);
      this.#connection.run('UPDATE relay_events SET wish = ?', [PULL]);
    }
  }

  waiting(): readonly WaitingEvent[] {
    return this.#connection.all('SELECT sequence, event_id, wish FROM relay_events ORDER BY sequence', [], waitingRow);
  }

  waitingCount(): number {
    return this.#connection.get('SELECT count(*) AS count FROM relay_events', [], countColumn) ?? 0;
  }

  settle(sequences: readonly number[]): void {
    this.#connection.run('DELETE FROM relay_events WHERE sequence IN (SELECT value FROM json_each(?))', [JSON.stringify(sequences)]);
  }

  turnIntoPull(sequences: readonly number[]): void {
    this.#connection.run('UPDATE relay_events SET wish = ? WHERE sequence IN (SELECT value FROM json_each(?))', [
      PULL,
      JSON.stringify(sequences),
    ]);
  }
}
