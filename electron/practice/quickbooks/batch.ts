import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { answeredObject } from './answered-object.ts';
import type { CompanyFile } from './company-file.ts';
import { type Entity, entityNamed } from './entity-names.ts';
import { type Answer, faultOf, refused, success } from './envelopes.ts';
import { isObject, type JsonObject, objectAt, objectsAt, parseOwnObject, textAt } from './json-value.ts';
import type { FaultSubject } from './planned-faults.ts';
import { entityOfStatement, runStatement } from './query/run-statement.ts';
import {
  batchAnswerTooLarge,
  batchTooLarge,
  businessRule,
  duplicateRequestId,
  invalidRequestId,
  type Refusal,
  requiredMissing,
  unsupportedOperation,
} from './refusal.ts';
import { LONGEST_BATCH_REQUEST_ID, LONGEST_ITEM_ID, recall, remember } from './request-ids.ts';
import { plannedRefusal, runWrite, subjectOfWrite } from './run-write.ts';
import type { Write, WriteOperation } from './writes.ts';

const MOST_ITEMS = 30;

/** What stands in an item beside its entity. */
const ITEM_WORDS = new Set(['bId', 'operation', 'optionsData', 'Query']);
const OPERATIONS: readonly string[] = ['create', 'update', 'void', 'delete'];

/** Answers POST /batch: items stand alone, each with its own answer or fault; HTTP 200 all the same (api/quickbooks §2.7). */
export function runBatch(company: CompanyFile, body: JsonObject, requestId: string | null): Answer {
  const nowMs = company.now();
  const items = objectsAt(body, 'BatchItemRequest');
  const refusal = checkBatch(items, requestId);
  if (refusal !== null) {
    return refused(refusal, nowMs);
  }
  if (requestId === null) {
    return answerOf(
      company,
      items.map((item) => runItem(company, item)),
    );
  }
  const key = batchKey(requestId, items);
  const before = recall(company, key, JSON.stringify(body));
  if (before.kind === 'other-body') {
    return refused(duplicateRequestId(requestId), nowMs);
  }
  if (before.kind === 'same') {
    return before.answer;
  }
  const answers = items.map((item) => runItemOnce(company, item, requestId));
  const answer = answerOf(company, answers);
  // A batch with a refused item is not kept whole: its good items are, and the bad one is tried anew.
  if (company.settings().replayRefusals || answers.every((entry) => entry['Fault'] === undefined)) {
    remember(company, key, JSON.stringify(body), answer);
  }
  return answer;
}

/** All objects of an answer together, by Intuit's limit. */
const MOST_OBJECTS = 1000;

/** The answers of the items; none at all where they hold too many objects, though everything is done (1040). */
function answerOf(company: CompanyFile, answers: readonly JsonObject[]): Answer {
  const objects = answers.flatMap((answer) => Object.values(objectAt(answer, 'QueryResponse') ?? {}).filter(Array.isArray));
  const count = objects.reduce((sum, list) => sum + list.length, 0);
  if (count > MOST_OBJECTS) {
    return refused(batchAnswerTooLarge(count), company.now());
  }
  const ordered = company.settings().batchOrder === 'reversed' ? answers.toReversed() : answers;
  return success({ BatchItemResponse: ordered }, company.now());
}

/** Uniqueness of a batch: its request id with the same item ids. */
function batchKey(requestId: string, items: readonly JsonObject[]): string {
  const ids = items.map((item) => textAt(item, 'bId') ?? '').sort();
  return `batch ${requestId} ${JSON.stringify(ids)}`;
}

function checkBatch(items: readonly JsonObject[], requestId: string | null): Refusal | null {
  if (items.length === 0) {
    return requiredMissing('BatchItemRequest');
  }
  if (items.length > MOST_ITEMS) {
    return batchTooLarge(items.length);
  }
  if (requestId !== null && requestId.length > LONGEST_BATCH_REQUEST_ID) {
    return invalidRequestId(requestId, LONGEST_BATCH_REQUEST_ID);
  }
  const ids = items.map((item) => textAt(item, 'bId'));
  if (ids.includes(null)) {
    return requiredMissing('bId');
  }
  const tooLong = requestId === null ? undefined : ids.find((id) => id !== null && id.length > LONGEST_ITEM_ID);
  if (tooLong !== undefined && tooLong !== null) {
    return invalidRequestId(tooLong, LONGEST_ITEM_ID);
  }
  return new Set(ids).size === ids.length ? null : businessRule('Each item of a batch needs a bId of its own.');
}

