import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { isTrue, type JsonObject, refAt } from '../json-value.ts';
import { notInPlan, type Refusal, wrongAccountType } from '../refusal.ts';
import { referenceTo, resolve } from './references.ts';

export type SalesEntity = 'Invoice' | 'SalesReceipt' | 'CreditMemo';

/** Whom and what a sales document refers to in its head. */
export interface Parties {
  readonly customer: StoredObject | null;
  /** Terms that the due date follows: the document's, the customer's, the company's. */
  readonly term: StoredObject | null;
  /** The references as they are answered, with names. */
  readonly references: JsonObject;
}

type Found = Result<StoredObject | null, Refusal>;

const valueOf = (found: Found): StoredObject | null => (found.ok ? found.value : null);
const named = (stored: StoredObject | null): JsonObject | undefined => (stored === null ? undefined : referenceTo(stored));

/** Resolves what the head of a sales document names; unknown and inactive records are refused. */
export function resolveParties(company: CompanyFile, entity: SalesEntity, wanted: JsonObject): Result<Parties, Refusal> {
  if ((refAt(wanted, 'DepartmentRef') !== null || refAt(wanted, 'ClassRef') !== null) && company.settings().plan !== 'Plus') {
    return fail(notInPlan('Location and class tracking'));
  }
  const customer = resolve(company, wanted, 'CustomerRef', 'Customer');
  const sentTerm = resolve(company, wanted, 'SalesTermRef', 'Term');
  const method = resolve(company, wanted, 'PaymentMethodRef', 'PaymentMethod');
  const deposit = resolve(company, wanted, 'DepositToAccountRef', 'Account');
  const department = resolve(company, wanted, 'DepartmentRef', 'Department');
  const headClass = resolve(company, wanted, 'ClassRef', 'Class');
  for (const found of [customer, sentTerm, method, deposit, department, headClass]) {
    if (!found.ok) {
      return found;
    }
  }
  const account = valueOf(deposit);
  if (account !== null && !isDepositAccount(account)) {
    return fail(wrongAccountType('DepositToAccountRef'));
  }
  const buyer = valueOf(customer);
  const namedTerm =
    valueOf(sentTerm) ?? (entity === 'Invoice' && buyer !== null ? valueOf(resolve(company, buyer.body, 'SalesTermRef', 'Term')) : null);
  const companysTerm = valueOf(resolve(company, company.preferenceGroup('SalesFormsPrefs'), 'DefaultTerms', 'Term'));
  const tracking = company.preferenceGroup('AccountingInfoPrefs');
  return ok({
    customer: buyer,
    term: namedTerm ?? companysTerm,
    references: {
      CustomerRef: named(buyer),
      SalesTermRef: named(namedTerm),
      PaymentMethodRef: named(valueOf(method)),
      DepositToAccountRef: named(account ?? (entity === 'SalesReceipt' ? undepositedFunds(company) : null)),
      DepartmentRef: isTrue(tracking, 'TrackDepartments') ? named(valueOf(department)) : undefined,
      ClassRef: isTrue(tracking, 'ClassTrackingPerTxn') ? named(valueOf(headClass)) : undefined,
    },
  });
}

/** Money can be put on bank accounts and on other current assets only. */
export function isDepositAccount(account: StoredObject): boolean {
  return account.body['AccountType'] === 'Bank' || account.body['AccountType'] === 'Other Current Asset';
}

/** Where money goes that nobody says a place for. */
export function undepositedFunds(company: CompanyFile): StoredObject | null {
  return company.findNamed(['Account'], company.requiredFact('undepositedFunds'));
}
