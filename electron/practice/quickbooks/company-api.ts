import { answeredObject } from './answered-object.ts';
import type { ApiRequest } from './api-request.ts';
import { runBatch, subjectsOfBatch } from './batch.ts';
import { changesSince } from './cdc.ts';
import type { CompanyFile } from './company-file.ts';
import { exchangeRateOf } from './entities/currency.ts';
import { dateAt, today } from './entities/document-rules.ts';
import { type Entity, entityNamed } from './entity-names.ts';
import { type Answer, refused, success } from './envelopes.ts';
import { isObject, type JsonObject, parseJson, textAt } from './json-value.ts';
import type { FaultSubject } from './planned-faults.ts';
import { entityOfStatement, runStatement } from './query/run-statement.ts';
import {
  duplicateRequestId,
  invalidId,
  invalidRequestId,
  notFound,
  type Refusal,
  requiredMissing,
  unreadableBody,
  unsupportedOperation,
} from './refusal.ts';
import { LONGEST_REQUEST_ID, recall, remember } from './request-ids.ts';
import { runWrite, subjectOfWrite } from './run-write.ts';
import type { Write, WriteOperation } from './writes.ts';

/** What a request to the company asks for. */
export type CompanyCall =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'query'; readonly statement: string }
  | { readonly kind: 'read'; readonly entity: Entity; readonly id: string }
  | { readonly kind: 'cdc' }
  | { readonly kind: 'exchange-rate' }
  | { readonly kind: 'batch'; readonly body: JsonObject }
  | { readonly kind: 'write'; readonly write: Write };

/** Reads what a request asks for. `rest` is the path after /v3/company/{realmId}. */
export function readCall(request: ApiRequest, rest: readonly string[]): CompanyCall {
  const [first = '', second, third] = rest;
  if (third !== undefined) {
    return unsupported(request);
  }
  if (first === 'query' && second === undefined) {
    const statement = request.method === 'GET' ? request.query.get('query') : request.bodyText;
    return statement === null || statement === '' ? { kind: 'refused', refusal: requiredMissing('query') } : { kind: 'query', statement };
  }
  if (request.method === 'GET') {
    return readReading(request, first, second);
  }
  if (request.method !== 'POST' || second !== undefined) {
    return unsupported(request);
  }
  const parsed = parseJson(request.bodyText);
  if (parsed === null || !isObject(parsed.value)) {
    return { kind: 'refused', refusal: unreadableBody('The body is no JSON object') };
  }
  if (first === 'batch') {
    return { kind: 'batch', body: parsed.value };
  }
  return readWrite(request, first, parsed.value);
}

const unsupported = (request: ApiRequest): CompanyCall => ({ kind: 'refused', refusal: unsupportedOperation(request.path) });

function readReading(request: ApiRequest, first: string, id: string | undefined): CompanyCall {
  if (id === undefined && (first === 'cdc' || first === 'exchangerate')) {
    return { kind: first === 'cdc' ? 'cdc' : 'exchange-rate' };
  }
  const entity = entityNamed(first);
  if (entity === null || first !== first.toLowerCase()) {
    return unsupported(request);
  }
  if (entity === 'Preferences') {
    return { kind: 'read', entity, id: '1' };
  }
  return id === undefined ? unsupported(request) : { kind: 'read', entity, id };
}

function readWrite(request: ApiRequest, first: string, body: JsonObject): CompanyCall {
  const entity = entityNamed(first);
  if (entity === null || first !== first.toLowerCase()) {
    return unsupported(request);
  }
  const includes = (request.query.get('include') ?? '').split(',').map((word) => word.trim().toLowerCase());
  const asked = request.query.get('operation')?.toLowerCase() ?? null;
  const operation = operationOf(asked, includes.includes('void'), textAt(body, 'Id') !== null);
  if (operation === null) {
    return unsupported(request);
  }
  return { kind: 'write', write: { entity, operation, body, allowDuplicateNumber: includes.includes('allowduplicatedocnum') } };
}

function operationOf(asked: string | null, isVoid: boolean, hasId: boolean): WriteOperation | null {
  if (asked === null || asked === 'update') {
    const plain = hasId || asked === 'update' ? 'update' : 'create';
    return isVoid && plain === 'update' ? 'void' : plain;
  }
  return asked === 'void' || asked === 'delete' ? asked : null;
}

