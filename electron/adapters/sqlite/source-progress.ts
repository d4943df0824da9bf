import { z } from 'zod';

import type { SourceProduct, SourceStore } from '../../../shared/domain/orders/order.ts';
import type { SourceReference } from '../../../shared/domain/orders/source-reference.ts';
import { parkedRetryAt } from '../../../shared/domain/sync/sweep.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { ParkedRecord } from '../../core/ports/order-source.ts';
import type { ParkedSpot } from '../../core/ports/store/completeness-store.ts';
import type { SyncStream } from '../../core/ports/store/order-store.ts';
import type { Connection } from './connection.ts';
import { sourceProductShape, sourceReferenceShape, sourceStoreShape } from './rows/source-shapes.ts';
import { column, instantText, jsonColumn } from './rows/values.ts';
import { readSingleValue, writeSingleValue } from './single-values.ts';

const atColumn = column('at', instantText);
const storeIdColumn = column('store_id', z.int());
const productColumn = column('body', jsonColumn(sourceProductShape));
const storeColumn = column('body', jsonColumn(sourceStoreShape));
const NO_REFERENCE: SourceReference = { carriers: [], services: [], tags: [], warehouses: [] };
const referenceRow = z.object({ kind: z.string(), body: jsonColumn(z.unknown()) });
const text = z.string().nullable();
const parkedRow = z
  .object({
    stream: z.enum(['orders', 'shipments', 'fulfillments']),
    record_id: text,
    code: z.string(),
    message: z.string(),
    excerpt: text,
    at: instantText,
  })
  .transform(({ record_id: recordId, ...row }) => ({ ...row, recordId }));

/** Records without an id can't replace each other: only the newest are kept, so that a page that always fails fills no disk. */
const PARKED_WITHOUT_ID_KEPT = 1_000;

const PARK = `
INSERT INTO parked_records (stream, record_id, code, message, excerpt, at, met_at, reading, from_at, to_at, retry_at)
VALUES (:stream, :recordId, :code, :message, :excerpt, :at, :at, :reading, :from, :to, :retryAt)`;
/** How often it was tried stays known. */
const PARK_WITH_ID = `${PARK}
ON CONFLICT (stream, record_id) WHERE record_id IS NOT NULL DO UPDATE SET code = excluded.code, message = excluded.message,
  excerpt = excluded.excerpt, met_at = excluded.met_at, reading = coalesce(excluded.reading, reading),
  from_at = coalesce(excluded.from_at, from_at), to_at = coalesce(excluded.to_at, to_at)`;
/**
 * Without an id, what stands in a stretch that overlaps and was not met in this reading yet is taken for the same record. Its
 * stretch then is both: it is released only when all of it reads well, so that two records taken for one are not lost.
 */
const PARK_AGAIN = `
UPDATE parked_records SET code = :code, message = :message, excerpt = :excerpt, met_at = :at, from_at = min(from_at, :from), to_at = max(to_at, :to)
WHERE sequence = (SELECT sequence FROM parked_records WHERE record_id IS NULL AND stream = :stream AND reading = :reading
  AND ((from_at < :to AND to_at > :from) OR (from_at = :from AND to_at = :to)) AND met_at < :at ORDER BY sequence LIMIT 1)`;

const WRITE_STORE = `
INSERT INTO source_stores (store_id, store_name, body) VALUES (?, ?, ?)
ON CONFLICT (store_id) DO UPDATE SET store_name = excluded.store_name, body = excluded.body
WHERE excluded.body ->> '$.nameIsTold' OR NOT (source_stores.body ->> '$.nameIsTold')`;

const READ_SINCE = 'pull-read-since';
const reachName = (stream: SyncStream): string => `pull-reach:${stream}`;

