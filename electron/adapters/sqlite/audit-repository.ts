import { createSecretKey, type KeyObject } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { z } from 'zod';

import { nameKey } from '../../../shared/domain/orders/text.ts';
import type { AuditDraft, AuditEntry, AuditFilter, AuditStore, AuditVerdict } from '../../core/ports/store/audit-store.ts';
import { auditRow, CHAIN_START, entryOf, hashOf, sealOf } from './audit-chain.ts';
import type { Connection, SqlValue } from './connection.ts';
import { cutPage, decodeCursor } from './cursor.ts';

const headRow = z.object({ sequence: z.int(), seal: z.string() });
const lastRow = z.object({ sequence: z.int(), hash: z.string() });
const kindRow = z.object({ kind: z.string(), count: z.int() });
const positionShape = z.tuple([z.int()]);

const INSERT = `
INSERT INTO audit_entries (sequence, at, actor, kind, summary, details, order_id, posting_id, document_id, customer_id, run_id, hash)
VALUES (:sequence, :at, :actor, :kind, :summary, :details, :order_id, :posting_id, :document_id, :customer_id, :run_id, :hash)`;

/** People know numbers, entries name ids. */
const OF_ORDER = 'order_id IN (SELECT order_id FROM orders WHERE order_number = :order UNION SELECT CAST(:order AS INTEGER))';
const OF_DOCUMENT = 'document_id IN (SELECT id FROM books_documents WHERE document_number = :document UNION SELECT :document)';
const OF_CUSTOMER = `(customer_id IN (SELECT id FROM books_records WHERE kind = 'customer' AND instr(name_key, :customer) > 0 UNION SELECT :customer)
  OR order_id IN (SELECT order_id FROM order_list WHERE instr(buyer_key, :customer) > 0))`;

/** Entries that are checked before the loop gets a turn: a few milliseconds. */
const CHUNK = 250;

/** The append-only record. The key that makes its hashes rests in the vault, so that who can edit the database can't mend the chain. */
export class AuditRepository implements AuditStore {
  readonly #connection: Connection;
  /** Made once: a key that is a Buffer is checked and copied for every hash, which takes four times as long as the hash. */
  readonly #auditKey: KeyObject;

  constructor(connection: Connection, auditKey: string) {
    this.#connection = connection;
    this.#auditKey = createSecretKey(auditKey, 'hex');
  }

  append(draft: AuditDraft): void {
    this.#connection.transaction(() => {
      const last = this.#connection.get('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1', [], lastRow);
      const row = {
        sequence: (last?.sequence ?? 0) + 1,
        at: draft.at,
        actor: draft.actor,
        kind: draft.kind,
        summary: draft.summary,
        details: JSON.stringify(draft.details ?? null),
        order_id: draft.orderId ?? null,
        posting_id: draft.postingId ?? null,
        document_id: draft.documentId ?? null,
        customer_id: draft.customerId ?? null,
        run_id: draft.runId ?? null,
      };
      const hash = hashOf(row, last?.hash ?? CHAIN_START, this.#auditKey);
      this.#connection.run(INSERT, { ...row, hash });
      this.#connection.run(
        'INSERT INTO audit_head (only, sequence, seal) VALUES (1, ?, ?) ON CONFLICT (only) DO UPDATE SET sequence = excluded.sequence, seal = excluded.seal',
        [row.sequence, sealOf(row.sequence, hash, this.#auditKey)],
      );
    });
  }

  page(
    filter: AuditFilter,
    limit: number,
    cursor: string | null,
  ): { readonly entries: readonly AuditEntry[]; readonly next: string | null } {
    const [before] = cursor === null ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, positionShape);
    const { conditions, parameters } = auditFilterSql(filter);
    const rows = this.#connection.all(
      `SELECT * FROM audit_entries WHERE ${['sequence < :before', ...conditions].join(' AND ')} ORDER BY sequence DESC LIMIT :limit`,
      { ...parameters, before, limit: limit + 1 },
      auditRow,
    );
    const { kept, next } = cutPage(rows, limit, ({ sequence }) => [sequence]);
    return { entries: kept.map(entryOf), next };
  }

  kinds(): readonly { readonly kind: string; readonly count: number }[] {
    return this.#connection.all('SELECT kind, count(*) AS count FROM audit_entries GROUP BY kind ORDER BY kind', [], kindRow);
  }

  verify(): AuditVerdict {
    const walk = this.#walk();
    for (let step = walk.next(); ; step = walk.next()) {
      if (step.done === true) {
        return step.value;
      }
    }
  }

  async verifyInChunks(signal?: AbortSignal): Promise<AuditVerdict> {
    const walk = this.#walk();
    for (let step = walk.next(); ; step = walk.next()) {
      if (step.done === true) {
        return step.value;
      }
      await nextTurn();
      signal?.throwIfAborted();
    }
  }

  /** Stops at where the head stood at the start: entries that are appended meanwhile are not its subject. */
  *#walk(): Generator<undefined, AuditVerdict, undefined> {
    const head = this.#connection.get('SELECT sequence, seal FROM audit_head', [], headRow);
    const last = this.#connection.get('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1', [], lastRow);
    let hash = CHAIN_START;
    let checked = 0;
    const end = Math.max(head?.sequence ?? 0, last?.sequence ?? 0);
    while (checked < end) {
      const rows = this.#connection.all(
        'SELECT * FROM audit_entries WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?',
        [checked, end, CHUNK],
        auditRow,
      );
      for (const row of rows) {
        if (row.sequence !== checked + 1 || row.hash !== hashOf(row, hash, this.#auditKey)) {
          return { entries: checked, firstBroken: checked + 1 };
        }
        hash = row.hash;
        checked = row.sequence;
      }
      if (rows.length === 0) {
        return { entries: checked, firstBroken: checked + 1 };
      }
      yield;
    }
    const isWhole = checked === 0 ? head === null : head?.sequence === checked && head.seal === sealOf(checked, hash, this.#auditKey);
    return { entries: checked, firstBroken: isWhole ? null : checked + 1 };
  }
}

function auditFilterSql(filter: AuditFilter): {
  readonly conditions: readonly string[];
  readonly parameters: Readonly<Record<string, SqlValue>>;
} {
  const tests: readonly (readonly [string, SqlValue | undefined, string])[] = [
    ['orderId', filter.orderId, 'order_id = :orderId'],
    ['kind', filter.kind, 'kind = :kind'],
    ['actor', filter.actor, 'actor = :actor'],
    ['documentId', filter.documentId, 'document_id = :documentId'],
    ['runId', filter.runId, 'run_id = :runId'],
    ['order', filter.order?.trim(), OF_ORDER],
    ['document', filter.document?.trim(), OF_DOCUMENT],
    ['customer', filter.customer === undefined ? undefined : nameKey(filter.customer), OF_CUSTOMER],
    ['from', filter.from, 'at >= :from'],
    ['to', filter.to, 'at <= :to'],
    ['search', filter.search?.toLowerCase(), "instr(lower(summary || ' ' || details), :search) > 0"],
  ];
  const wanted = tests.flatMap(([name, value, condition]) => (value === undefined || value === '' ? [] : [{ name, value, condition }]));
  return {
    conditions: wanted.map(({ condition }) => condition),
    parameters: Object.fromEntries(wanted.map(({ name, value }) => [name, value])),
  };
}