/** The request, or its items, as faults see them. */
export function subjectsOf(company: CompanyFile, call: CompanyCall): readonly FaultSubject[] {
  switch (call.kind) {
    case 'write':
      return [subjectOfWrite(company, call.write, 'single')];
    case 'batch':
      return subjectsOfBatch(company, call.body);
    case 'query':
      return [{ entity: entityOfStatement(call.statement), docNumber: null, operation: 'query', call: 'single' }];
    case 'cdc':
      return [{ entity: null, docNumber: null, operation: 'cdc', call: 'single' }];
    case 'read':
      return [
        {
          entity: call.entity,
          docNumber: textAt(company.find(call.entity, call.id)?.body ?? null, 'DocNumber'),
          operation: 'read',
          call: 'single',
        },
      ];
    case 'exchange-rate':
    case 'refused':
      return [{ entity: null, docNumber: null, operation: 'read', call: 'single' }];
    default:
      return call satisfies never;
  }
}

/** Executes a call inside the caller's transaction. */
export function answerCall(company: CompanyFile, call: CompanyCall, request: ApiRequest): Answer {
  const nowMs = company.now();
  switch (call.kind) {
    case 'refused':
      return refused(call.refusal, nowMs);
    case 'query': {
      const found = runStatement(company, call.statement);
      return found.ok ? readAnswer(company, { QueryResponse: found.value }) : refused(found.fault, nowMs);
    }
    case 'cdc': {
      const changes = changesSince(company, request.query);
      return changes.ok ? readAnswer(company, changes.value) : refused(changes.fault, nowMs);
    }
    case 'read':
      return readOne(company, call.entity, call.id);
    case 'exchange-rate':
      return exchangeRate(company, request.query);
    case 'batch':
      company.count('batches');
      return runBatch(company, call.body, request.query.get('requestid'));
    case 'write':
      return writeOnce(company, call.write, request);
    default:
      return call satisfies never;
  }
}

/** What a reading found. Intuit meters readings that succeed. */
function readAnswer(company: CompanyFile, payload: JsonObject): Answer {
  company.count('reads');
  return success(payload, company.now());
}

/** CompanyInfo is read by the realm's own id. */
function readOne(company: CompanyFile, entity: Entity, id: string): Answer {
  const nowMs = company.now();
  const key = entity === 'CompanyInfo' ? '1' : id;
  if (!/^\d+$/.test(id) && entity !== 'TaxCode') {
    return refused(invalidId(id), nowMs);
  }
  const found = company.find(entity, key);
  return found === null ? refused(notFound(), nowMs) : readAnswer(company, { [entity]: answeredObject(company, found.body) });
}

function writeOnce(company: CompanyFile, write: Write, request: ApiRequest): Answer {
  const nowMs = company.now();
  const requestId = request.query.get('requestid');
  if (requestId !== null && requestId.length > LONGEST_REQUEST_ID) {
    return refused(invalidRequestId(requestId, LONGEST_REQUEST_ID), nowMs);
  }
  const key = requestId === null || requestId === '' ? null : `single ${requestId}`;
  const text = `${write.entity} ${write.operation} ${request.bodyText}`;
  const before = key === null ? null : recall(company, key, text);
  if (before?.kind === 'same') {
    return before.answer;
  }
  if (before?.kind === 'other-body') {
    return refused(duplicateRequestId(requestId ?? ''), nowMs);
  }
  const done = runWrite(company, write, 'single');
  const answer = done.ok ? success({ [write.entity]: answeredObject(company, done.value) }, nowMs) : refused(done.fault, nowMs);
  if (key !== null && (done.ok || company.settings().replayRefusals)) {
    remember(company, key, text, answer);
  }
  return answer;
}

function exchangeRate(company: CompanyFile, parameters: URLSearchParams): Answer {
  const nowMs = company.now();
  const source = parameters.get('sourcecurrencycode');
  const home = company.homeCurrency;
  if (source === null) {
    return refused(requiredMissing('sourcecurrencycode'), nowMs);
  }
  const rate = exchangeRateOf(company, source);
  if (rate === null) {
    return refused(notFound(), nowMs);
  }
  const asOf = dateAt({ asofdate: parameters.get('asofdate') }, 'asofdate') ?? today(company);
  company.count('reads');
  return success({ ExchangeRate: { SourceCurrencyCode: source, TargetCurrencyCode: home, Rate: Number(rate), AsOfDate: asOf } }, nowMs);
}
