import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import type { Entity } from '../entity-names.ts';
import { compact, isTrue, type JsonObject, refAt, textAt } from '../json-value.ts';
import { duplicateName, invalidString, notInPlan, type Refusal, requiredMissing, wrongAccountType } from '../refusal.ts';
import { chosenCurrency, currencyReference } from './currency.ts';
import { isSameContent, mergeUpdate, withoutCleared, writable } from './merge.ts';
import { referenceTo, resolve } from './references.ts';

export type ListEntity = 'Item' | 'Account' | 'Class' | 'Department' | 'Term' | 'PaymentMethod';

const WORDS: Readonly<Record<ListEntity, string>> = {
  Item: 'product or service',
  Account: 'account',
  Class: 'class',
  Department: 'location',
  Term: 'term',
  PaymentMethod: 'payment method',
};

const CLASSIFICATIONS: Readonly<Record<string, string>> = {
  Bank: 'Asset',
  'Accounts Receivable': 'Asset',
  'Other Current Asset': 'Asset',
  'Fixed Asset': 'Asset',
  'Other Asset': 'Asset',
  'Accounts Payable': 'Liability',
  'Credit Card': 'Liability',
  'Other Current Liability': 'Liability',
  'Long Term Liability': 'Liability',
  Equity: 'Equity',
  Income: 'Revenue',
  'Other Income': 'Revenue',
  'Cost of Goods Sold': 'Expense',
  Expense: 'Expense',
  'Other Expense': 'Expense',
};

export function createListed(company: CompanyFile, entity: ListEntity, sent: JsonObject): Result<JsonObject, Refusal> {
  const built = buildListed(company, entity, withoutCleared(writable(sent)), null);
  return built.ok ? ok(company.insert(entity, built.value)) : built;
}

export function updateListed(company: CompanyFile, stored: StoredObject, sent: JsonObject): Result<JsonObject, Refusal> {
  // Safe: callers dispatch by the stored entity.
  const built = buildListed(company, stored.entity as ListEntity, mergeUpdate(stored.body, sent), stored);
  if (!built.ok) {
    return built;
  }
  return ok(isSameContent(stored.body, { ...built.value, Id: stored.id }) ? stored.body : company.update(stored, built.value));
}

function buildListed(
  company: CompanyFile,
  entity: ListEntity,
  wanted: JsonObject,
  previous: StoredObject | null,
): Result<JsonObject, Refusal> {
  const sentName = textAt(wanted, 'Name')?.trim() ?? null;
  if (sentName === null || sentName === '') {
    return fail(requiredMissing('Name'));
  }
  if ((entity === 'Class' || entity === 'Department') && company.settings().plan !== 'Plus') {
    return fail(notInPlan(entity));
  }
  const isActive = wanted['Active'] !== false && wanted['Active'] !== 'false';
  const isRetired = !isActive && previous?.body['Active'] !== false && !sentName.endsWith('(deleted)');
  const name = isRetired ? `${sentName} (deleted)` : sentName;
  const refusal = checkName(company, entity, name, previous);
  if (refusal !== null) {
    return fail(refusal);
  }
  const own = ownProperties(company, entity, wanted, previous);
  if (!own.ok) {
    return own;
  }
  const hasFullName = entity !== 'Term' && entity !== 'PaymentMethod';
  return ok(compact({ ...wanted, Name: name, ...(hasFullName ? { FullyQualifiedName: name } : {}), Active: isActive, ...own.value }));
}

function checkName(company: CompanyFile, entity: ListEntity, name: string, previous: StoredObject | null): Refusal | null {
  if (/[:\t\n\r]/.test(name) || ((entity === 'Item' || entity === 'Account') && name.includes('"'))) {
    return invalidString('Name');
  }
  if (previous !== null && company.isSameName(textAt(previous.body, 'Name') ?? '', name)) {
    return null;
  }
  return company.findNamed([entity], name) === null ? null : duplicateName(WORDS[entity]);
}

