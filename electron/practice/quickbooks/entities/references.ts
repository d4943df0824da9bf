import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import type { Entity } from '../entity-names.ts';
import { type JsonObject, refAt, textAt } from '../json-value.ts';
import { inactiveReference, type Refusal, unknownReference } from '../refusal.ts';

/** Intuit's names of the lists in "Invalid Reference Id : Names element id 9 not found". */
const LISTS: Readonly<Partial<Record<Entity, string>>> = {
  Customer: 'Names',
  Vendor: 'Names',
  Employee: 'Names',
  Item: 'Items',
  Account: 'Accounts',
  Term: 'Terms',
  PaymentMethod: 'PaymentMethods',
  Class: 'Classes',
  Department: 'Departments',
  TaxCode: 'TaxCodes',
};

/** The active record that a reference names; null where the property is absent. */
export function resolve(
  company: CompanyFile,
  holder: JsonObject | null,
  property: string,
  entity: Entity,
): Result<StoredObject | null, Refusal> {
  const id = refAt(holder, property);
  if (id === null) {
    return ok(null);
  }
  const found = company.find(entity, id);
  if (found === null) {
    return fail(unknownReference(LISTS[entity] ?? entity, id, property));
  }
  return found.body['Active'] === false ? fail(inactiveReference(property)) : ok(found);
}

/** A reference as answers carry it: id and name. */
export function referenceTo(stored: StoredObject): JsonObject {
  const name = textAt(stored.body, 'DisplayName') ?? textAt(stored.body, 'FullyQualifiedName') ?? textAt(stored.body, 'Name');
  return name === null ? { value: stored.id } : { value: stored.id, name };
}
