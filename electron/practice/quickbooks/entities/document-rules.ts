import { addDays, type BusinessDate, instantOf, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../../shared/domain/time/zones.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { type Entity, NUMBERED } from '../entity-names.ts';
import { isTrue, type JsonObject, objectsAt, textAt } from '../json-value.ts';
import { duplicateNumber, periodClosed, type Refusal } from '../refusal.ts';

const TXN_TYPES: Readonly<Partial<Record<Entity, string>>> = {
  Invoice: 'Invoice',
  SalesReceipt: 'Sales Receipt',
  CreditMemo: 'Credit Memo',
};

/** The company's calendar date now. */
export function today(company: CompanyFile): BusinessDate {
  return businessDateIn(instantOf(company.now()), company.requiredFact('timeZone'));
}

/** A sent date with dashes; null where there is none. Dates may come as yyyy/MM/dd. */
export function dateAt(object: JsonObject, property: string): BusinessDate | null {
  const text = textAt(object, property);
  return text === null ? null : parseBusinessDate(text.replaceAll('/', '-').slice(0, 10));
}

/** 6210 for a date within the closed books. */
export function checkOpen(company: CompanyFile, dates: readonly (string | null)[]): Refusal | null {
  const closedThrough = textAt(company.preferenceGroup('AccountingInfoPrefs'), 'BookCloseDate');
  return closedThrough !== null && dates.some((date) => date !== null && date <= closedThrough)
    ? periodClosed(company.settings().closedPeriodCode)
    : null;
}

/** 6140 for a number that another sales document has, voided ones too. */
export function checkNumber(
  company: CompanyFile,
  docNumber: string | null,
  exceptId: string | null,
  allowDuplicate: boolean,
): Refusal | null {
  if (docNumber === null || allowDuplicate || !company.settings().warnDuplicateNumbers) {
    return null;
  }
  const other = company.findNumbered(NUMBERED, docNumber, exceptId);
  return other === null ? null : duplicateNumber(docNumber, TXN_TYPES[other.entity] ?? other.entity, other.id);
}

/**
 * The number of a new document: as sent; the next one of the company where it numbers itself or is asked to
 * (AutoDocNumber, AUTO_GENERATE); none where custom numbers are on and none was sent.
 */
export function numberFor(company: CompanyFile, sent: JsonObject): string | null {
  const given = textAt(sent, 'DocNumber');
  const isAsked = isTrue(sent, 'AutoDocNumber') || given === 'AUTO_GENERATE';
  if (!isAsked && given !== null) {
    return given;
  }
  if (!isAsked && company.allows('CustomTxnNumbers')) {
    return null;
  }
  let number = String(company.next('documentNumbers'));
  while (company.findNumbered(NUMBERED, number, null) !== null) {
    number = String(company.next('documentNumbers'));
  }
  return number;
}

/** TxnDate plus the days of the terms: those given, the customer's, the company's; 30 where nobody says. */
export function dueDateFor(txnDate: BusinessDate, term: StoredObject | null): BusinessDate {
  const days = term?.body['DueDays'];
  return addDays(txnDate, typeof days === 'number' ? days : 30);
}

/** An address as it is answered: with an id, and not geocoded. */
export function answeredAddress(company: CompanyFile, address: JsonObject): JsonObject {
  const id = textAt(address, 'Id') ?? String(company.next('addresses'));
  return { Lat: 'INVALID', Long: 'INVALID', ...address, Id: id };
}

/** Line ids that a stored document has. */
export function lineIdsOf(document: JsonObject): readonly string[] {
  return objectsAt(document, 'Line').flatMap((line) => textAt(line, 'Id') ?? []);
}
