import { z } from 'zod';

import { BOOKS_ENTITIES } from '../../../shared/domain/planning/plan.ts';
import {
  type Posting,
  POSTING_OPERATIONS,
  POSTING_STATUSES,
  type PostingBatch,
  type PostingStatus,
} from '../../../shared/domain/posting/posting.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { OpenPosting, OutboxStore } from '../../core/ports/store/outbox-store.ts';
import { BatchRecords } from './batch-records.ts';
import type { Connection, SqlValue } from './connection.ts';
import type { OrderList } from './order-list.ts';
import type { OrderStates } from './order-states.ts';
import { postingShape } from './rows/posting-shapes.ts';
import { column, jsonColumn } from './rows/values.ts';

const postingColumn = column('body', jsonColumn(postingShape));
const planOrderColumn = column('plan_order_id', z.int());
const generationColumn = column('generation', z.int());
const openRow = z
  .object({
    posting_id: z.string(),
    order_id: z.int(),
    subject: z.string(),
    entity: z.enum(BOOKS_ENTITIES),
    operation: z.enum(POSTING_OPERATIONS),
    status: z.enum(POSTING_STATUSES),
  })
  .transform(({ posting_id: postingId, order_id: orderId, ...row }): OpenPosting => ({ postingId, orderId, ...row }));
const countRow = z.object({ status: z.enum(POSTING_STATUSES), count: z.int() });
const failureRow = z.object({ code: z.string(), message: z.string(), count: z.int(), order_ids: jsonColumn(z.array(z.int())) });

const INSERT = `
INSERT INTO postings (posting_id, order_id, subject, kind, operation, generation, status, request_id, entity, document_id, document_number, document_date,
  total_minor, currency, customer_id, fault_code, fault_message, retry_at)
VALUES (:postingId, :orderId, :subject, :kind, :operation, :generation, :status, :requestId, :entity, :documentId, :documentNumber, :documentDate,
  :totalMinor, :currency, :customerId, :faultCode, :faultMessage, :retryAt)`;
const UPDATE = `
UPDATE postings SET status = :status, document_id = :documentId, document_number = :documentNumber, document_date = :documentDate,
  total_minor = :totalMinor, currency = :currency, customer_id = :customerId, fault_code = :faultCode, fault_message = :faultMessage, retry_at = :retryAt
WHERE posting_id = :postingId`;

const isStanding = (name: string): string =>
  `${name}.kind IN ('invoice', 'sales-receipt') AND ${name}.operation IN ('create', 'adopt') AND ${name}.status = 'posted'`;

// An uncertain posting may have no fault of its own.
const FAILURES = `
WITH failures AS (
  SELECT sequence, order_id, coalesce(fault_code, 'posting/no-answer') AS code, fault_message AS message
  FROM postings WHERE status IN ('failed', 'uncertain')
)
SELECT f.code, coalesce((SELECT n.message FROM failures n WHERE n.code = f.code ORDER BY n.sequence DESC LIMIT 1), 'No answer has settled whether it was written.') AS message,
  count(DISTINCT f.order_id) AS count, json_group_array(DISTINCT f.order_id) AS order_ids
FROM failures f GROUP BY f.code ORDER BY count DESC, f.code`;

/** The outbox. Rows are found by columns and read from the whole record; the state of the order's row follows every write. */
export class OutboxRepository implements OutboxStore {
  readonly #connection: Connection;
  readonly #list: OrderList;
  readonly #states: OrderStates;
  readonly #batches: BatchRecords;

  constructor(connection: Connection, list: OrderList, states: OrderStates) {
    this.#connection = connection;
    this.#list = list;
    this.#states = states;
    this.#batches = new BatchRecords(connection);
  }

