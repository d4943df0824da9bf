import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { type Entity, PEOPLE } from '../entity-names.ts';
import { compact, isTrue, type JsonObject, objectAt, refAt, textAt } from '../json-value.ts';
import { duplicateName, invalidEmail, invalidString, nothingToNameBy, type Refusal, tooLong } from '../refusal.ts';
import { chosenCurrency, currencyReference } from './currency.ts';
import { answeredAddress } from './document-rules.ts';
import { isSameContent, mergeUpdate, withoutCleared, writable } from './merge.ts';
import { resolve } from './references.ts';

export type PersonEntity = 'Customer' | 'Vendor' | 'Employee';

const FORBIDDEN = /[:\t\n\r]/;
const LONGEST_NAME = 500;

export function createPerson(company: CompanyFile, entity: PersonEntity, sent: JsonObject): Result<JsonObject, Refusal> {
  const built = buildPerson(company, entity, withoutCleared(writable(sent)), null);
  return built.ok ? ok(company.insert(entity, built.value)) : built;
}

export function updatePerson(company: CompanyFile, stored: StoredObject, sent: JsonObject): Result<JsonObject, Refusal> {
  // Safe: callers dispatch by the stored entity.
  const built = buildPerson(company, stored.entity as PersonEntity, mergeUpdate(stored.body, sent), stored);
  if (!built.ok) {
    return built;
  }
  return ok(isSameContent(stored.body, { ...built.value, Id: stored.id }) ? stored.body : company.update(stored, built.value));
}

function buildPerson(
  company: CompanyFile,
  entity: PersonEntity,
  wanted: JsonObject,
  previous: StoredObject | null,
): Result<JsonObject, Refusal> {
  const name = nameOf(wanted);
  if (name === null) {
    return fail(nothingToNameBy());
  }
  const isActive = wanted['Active'] !== false && wanted['Active'] !== 'false';
  const isRetired = !isActive && previous?.body['Active'] !== false;
  const displayName = isRetired ? retiredName(company, name) : name;
  const parent = entity === 'Customer' ? resolve(company, wanted, 'ParentRef', 'Customer') : ok(null);
  if (!parent.ok) {
    return parent;
  }
  const refusal = checkName(company, entity, displayName, previous) ?? checkEmail(wanted);
  if (refusal !== null) {
    return fail(refusal);
  }
  const currency = chosenCurrency(company, wanted, previous);
  if (!currency.ok) {
    return currency;
  }
  const common = {
    ...wanted,
    DisplayName: displayName,
    PrintOnCheckName: textAt(wanted, 'PrintOnCheckName') ?? (textAt(wanted, 'CompanyName') ?? name).slice(0, 110),
    Active: isActive,
    ...addresses(company, wanted),
  };
  const fullName = parent.value === null ? displayName : `${textAt(parent.value.body, 'FullyQualifiedName') ?? ''}:${displayName}`;
  return ok(
    compact({
      ...common,
      ...ownProperties({ company, entity, wanted, previous, fullName, parent: parent.value, currency: currency.value }),
    }),
  );
}

/** What each kind answers beside what was sent (recorded for customers and vendors). */
function ownProperties(facts: {
  readonly company: CompanyFile;
  readonly entity: PersonEntity;
  readonly wanted: JsonObject;
  readonly previous: StoredObject | null;
  readonly fullName: string;
  readonly parent: StoredObject | null;
  readonly currency: string;
}): JsonObject {
  const { company, entity, wanted, previous, fullName, parent } = facts;
  const balance = previous?.body['Balance'] ?? 0;
  if (entity === 'Employee') {
    return { BillableTime: isTrue(wanted, 'BillableTime') };
  }
  if (entity === 'Vendor') {
    return { Balance: balance, Vendor1099: isTrue(wanted, 'Vendor1099'), CurrencyRef: currencyReference(facts.currency) };
  }
  const taxCode = refAt(wanted, 'DefaultTaxCodeRef') ?? company.fact('defaultTaxCode');
  return {
    Taxable: wanted['Taxable'] === undefined ? true : isTrue(wanted, 'Taxable'),
    Job: isTrue(wanted, 'Job'),
    BillWithParent: isTrue(wanted, 'BillWithParent'),
    Balance: balance,
    BalanceWithJobs: previous?.body['BalanceWithJobs'] ?? 0,
    CurrencyRef: currencyReference(facts.currency),
    PreferredDeliveryMethod: wanted['PreferredDeliveryMethod'] ?? 'Print',
    FullyQualifiedName: fullName,
    ...(parent === null ? {} : { ParentRef: { value: parent.id }, Level: Number(parent.body['Level'] ?? 0) + 1 }),
    ...(taxCode === null ? {} : { DefaultTaxCodeRef: { value: taxCode } }),
  };
}

/** DisplayName, or one made of the parts of the name. */
function nameOf(wanted: JsonObject): string | null {
  const parts = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'].flatMap((part) => textAt(wanted, part) ?? []);
  const name = (textAt(wanted, 'DisplayName') ?? parts.join(' ')).trim();
  return name === '' ? null : name;
}

/** Names of records that are made inactive get " (deleted)", and a number where that is taken. */
function retiredName(company: CompanyFile, name: string): string {
  if (name.endsWith('(deleted)')) {
    return name;
  }
  let retired = `${name} (deleted)`;
  for (let turn = 1; company.findNamed(PEOPLE, retired) !== null; turn += 1) {
    retired = `${name} (deleted-${turn})`;
  }
  return retired;
}

function checkName(company: CompanyFile, entity: PersonEntity, name: string, previous: StoredObject | null): Refusal | null {
  if (FORBIDDEN.test(name)) {
    return invalidString('DisplayName');
  }
  if ([...name].length > LONGEST_NAME) {
    return tooLong('DisplayName', LONGEST_NAME, [...name].length);
  }
  if (previous !== null && company.isSameName(textAt(previous.body, 'DisplayName') ?? '', name)) {
    return null;
  }
  return company.findNamed(PEOPLE, name) === null ? null : duplicateName(othersNamed(company, entity));
}

/** What 6240 calls the records that share the names: three wordings were seen. */
function othersNamed(company: CompanyFile, entity: PersonEntity): string | null {
  const { duplicateNameWords } = company.settings();
  if (duplicateNameWords === 'null') {
    return null;
  }
  return duplicateNameWords === 'template' ? `$$${entity.toLowerCase()}$$` : 'customer, vendor or employee';
}

/** Several addresses with commas are taken in practice; each needs "@" and a dot after it. */
function checkEmail(wanted: JsonObject): Refusal | null {
  const address = textAt(objectAt(wanted, 'PrimaryEmailAddr'), 'Address');
  const isValid = address === null || address.split(',').every((one) => /^\S+@\S+\.\S+$/.test(one.trim()));
  return isValid ? null : invalidEmail(address);
}

function addresses(company: CompanyFile, wanted: JsonObject): JsonObject {
  const names = ['BillAddr', 'ShipAddr', 'PrimaryAddr'] as const satisfies readonly string[];
  const found = names.flatMap((name): [string, JsonObject][] => {
    const address = objectAt(wanted, name);
    return address === null ? [] : [[name, answeredAddress(company, address)]];
  });
  return Object.fromEntries(found);
}

/** True where the entity is one of the people lists. */
export function isPersonEntity(entity: Entity): entity is PersonEntity {
  return PEOPLE.includes(entity);
}