/** An item under its own request id: a good answer is given again, a refused one is tried again. */
function runItemOnce(company: CompanyFile, item: JsonObject, requestId: string): JsonObject {
  if (textAt(item, 'Query') !== null) {
    return runItem(company, item);
  }
  const key = `item ${requestId} ${textAt(item, 'bId') ?? ''}`;
  const before = recall(company, key, JSON.stringify(item));
  if (before.kind === 'other-body') {
    return { Fault: faultOf(duplicateRequestId(requestId)), bId: item['bId'] };
  }
  if (before.kind === 'same') {
    return parseOwnObject(before.answer.body);
  }
  const answer = runItem(company, item);
  if (answer['Fault'] === undefined || company.settings().replayRefusals) {
    remember(company, key, JSON.stringify(item), { status: 200, contentType: 'application/json', body: JSON.stringify(answer) });
  }
  return answer;
}

function runItem(company: CompanyFile, item: JsonObject): JsonObject {
  const query = textAt(item, 'Query');
  const done = query === null ? runItemWrite(company, item) : runItemQuery(company, query);
  return done.ok ? { ...done.value, bId: item['bId'] } : { Fault: faultOf(done.fault), bId: item['bId'] };
}

function runItemQuery(company: CompanyFile, query: string): Result<JsonObject, Refusal> {
  const refusal = plannedRefusal(company, [querySubject(query)]);
  const done = refusal === null ? runStatement(company, query) : fail(refusal);
  if (!done.ok) {
    return done;
  }
  company.count('reads');
  return ok({ QueryResponse: done.value });
}

function runItemWrite(company: CompanyFile, item: JsonObject): Result<JsonObject, Refusal> {
  const write = writeOfItem(item);
  if (!write.ok) {
    return write;
  }
  const done = runWrite(company, write.value, 'batch');
  return done.ok ? ok({ [write.value.entity]: answeredObject(company, done.value) }) : done;
}

/** The write that an item asks for. `optionsData` holds what `include` holds in a single call. */
export function writeOfItem(item: JsonObject): Result<Write, Refusal> {
  const named = Object.keys(item).filter((property) => !ITEM_WORDS.has(property));
  const [property] = named;
  const entity: Entity | null = property === undefined || named.length !== 1 ? null : entityNamed(property);
  const body = property === undefined ? undefined : item[property];
  const operation = textAt(item, 'operation');
  if (entity === null || entity !== property || !isObject(body)) {
    return fail(unsupportedOperation(`/batch ${named.join(',')}`));
  }
  if (operation === null || !OPERATIONS.includes(operation)) {
    return fail(operation === null ? requiredMissing('operation') : unsupportedOperation(`/batch ${operation}`));
  }
  const options = (textAt(item, 'optionsData') ?? '').split(',').map((option) => option.trim());
  // Safe: checked against the list above.
  const asked = operation as WriteOperation;
  return ok({
    entity,
    operation: options.includes('void') && asked === 'update' ? 'void' : asked,
    body,
    allowDuplicateNumber: options.includes('allowduplicatedocnum'),
  });
}

/** The items of a batch as faults see them. */
export function subjectsOfBatch(company: CompanyFile, body: JsonObject): readonly FaultSubject[] {
  return objectsAt(body, 'BatchItemRequest').flatMap((item): FaultSubject[] => {
    const query = textAt(item, 'Query');
    if (query !== null) {
      return [querySubject(query)];
    }
    const write = writeOfItem(item);
    return write.ok ? [subjectOfWrite(company, write.value, 'batch')] : [];
  });
}

function querySubject(query: string): FaultSubject {
  return { entity: entityOfStatement(query), docNumber: null, operation: 'query', call: 'batch' };
}
