import type { PostingBatch } from '../../../shared/domain/posting/posting.ts';
import type { Connection } from './connection.ts';
import { batchShape } from './rows/posting-shapes.ts';
import { column, jsonColumn } from './rows/values.ts';

const batchColumn = column('body', jsonColumn(batchShape));

/** Calls of up to 30 postings, as they were and will always be sent. */
export class BatchRecords {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  insert(batch: PostingBatch): void {
    const body = JSON.stringify(batchShape.parse(batch));
    this.#connection.run(
      'INSERT INTO posting_batches (batch_id, sequence, status, body) VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM posting_batches), ?, ?)',
      [batch.batchId, batch.status, body],
    );
  }

  /** Its request id, members and text stay what they were: a resend is the same call. */
  update(batch: PostingBatch): void {
    this.#connection.transaction(() => {
      const stored = this.byId(batch.batchId);
      if (stored === null) {
        throw new Error(`There is no batch ${batch.batchId} to update`);
      }
      const { requestId, memberPostingIds, bodyText, firstSentAt } = stored;
      const body = JSON.stringify(batchShape.parse({ ...batch, requestId, memberPostingIds, bodyText, firstSentAt }));
      this.#connection.run('UPDATE posting_batches SET status = ?, body = ? WHERE batch_id = ?', [batch.status, body, batch.batchId]);
    });
  }

  replaceText(batchId: string, bodyText: string): void {
    const batch = this.byId(batchId);
    if (batch !== null) {
      this.#connection.run('UPDATE posting_batches SET body = ? WHERE batch_id = ?', [JSON.stringify({ ...batch, bodyText }), batchId]);
    }
  }

  byId(batchId: string): PostingBatch | null {
    return this.#connection.get('SELECT body FROM posting_batches WHERE batch_id = ?', [batchId], batchColumn);
  }

  /** Oldest first. */
  byStatus(statuses: readonly PostingBatch['status'][]): readonly PostingBatch[] {
    const sql = 'SELECT body FROM posting_batches WHERE status IN (SELECT value FROM json_each(?)) ORDER BY sequence';
    return this.#connection.all(sql, [JSON.stringify(statuses)], batchColumn);
  }
}
