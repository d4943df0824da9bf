import { assertNever, fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from './company-file.ts';
import { checkShape } from './entities/check-shape.ts';
import { createCurrency } from './entities/currency.ts';
import { syncTokenOf } from './entities/merge.ts';
import { createListed, isListEntity, updateListed } from './entities/named-lists.ts';
import { createPayment, deletePayment, updatePayment, voidPayment } from './entities/payment.ts';
import { createPerson, isPersonEntity, updatePerson } from './entities/people.ts';
import { createSales, deleteSales, updateSales, voidSales } from './entities/sales-writes.ts';
import { SHAPES } from './entities/shapes.ts';
import type { Entity } from './entity-names.ts';
import { type JsonObject, textAt } from './json-value.ts';
import { invalidId, notFound, type Refusal, requiredMissing, stale, unsupportedOperation } from './refusal.ts';

export type WriteOperation = 'create' | 'update' | 'void' | 'delete';

export interface Write {
  readonly entity: Entity;
  readonly operation: WriteOperation;
  readonly body: JsonObject;
  /** include=allowduplicatedocnum */
  readonly allowDuplicateNumber: boolean;
}

/** Executes one write and gives the object as it is answered. Callers hold the transaction and count. */
export function execute(company: CompanyFile, write: Write): Result<JsonObject, Refusal> {
  const { entity, operation, body } = write;
  const shape = SHAPES[entity];
  if (shape === undefined) {
    return fail(unsupportedOperation(`/${entity.toLowerCase()}`));
  }
  const refusal = checkShape(entity, shape, body, company.settings());
  if (refusal !== null) {
    return fail(refusal);
  }
  if (operation === 'create') {
    return create(company, write);
  }
  const stored = findCurrent(company, entity, body);
  if (!stored.ok) {
    return stored;
  }
  switch (operation) {
    case 'update':
      return update(company, stored.value, write);
    case 'void':
      return voidDocument(company, stored.value);
    case 'delete':
      return remove(company, stored.value);
    default:
      return assertNever(operation);
  }
}

/** The object that a change means, at the SyncToken that the caller has seen. */
function findCurrent(company: CompanyFile, entity: Entity, body: JsonObject): Result<StoredObject, Refusal> {
  const id = textAt(body, 'Id');
  if (id === null) {
    return fail(requiredMissing('Id'));
  }
  if (!/^\d+$/.test(id)) {
    return fail(invalidId(id));
  }
  const token = textAt(body, 'SyncToken');
  if (token === null) {
    return fail(requiredMissing('SyncToken'));
  }
  const stored = company.find(entity, id);
  if (stored === null) {
    return fail(notFound());
  }
  return token === syncTokenOf(stored.body) ? ok(stored) : fail(stale());
}

function create(company: CompanyFile, { entity, body, allowDuplicateNumber }: Write): Result<JsonObject, Refusal> {
  if (entity === 'Invoice' || entity === 'SalesReceipt' || entity === 'CreditMemo') {
    return createSales(company, entity, body, allowDuplicateNumber);
  }
  if (entity === 'Payment') {
    return createPayment(company, body);
  }
  if (isPersonEntity(entity)) {
    return createPerson(company, entity, body);
  }
  if (entity === 'CompanyCurrency') {
    return createCurrency(company, body);
  }
  return isListEntity(entity) ? createListed(company, entity, body) : fail(unsupportedOperation(`/${entity.toLowerCase()}`));
}

function update(company: CompanyFile, stored: StoredObject, { entity, body, allowDuplicateNumber }: Write): Result<JsonObject, Refusal> {
  if (entity === 'Invoice' || entity === 'SalesReceipt' || entity === 'CreditMemo') {
    return updateSales(company, stored, body, allowDuplicateNumber);
  }
  if (entity === 'Payment') {
    return updatePayment(company, stored, body);
  }
  if (isPersonEntity(entity)) {
    return updatePerson(company, stored, body);
  }
  return isListEntity(entity) ? updateListed(company, stored, body) : fail(unsupportedOperation(`/${entity.toLowerCase()}`));
}

/** Credit memos have no void in the API. */
function voidDocument(company: CompanyFile, stored: StoredObject): Result<JsonObject, Refusal> {
  if (stored.entity === 'Invoice' || stored.entity === 'SalesReceipt') {
    return voidSales(company, stored);
  }
  return stored.entity === 'Payment'
    ? voidPayment(company, stored)
    : fail(unsupportedOperation(`/${stored.entity.toLowerCase()}?operation=void`));
}

/** Names are made inactive, never deleted. */
function remove(company: CompanyFile, stored: StoredObject): Result<JsonObject, Refusal> {
  if (stored.entity === 'Payment') {
    return deletePayment(company, stored);
  }
  if (stored.entity === 'Invoice' || stored.entity === 'SalesReceipt' || stored.entity === 'CreditMemo') {
    return deleteSales(company, stored);
  }
  return fail(unsupportedOperation(`/${stored.entity.toLowerCase()}?operation=delete`));
}
