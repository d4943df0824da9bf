import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { answeredObject } from './answered-object.ts';
import type { CompanyFile } from './company-file.ts';
import { type Entity, entityNamed } from './entity-names.ts';
import { type JsonObject, parseOwnObject } from './json-value.ts';
import { instantMs } from './query/run-statement.ts';
import { queryInvalid, type Refusal, requiredMissing } from './refusal.ts';
import { recordTime } from './server-time.ts';

/** Intuit: "look-back up to 30 days", "at most 1000 objects in an answer". Both cut silently. */
const LOOK_BACK_MS = 30 * 86_400_000;
const MOST_OBJECTS = 1000;

const NOT_TRACKED: readonly Entity[] = ['TaxAgency', 'TaxCode', 'TaxRate', 'CompanyInfo', 'Preferences'];

interface ChangeRow {
  readonly id: string;
  readonly body: string;
  readonly deleted: number;
  readonly updated_ms: number;
}

/** Change data capture: what was made, changed or deleted since a moment, inactive records too (api/quickbooks §2.6). */
export function changesSince(company: CompanyFile, parameters: URLSearchParams): Result<JsonObject, Refusal> {
  const names = (parameters.get('entities') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const since = instantMs(parameters.get('changedSince') ?? '');
  if (names.length === 0) {
    return fail(requiredMissing('entities'));
  }
  if (since === null) {
    return fail(requiredMissing('changedSince'));
  }
  const from = Math.max(since, company.now() - LOOK_BACK_MS);
  const answers: JsonObject[] = [];
  let room = MOST_OBJECTS;
  for (const name of names) {
    const entity = entityNamed(name);
    if (entity === null || NOT_TRACKED.includes(entity)) {
      return fail(queryInvalid(`invalid context declaration: ${name}`));
    }
    const rows = changedRows(company, entity, from, room);
    room -= rows.length;
    answers.push(
      rows.length === 0 ? {} : { [entity]: rows.map((row) => changedObject(company, row)), startPosition: 1, maxResults: rows.length },
    );
  }
  return ok({ CDCResponse: [{ QueryResponse: answers }] });
}

function changedRows(company: CompanyFile, entity: Entity, fromMs: number, most: number): ChangeRow[] {
  return company
    .prepare<[string, number, number], ChangeRow>(
      'SELECT id, body, deleted, updated_ms FROM objects WHERE entity = ? AND updated_ms >= ? ORDER BY updated_ms DESC, CAST(id AS INTEGER) DESC LIMIT ?',
    )
    .all(entity, fromMs, most);
}

function changedObject(company: CompanyFile, row: ChangeRow): JsonObject {
  return row.deleted === 1
    ? { domain: 'QBO', status: 'Deleted', Id: row.id, MetaData: { LastUpdatedTime: recordTime(row.updated_ms) } }
    : answeredObject(company, parseOwnObject(row.body));
}