  insert(posting: Posting): void {
    const { postingId, orderId, subject, kind, operation, generation, requestId, entity } = posting;
    this.#connection.transaction(() => {
      this.#connection.run(INSERT, {
        ...mutableColumns(posting),
        postingId,
        orderId,
        subject,
        kind,
        operation,
        generation,
        requestId,
        entity,
      });
      this.#writeBody(posting);
      this.#afterWrite(orderId, searchedNumberOf(posting) !== null);
    });
  }

  update(posting: Posting): void {
    this.#connection.transaction(() => {
      const stored = this.posting(posting.postingId);
      if (stored === null) {
        throw new Error(`There is no posting ${posting.postingId} to update`);
      }
      // What a posting is was settled when it was written down; only its fate moves.
      const { orderId, subject, kind, entity, operation, generation, attempt, requestId, createdAt } = stored;
      const next: Posting = { ...posting, orderId, subject, kind, entity, operation, generation, attempt, requestId, createdAt };
      this.#connection.run(UPDATE, { ...mutableColumns(next), postingId: posting.postingId });
      this.#writeBody(next);
      this.#afterWrite(orderId, searchedNumberOf(stored) !== searchedNumberOf(next));
    });
  }

  posting(postingId: string): Posting | null {
    return this.#connection.get(
      'SELECT body FROM postings JOIN posting_bodies USING (sequence) WHERE posting_id = ?',
      [postingId],
      postingColumn,
    );
  }

  live(subject: string): Posting | null {
    const sql =
      "SELECT body FROM postings JOIN posting_bodies USING (sequence) WHERE subject = ? AND status <> 'superseded' ORDER BY generation DESC, sequence DESC LIMIT 1";
    return this.#connection.get(sql, [subject], postingColumn);
  }

  ofOrder(orderId: number): readonly Posting[] {
    return this.#connection.all(
      'SELECT body FROM postings JOIN posting_bodies USING (sequence) WHERE order_id = ? ORDER BY sequence',
      [orderId],
      postingColumn,
    );
  }

  byStatus(statuses: readonly PostingStatus[], limit: number): readonly Posting[] {
    const sql =
      'SELECT body FROM postings JOIN posting_bodies USING (sequence) WHERE status IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT ?';
    return this.#connection.all(sql, [JSON.stringify(statuses), limit], postingColumn);
  }

  open(): readonly OpenPosting[] {
    const sql = `SELECT posting_id, order_id, subject, entity, operation, status FROM postings WHERE status IN ('approved', 'sending', 'uncertain') ORDER BY sequence`;
    return this.#connection.all(sql, [], openRow);
  }

  due(at: Instant, limit: number): readonly Posting[] {
    const sql =
      "SELECT body FROM postings JOIN posting_bodies USING (sequence) WHERE status = 'approved' AND (retry_at IS NULL OR retry_at <= ?) ORDER BY sequence LIMIT ?";
    return this.#connection.all(sql, [at, limit], postingColumn);
  }

  postedDocuments(afterOrderId: number, limit: number): readonly Posting[] {
    // The posting that made or adopted each order's document, where it still stands; a newer generation takes an older one's place.
    const sql = `
      SELECT b.body FROM postings t JOIN posting_bodies b ON b.sequence = t.sequence
      WHERE t.order_id > ? AND ${isStanding('t')}
        AND NOT EXISTS (SELECT 1 FROM postings n WHERE n.order_id = t.order_id AND ${isStanding('n')} AND (n.generation, n.sequence) > (t.generation, t.sequence))
      ORDER BY t.order_id LIMIT ?`;
    return this.#connection.all(sql, [afterOrderId, limit], postingColumn);
  }

  lastGeneration(subject: string): number {
    return (
      this.#connection.get(
        'SELECT coalesce(max(generation), 0) AS generation FROM postings WHERE subject = ?',
        [subject],
        generationColumn,
      ) ?? 0
    );
  }

  insertBatch(batch: PostingBatch): void {
    this.#batches.insert(batch);
  }

  scrub(posting: Posting): void {
    this.#connection.transaction(() => {
      const stored = this.posting(posting.postingId);
      if (stored === null) {
        throw new Error(`There is no posting ${posting.postingId} to scrub`);
      }
      this.#connection.run('UPDATE postings SET subject = ? WHERE posting_id = ?', [posting.subject, posting.postingId]);
      this.#writeBody({
        ...stored,
        subject: posting.subject,
        needs: posting.needs,
        body: posting.body,
        sentBody: posting.sentBody,
        orderFacts: posting.orderFacts,
      });
    });
  }

  scrubBatch(batchId: string, bodyText: string): void {
    this.#batches.replaceText(batchId, bodyText);
  }

  updateBatch(batch: PostingBatch): void {
    this.#batches.update(batch);
  }

  batch(batchId: string): PostingBatch | null {
    return this.#batches.byId(batchId);
  }

  batchesByStatus(statuses: readonly PostingBatch['status'][]): readonly PostingBatch[] {
    return this.#batches.byStatus(statuses);
  }

  counts(): Readonly<Record<PostingStatus, number>> {
    const rows = this.#connection.all('SELECT status, count(*) AS count FROM postings GROUP BY status', [], countRow);
    const counts = { approved: 0, sending: 0, uncertain: 0, posted: 0, failed: 0, voided: 0, superseded: 0 } satisfies Record<
      PostingStatus,
      number
    >;
    return rows.reduce((all, { status, count }) => ({ ...all, [status]: count }), counts);
  }

  failuresByCode(): ReturnType<OutboxStore['failuresByCode']> {
    const rows = this.#connection.all(FAILURES, [], failureRow);
    return rows.map(({ code, message, count, order_ids: orderIds }) => ({
      code,
      message,
      count,
      orderIds: orderIds.toSorted((a, b) => a - b),
    }));
  }

  #writeBody(posting: Posting): void {
    this.#connection.run(
      `INSERT INTO posting_bodies (sequence, body) VALUES ((SELECT sequence FROM postings WHERE posting_id = ?), ?)
       ON CONFLICT (sequence) DO UPDATE SET body = excluded.body`,
      [posting.postingId, JSON.stringify(postingShape.parse(posting))],
    );
  }

  #afterWrite(orderId: number, isSearchChanged: boolean): void {
    const planOrderId =
      this.#connection.get('SELECT plan_order_id FROM order_list WHERE order_id = ?', [orderId], planOrderColumn) ?? orderId;
    this.#states.refresh(planOrderId);
    if (isSearchChanged) {
      this.#list.refreshSearch(orderId);
    }
  }
}

/** The number that a posting lets its order be found by: that of a document that stands in the books. */
function searchedNumberOf({ kind, operation, status, documentNumber }: Posting): string | null {
  const isSale = (kind === 'invoice' || kind === 'sales-receipt') && (operation === 'create' || operation === 'adopt');
  return isSale && status === 'posted' ? documentNumber : null;
}

function mutableColumns(posting: Posting): Readonly<Record<string, SqlValue>> {
  const total = posting.actualTotal ?? posting.expectedTotal;
  return {
    status: posting.status,
    documentId: posting.documentId,
    documentNumber: posting.documentNumber,
    documentDate: posting.documentDate,
    totalMinor: total?.minor ?? null,
    currency: total?.currency ?? null,
    customerId: posting.customerId,
    faultCode: posting.fault?.code ?? null,
    faultMessage: posting.fault?.message ?? null,
    retryAt: posting.retryAt,
  };
}