function ownProperties(
  company: CompanyFile,
  entity: ListEntity,
  wanted: JsonObject,
  previous: StoredObject | null,
): Result<JsonObject, Refusal> {
  if (entity === 'Item') {
    return itemProperties(company, wanted);
  }
  if (entity === 'Account') {
    return accountProperties(company, wanted, previous);
  }
  if (entity === 'Term') {
    return ok({ Type: wanted['Type'] ?? (wanted['DayOfMonthDue'] === undefined ? 'STANDARD' : 'DATE_DRIVEN') });
  }
  if (entity === 'PaymentMethod') {
    return ok({ Type: wanted['Type'] ?? 'NON_CREDIT_CARD' });
  }
  return ok({ [entity === 'Class' ? 'SubClass' : 'SubDepartment']: refAt(wanted, 'ParentRef') !== null });
}

/** Services and goods for sale need an income account of an income type; stock needs its plan and three accounts. */
function itemProperties(company: CompanyFile, wanted: JsonObject): Result<JsonObject, Refusal> {
  const type = textAt(wanted, 'Type') ?? 'Service';
  const income = resolve(company, wanted, 'IncomeAccountRef', 'Account');
  const expense = resolve(company, wanted, 'ExpenseAccountRef', 'Account');
  const asset = resolve(company, wanted, 'AssetAccountRef', 'Account');
  for (const found of [income, expense, asset]) {
    if (!found.ok) {
      return found;
    }
  }
  if (income.ok && income.value === null) {
    return fail(requiredMissing('IncomeAccountRef'));
  }
  if (income.ok && income.value !== null && !isSaleAccount(income.value, type)) {
    return fail(wrongAccountType('IncomeAccountRef'));
  }
  if (type === 'Inventory') {
    const missing = ['ExpenseAccountRef', 'AssetAccountRef', 'QtyOnHand', 'InvStartDate'].find(
      (property) => wanted[property] === undefined,
    );
    if (company.settings().plan !== 'Plus') {
      return fail(notInPlan('Inventory'));
    }
    if (missing !== undefined) {
      return fail(requiredMissing(missing));
    }
  }
  return ok({
    Type: type,
    Taxable: isTrue(wanted, 'Taxable'),
    UnitPrice: wanted['UnitPrice'] ?? 0,
    PurchaseCost: wanted['PurchaseCost'] ?? 0,
    TrackQtyOnHand: type === 'Inventory',
    ...(income.ok && income.value !== null ? { IncomeAccountRef: referenceTo(income.value) } : {}),
  });
}

/** A service may also be booked to a liability, which is how collected money that is not income gets an item. */
function isSaleAccount(account: StoredObject, itemType: string): boolean {
  const type = textAt(account.body, 'AccountType');
  if (itemType === 'Inventory') {
    return account.body['AccountSubType'] === 'SalesOfProductIncome';
  }
  return (
    type === 'Income' ||
    type === 'Other Income' ||
    type === 'Other Current Liability' ||
    type === 'Expense' ||
    type === 'Cost of Goods Sold'
  );
}

function accountProperties(company: CompanyFile, wanted: JsonObject, previous: StoredObject | null): Result<JsonObject, Refusal> {
  const type = textAt(wanted, 'AccountType');
  if (type === null || CLASSIFICATIONS[type] === undefined) {
    return fail(requiredMissing('AccountType'));
  }
  const currency = chosenCurrency(company, wanted, previous);
  if (!currency.ok) {
    return currency;
  }
  return ok({
    AccountType: type,
    AccountSubType: textAt(wanted, 'AccountSubType') ?? undefined,
    Classification: CLASSIFICATIONS[type],
    SubAccount: refAt(wanted, 'ParentRef') !== null,
    CurrentBalance: previous?.body['CurrentBalance'] ?? 0,
    CurrentBalanceWithSubAccounts: previous?.body['CurrentBalanceWithSubAccounts'] ?? 0,
    CurrencyRef: currencyReference(currency.value),
  });
}

/** True where the entity is a list of named records that callers can write. */
export function isListEntity(entity: Entity): entity is ListEntity {
  return Object.hasOwn(WORDS, entity);
}