/** How far the pull has come, what it had to leave aside, and the source's reference data. */
export class SourceProgress {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Stores that are not named any more stay: older orders are still theirs. A told name is never lost to one made of the id. */
  saveSourceStores(stores: readonly SourceStore[]): void {
    this.#connection.transaction(() => {
      for (const store of stores) {
        this.#connection.run(WRITE_STORE, [store.storeId, store.storeName, JSON.stringify(sourceStoreShape.parse(store))]);
      }
    });
  }

  sourceStores(): readonly SourceStore[] {
    return this.#connection.all('SELECT body FROM source_stores ORDER BY store_id', [], storeColumn);
  }

  unnamedStoreIds(orderIds: readonly number[]): readonly number[] {
    const sql = `SELECT DISTINCT store_id FROM order_list WHERE order_id IN (SELECT value FROM json_each(?)) AND store_id > 0
      AND store_id NOT IN (SELECT store_id FROM source_stores) ORDER BY store_id`;
    return this.#connection.all(sql, [JSON.stringify(orderIds)], storeIdColumn);
  }

  saveSourceProducts(products: readonly SourceProduct[]): void {
    this.#connection.transaction(() => {
      for (const product of products) {
        this.#connection.run(
          'INSERT INTO source_products (product_id, body) VALUES (?, ?) ON CONFLICT (product_id) DO UPDATE SET body = excluded.body',
          [product.productId, JSON.stringify(sourceProductShape.parse(product))],
        );
      }
    });
  }

  sourceProducts(): readonly SourceProduct[] {
    return this.#connection.all('SELECT body FROM source_products ORDER BY product_id', [], productColumn);
  }

  saveSourceReference(reference: SourceReference): void {
    this.#connection.transaction(() => {
      for (const [kind, body] of Object.entries(sourceReferenceShape.parse(reference))) {
        this.#connection.run(
          'INSERT INTO source_reference (kind, body) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET body = excluded.body',
          [kind, JSON.stringify(body)],
        );
      }
    });
  }

  /** Empty lists where the source was never asked. */
  sourceReference(): SourceReference {
    const rows = this.#connection.all('SELECT kind, body FROM source_reference', [], referenceRow);
    return sourceReferenceShape.parse({ ...NO_REFERENCE, ...Object.fromEntries(rows.map(({ kind, body }) => [kind, body])) });
  }

  watermark(stream: SyncStream): Instant | null {
    return this.#connection.get('SELECT at FROM watermarks WHERE stream = ?', [stream], atColumn);
  }

  setWatermark(stream: SyncStream, at: Instant): void {
    this.#connection.run('INSERT INTO watermarks (stream, at) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET at = excluded.at', [
      stream,
      at,
    ]);
  }

  reach(stream: SyncStream): Instant | null {
    const text = readSingleValue(this.#connection, reachName(stream));
    return text === null || text === '' ? null : instantText.parse(text);
  }

  setReach(stream: SyncStream, at: Instant | null): void {
    writeSingleValue(this.#connection, reachName(stream), at ?? '');
  }

  readSince(): Instant | null {
    const text = readSingleValue(this.#connection, READ_SINCE);
    return text === null ? null : instantText.parse(text);
  }

  setReadSince(at: Instant): void {
    writeSingleValue(this.#connection, READ_SINCE, at);
  }

  park(record: ParkedRecord, at: Instant, spot?: ParkedSpot): void {
    const row = {
      stream: record.stream,
      recordId: record.recordId,
      code: record.code,
      message: record.message,
      excerpt: record.excerpt,
      at,
      reading: spot?.reading ?? null,
      from: spot?.from ?? null,
      to: spot?.to ?? null,
      retryAt: parkedRetryAt(0, at),
    };
    this.#connection.transaction(() => {
      if (record.recordId !== null) {
        this.#connection.run(PARK_WITH_ID, row);
        return;
      }
      const { recordId: _none, retryAt: _kept, ...known } = row;
      if (this.#connection.run(PARK_AGAIN, known) === 0) {
        this.#connection.run(PARK, row);
      }
      this.#connection.run(
        'DELETE FROM parked_records WHERE record_id IS NULL AND sequence <= (SELECT sequence FROM parked_records WHERE record_id IS NULL ORDER BY sequence DESC LIMIT 1 OFFSET ?)',
        [PARKED_WITHOUT_ID_KEPT],
      );
    });
  }

  unpark(stream: ParkedRecord['stream'], recordId: string): void {
    this.#connection.run('DELETE FROM parked_records WHERE stream = ? AND record_id = ?', [stream, recordId]);
  }

  parked(): readonly (ParkedRecord & { readonly at: Instant })[] {
    return this.#connection.all(
      'SELECT stream, record_id, code, message, excerpt, at FROM parked_records ORDER BY sequence DESC',
      [],
      parkedRow,
    );
  }
}
