import { z } from 'zod';

import { RUN_KINDS, RUN_STATUSES, type RunKind } from '../../../shared/domain/runs.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { Run, RunFilter, RunStore } from '../../core/ports/store/run-store.ts';
import type { Connection } from './connection.ts';
import { cutPage, decodeCursor } from './cursor.ts';
import { instantText, jsonColumn } from './rows/values.ts';

const runRow = z
  .object({
    sequence: z.int(),
    run_id: z.string(),
    kind: z.enum(RUN_KINDS),
    status: z.enum(RUN_STATUSES),
    started_at: instantText,
    ended_at: instantText.nullable(),
    actor: z.string(),
    counts: jsonColumn(z.record(z.string(), z.number())),
    fault: jsonColumn(z.object({ code: z.string(), message: z.string() })).nullable(),
  })
  .transform(({ sequence, ...row }): { readonly sequence: number; readonly run: Run } => ({
    sequence,
    run: {
      runId: row.run_id,
      kind: row.kind,
      status: row.status,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      actor: row.actor,
      counts: row.counts,
      fault: row.fault,
    },
  }));

const postedRow = z.object({ posted: z.int() });
const answerRow = z.object({ method: z.string(), answer: z.string() });
const positionShape = z.tuple([z.int()]);

/** How long a repeated command finds its first answer: longer than any client retries. */
const ANSWERS_KEPT_MS = 24 * 3_600_000;

export class RunRepository implements RunStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  start(run: Run): void {
    this.#connection.run(
      'INSERT INTO runs (run_id, kind, status, started_at, ended_at, actor, counts, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [
        run.runId,
        run.kind,
        run.status,
        run.startedAt,
        run.endedAt,
        run.actor,
        JSON.stringify(run.counts),
        run.fault === null ? null : JSON.stringify(run.fault),
      ],
    );
  }

  finish(run: Run): void {
    this.#connection.run('UPDATE runs SET status = ?, ended_at = ?, counts = ?, fault = ? WHERE run_id = ?', [
      run.status,
      run.endedAt,
      JSON.stringify(run.counts),
      run.fault === null ? null : JSON.stringify(run.fault),
      run.runId,
    ]);
  }

  interruptRunning(at: Instant): number {
    return this.#connection.run("UPDATE runs SET status = 'interrupted', ended_at = ? WHERE status = 'running'", [at]);
  }

  latest(kind: RunKind): Run | null {
    return this.#connection.get('SELECT * FROM runs WHERE kind = ? ORDER BY sequence DESC LIMIT 1', [kind], runRow)?.run ?? null;
  }

  latestDone(kind: RunKind): Run | null {
    const sql = "SELECT * FROM runs WHERE kind = ? AND status = 'done' ORDER BY sequence DESC LIMIT 1";
    return this.#connection.get(sql, [kind], runRow)?.run ?? null;
  }

  postedSince(since: Instant): number {
    const sql = "SELECT coalesce(sum(counts ->> '$.posted'), 0) AS posted FROM runs WHERE started_at >= ?";
    return this.#connection.get(sql, [since], postedRow)?.posted ?? 0;
  }

  page(limit: number, cursor: string | null, filter: RunFilter = {}): { readonly runs: readonly Run[]; readonly next: string | null } {
    const [before] = cursor === null ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, positionShape);
    const wanted = Object.entries({ kind: filter.kind, status: filter.status }).filter(([, value]) => value !== undefined);
    const where = ['sequence < :before', ...wanted.map(([column]) => `${column} = :${column}`)].join(' AND ');
    const sql = `SELECT * FROM runs WHERE ${where} ORDER BY sequence DESC LIMIT :limit`;
    const rows = this.#connection.all(sql, { before, limit: limit + 1, ...Object.fromEntries(wanted) }, runRow);
    const { kept, next } = cutPage(rows, limit, ({ sequence }) => [sequence]);
    return { runs: kept.map(({ run }) => run), next };
  }

  answerOf(commandId: string): { readonly method: string; readonly answer: string } | null {
    return this.#connection.get('SELECT method, answer FROM command_answers WHERE command_id = ?', [commandId], answerRow);
  }

  saveAnswer(commandId: string, method: string, answer: string, at: Instant): void {
    this.#connection.transaction(() => {
      this.#connection.run('DELETE FROM command_answers WHERE at < ?', [instantOf(epochMsOf(at) - ANSWERS_KEPT_MS)]);
      this.#connection.run(
        'INSERT INTO command_answers (command_id, method, answer, at) VALUES (?, ?, ?, ?) ON CONFLICT (command_id) DO NOTHING',
        [commandId, method, answer, at],
      );
    });
  }
}
