import { parseDecimal } from '../../../../shared/domain/money/decimal.ts';
import { assertNever, fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { startOfDateIn, PACIFIC } from '../../../../shared/domain/time/zones.ts';
import { epochMsOf, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { answeredObject } from '../answered-object.ts';
import { type CompanyFile, nameKeyOf } from '../company-file.ts';
import { type Entity, entityNamed, TRANSACTIONS } from '../entity-names.ts';
import { SHAPES } from '../entities/shapes.ts';
import { type Json, type JsonDraft, type JsonObject, objectAt, parseOwnObject } from '../json-value.ts';
import { propertyNotFound, queryInvalid, type Refusal } from '../refusal.ts';
import { type Condition, parseStatement, type Statement } from './parse-statement.ts';
import { type PropertyKind, QUERYABLE, queryableProperty } from './queryable.ts';

type SqlValue = string | number;

interface Filter {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Answers a statement with the content of QueryResponse. No rows: an empty object, without the entity's key (recorded). */
export function runStatement(company: CompanyFile, text: string): Result<JsonObject, Refusal> {
  const statement = parseStatement(text);
  if (!statement.ok) {
    return statement;
  }
  const entity = entityNamed(statement.value.from);
  if (entity === null) {
    return fail(queryInvalid(`invalid context declaration: ${statement.value.from}`));
  }
  const filter = filterOf(entity, statement.value);
  if (!filter.ok) {
    return filter;
  }
  if (statement.value.select === 'count') {
    const row = company
      .prepare<SqlValue[], { count: number }>(`SELECT count(*) AS count FROM objects WHERE ${filter.value.sql}`)
      .get(...filter.value.values);
    return ok({ totalCount: row?.count ?? 0 });
  }
  const order = orderOf(company, entity, statement.value);
  const projection = projectionOf(entity, statement.value.select);
  if (!order.ok) {
    return order;
  }
  if (!projection.ok) {
    return projection;
  }
  const rows = company
    .prepare<SqlValue[], { body: string }>(`SELECT body FROM objects WHERE ${filter.value.sql} ORDER BY ${order.value} LIMIT ? OFFSET ?`)
    .all(...filter.value.values, statement.value.maxResults, statement.value.startPosition - 1);
  if (rows.length === 0) {
    return ok({});
  }
  return ok({
    [entity]: rows.map((row) => answeredObject(company, projection.value(parseOwnObject(row.body)))),
    startPosition: statement.value.startPosition,
    maxResults: rows.length,
  });
}

/** Entity of a statement, as far as it can be read; for matching and counting. */
export function entityOfStatement(text: string): Entity | null {
  const statement = parseStatement(text);
  return statement.ok ? entityNamed(statement.value.from) : null;
}

function filterOf(entity: Entity, statement: Statement): Result<Filter, Refusal> {
  const parts = ['entity = ?', 'deleted = 0'];
  const values: SqlValue[] = [entity];
  let asksForActive = false;
  for (const condition of statement.where) {
    const property = findProperty(entity, condition.property);
    if (!property.ok) {
      return property;
    }
    asksForActive ||= property.value.kind === 'active';
    const filter = conditionSql(property.value, condition);
    if (!filter.ok) {
      return filter;
    }
    parts.push(filter.value.sql);
    values.push(...filter.value.values);
  }
  if (!asksForActive) {
    parts.push('active = 1');
  }
  return ok({ sql: parts.join(' AND '), values });
}

function findProperty(entity: Entity, property: string): Result<{ readonly name: string; readonly kind: PropertyKind }, Refusal> {
  const found = queryableProperty(entity, property);
  if (found !== null) {
    return ok(found);
  }
  const isKnown = Object.keys(SHAPES[entity] ?? {}).some((name) => name.toLowerCase() === (property.split('.')[0] ?? '').toLowerCase());
  return fail(
    isKnown ? queryInvalid(`property '${property}' is not queryable`) : queryInvalid(`Property ${property} not found for Entity ${entity}`),
  );
}

function conditionSql(property: { readonly name: string; readonly kind: PropertyKind }, condition: Condition): Result<Filter, Refusal> {
  const { operator } = condition;
  if (property.kind === 'id' && operator !== '=' && operator !== 'IN') {
    return fail(queryInvalid(`Operator ${operator} is not supported for property 'Id'`));
  }
  const values: SqlValue[] = [];
  for (const text of condition.values) {
    const value = operator === 'LIKE' ? likePattern(text) : sqlValueOf(property.kind, text);
    if (value === null) {
      return fail(queryInvalid(`Invalid value '${text}' for property '${property.name}'`));
    }
    values.push(value);
  }
  const column = columnOf(property.name, property.kind);
  if (operator === 'IN') {
    return ok({ sql: `${column} IN (${values.map(() => '?').join(', ')})`, values });
  }
  return ok(operator === 'LIKE' ? { sql: `${column} LIKE ? ESCAPE '\\'`, values } : { sql: `${column} ${operator} ?`, values });
}

/** `%` is the only wildcard; comparison is without case. */
const likePattern = (text: string): string => text.toLowerCase().replaceAll('\\', '\\\\').replaceAll('_', '\\_');

function columnOf(name: string, kind: PropertyKind): string {
  switch (kind) {
    case 'id':
      return 'id';
    case 'name':
      return 'name_key';
    case 'docNumber':
      return 'number_key';
    case 'txnDate':
      return 'txn_date';
    case 'customer':
      return 'customer_id';
    case 'created':
      return 'created_ms';
    case 'updated':
      return 'updated_ms';
    case 'active':
      return 'active';
    case 'text':
      return `fold(json_extract(body, '$.${name}'))`;
    case 'email':
      return `fold(json_extract(body, '$.${name}.Address'))`;
    case 'number':
    case 'boolean':
    case 'date':
      return `json_extract(body, '$.${name}')`;
    case 'reference':
      return `json_extract(body, '$.${name}.value')`;
    default:
      return assertNever(kind);
  }
}

function sqlValueOf(kind: PropertyKind, text: string): SqlValue | null {
  switch (kind) {
    case 'id':
    case 'customer':
    case 'reference':
      return text;
    case 'name':
      return nameKeyOf(text);
    case 'docNumber':
    case 'text':
    case 'email':
      return text.toLowerCase();
    case 'txnDate':
    case 'date':
      return parseBusinessDate(text.replaceAll('/', '-').slice(0, 10));
    case 'created':
    case 'updated':
      return instantMs(text);
    case 'active':
    case 'boolean':
      return truthOf(text);
    case 'number': {
      const value = parseDecimal(text);
      return value.ok ? Number(value.value) : null;
    }
    default:
      return assertNever(kind);
  }
}

/** A time with its offset; a date alone begins in Pacific time. */
export function instantMs(text: string): number | null {
  const date = parseBusinessDate(text);
  if (date !== null) {
    return epochMsOf(startOfDateIn(date, PACIFIC));
  }
  const epochMs = Date.parse(text.replace(' ', '+'));
  return Number.isNaN(epochMs) ? null : epochMs;
}

function truthOf(text: string): number | null {
  const word = text.toLowerCase();
  if (word === 'true') {
    return 1;
  }
  return word === 'false' ? 0 : null;
}

/** Lists come by name in code point order, transactions by their last change, newest first (recorded). */
function orderOf(company: CompanyFile, entity: Entity, statement: Statement): Result<string, Refusal> {
  const parts: string[] = [];
  for (const { property, descending } of statement.orderBy) {
    const found = findProperty(entity, property);
    if (!found.ok) {
      return found;
    }
    const column = found.value.kind === 'id' ? 'CAST(id AS INTEGER)' : columnOf(found.value.name, found.value.kind);
    parts.push(`${column} ${descending ? 'DESC' : 'ASC'}`);
  }
  if (parts.length > 0) {
    return ok([...parts, 'CAST(id AS INTEGER)', 'id'].join(', '));
  }
  if (TRANSACTIONS.includes(entity)) {
    const direction = company.settings().transactionOrder === 'newest-first' ? 'DESC' : 'ASC';
    // The plus keeps SQLite from walking the index of changes where another one finds the few rows that are meant.
    const column = statement.where.some(({ property }) => isNarrow(entity, property)) ? '+updated_ms' : 'updated_ms';
    return ok(`${column} ${direction}, CAST(id AS INTEGER) ${direction}`);
  }
  return ok(`coalesce(json_extract(body, '$.DisplayName'), json_extract(body, '$.Name')), id`);
}

/** Properties that few records share and that have an index. */
function isNarrow(entity: Entity, property: string): boolean {
  const kind = queryableProperty(entity, property)?.kind;
  return kind === 'id' || kind === 'docNumber' || kind === 'customer';
}

/** Named properties only: texts, numbers and references. Whole addresses and lines can not be selected one by one. */
function projectionOf(entity: Entity, select: Statement['select']): Result<(body: JsonObject) => JsonObject, Refusal> {
  if (select === 'all' || select === 'count') {
    return ok((body) => body);
  }
  const paths: string[] = [];
  for (const property of select) {
    const known = [...Object.keys(QUERYABLE[entity]), ...Object.keys(SHAPES[entity] ?? {})].find(
      (name) => name.toLowerCase() === property.toLowerCase(),
    );
    const field = known === undefined ? undefined : SHAPES[entity]?.[known];
    const isComplex =
      field !== undefined &&
      (field.kind === 'list' ||
        field.kind === 'any' ||
        (field.kind === 'object' && field.className !== 'ReferenceType' && queryableProperty(entity, property) === null));
    if (known === undefined || isComplex) {
      return fail(propertyNotFound(property, entity));
    }
    paths.push(known);
  }
  return ok((body) => project(body, paths));
}

function project(body: JsonObject, paths: readonly string[]): JsonObject {
  const picked: JsonDraft = { domain: 'QBO', sparse: true, Id: body['Id'] };
  for (const path of paths) {
    const [head = '', tail] = path.split('.');
    if (tail === undefined) {
      picked[head] = body[head];
    } else {
      const before = objectAt(picked, head) ?? {};
      const value: Json | undefined = objectAt(body, head)?.[tail];
      picked[head] = { ...before, [tail]: value };
    }
  }
  return Object.fromEntries(Object.entries(picked).filter(([, value]) => value !== undefined));
}
