import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksDocument, ReferenceKind, ReferenceRecord } from '../../../shared/domain/books/reference.ts';
import type { JsonObject } from '../../../shared/domain/planning/plan.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { WholeDocument } from '../../core/ports/books.ts';
import { portFault } from '../http/port-fault.ts';
import type { HomeCurrency } from './home-currency.ts';
import { quoted } from './query-text.ts';
import { readDocument } from './read-document.ts';
import { readReference } from './read-reference.ts';
import type { BooksReader, RawRow } from './reader.ts';
import { type DocumentEntity, ENTITY_OF_KIND } from './reference-kinds.ts';

export interface LookUpParts {
  readonly reader: BooksReader;
  readonly logger: Logger;
  readonly home: HomeCurrency;
}

/** Inactive records are left out unless they are asked for. */
export const ALL_STATES = 'Active IN (true, false)';

/** Every record of a kind, page by page. Tax agencies have no state. Kinds that the company's plan does not have are empty. */
export async function* listRecords(
  { reader, logger }: LookUpParts,
  kind: ReferenceKind,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<readonly ReferenceRecord[], PortFault>> {
  for await (const page of reader.pages(ENTITY_OF_KIND[kind], kind === 'tax-agency' ? null : ALL_STATES, signal)) {
    if (!page.ok) {
      yield page.fault.code === 'books/feature-missing' ? ok([]) : page;
      return;
    }
    yield ok(await readable(page.value, (row) => readReference(kind, row), logger));
  }
}

/** Documents of the entities that fit a condition, page by page. */
export async function* listDocuments(
  { reader, logger, home }: LookUpParts,
  entities: readonly DocumentEntity[],
  where: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<readonly BooksDocument[], PortFault>> {
  for (const entity of entities) {
    for await (const page of reader.pages(entity, where, signal)) {
      if (!page.ok) {
        yield page;
        return;
      }
      const currency = await home.forRows(page.value, signal);
      if (!currency.ok) {
        yield currency;
        return;
      }
      yield ok(await readable(page.value, (row) => readDocument(entity, row, currency.value), logger));
    }
  }
}

/** All of them. A channel's customer may have thousands of payments, and one that is overlooked would be posted again. */
export async function allDocuments(
  parts: LookUpParts,
  entities: readonly DocumentEntity[],
  where: string,
  signal: AbortSignal | undefined,
): Promise<Result<readonly BooksDocument[], PortFault>> {
  const found: BooksDocument[] = [];
  for await (const page of listDocuments(parts, entities, where, signal)) {
    if (!page.ok) {
      return page;
    }
    found.push(...page.value);
  }
  return ok(found);
}

/** Records of the kinds that fit a condition; one read for each kind. */
export async function allRecords(
  { reader, logger }: LookUpParts,
  kinds: readonly ReferenceKind[],
  where: string,
  signal: AbortSignal | undefined,
): Promise<Result<readonly ReferenceRecord[], PortFault>> {
  const found: ReferenceRecord[] = [];
  for (const kind of kinds) {
    for await (const page of reader.pages(ENTITY_OF_KIND[kind], where, signal)) {
      if (!page.ok) {
        return page;
      }
      found.push(...(await readable(page.value, (row) => readReference(kind, row), logger)));
    }
  }
  return ok(found);
}

/** A page of a thousand documents takes tens of milliseconds to read: other work gets its turn in between. */
const ROWS_PER_TURN = 200;

async function readable<T>(rows: readonly RawRow[], read: (row: RawRow) => Result<T, string>, logger: Logger): Promise<readonly T[]> {
  const values: T[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % ROWS_PER_TURN === 0) {
      await nextTurn();
    }
    const outcome = read(row);
    if (outcome.ok) {
      values.push(outcome.value);
    } else {
      logger.log('warning', 'books.record-unreadable', { reason: outcome.fault });
    }
  }
  return values;
}

/** One document with its lines: 1 read. Null where the books do not have it. */
export async function wholeDocument(
  { reader, home }: LookUpParts,
  entity: DocumentEntity,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Result<WholeDocument | null, PortFault>> {
  const rows = await reader.query(entity, `Id = ${quoted(id)}`, { from: 1, size: 1 }, signal);
  if (!rows.ok) {
    return rows;
  }
  const [row] = rows.value;
  if (row === undefined) {
    return ok(null);
  }
  const currency = await home.forRows(rows.value, signal);
  if (!currency.ok) {
    return currency;
  }
  const header = readDocument(entity, row, currency.value);
  if (!header.ok) {
    return fail(portFault({ code: 'books/bad-answer', class: 'source', message: `QuickBooks' answer can't be read: ${header.fault}.` }));
  }
  // Safe: parsed from JSON.
  return ok({ header: header.value, body: row as JsonObject });
}
