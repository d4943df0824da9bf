import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { compact, type JsonObject, minorAt, objectAt, objectsAt, refAt, textAt } from '../json-value.ts';
import { businessRule, type Refusal } from '../refusal.ts';
import { moveCustomerBalance } from './customer-balance.ts';
import { checkOpen } from './document-rules.ts';
import { isSameContent, mergeUpdate, writable } from './merge.ts';
import { detachPayments } from './payment-links.ts';
import { buildSalesDocument } from './sales-document.ts';
import type { SalesEntity } from './sales-parties.ts';

/** What a customer owes by a document: its balance; a credit memo owes the other way round. */
function owedMinor(entity: SalesEntity, document: JsonObject): number {
  const balance = minorAt(document, 'Balance', 2) ?? 0;
  return entity === 'CreditMemo' ? -balance : balance;
}

export function createSales(
  company: CompanyFile,
  entity: SalesEntity,
  sent: JsonObject,
  allowDuplicateNumber: boolean,
): Result<JsonObject, Refusal> {
  const built = buildSalesDocument({ company, entity, wanted: writable(sent), sent, previous: null, allowDuplicateNumber });
  if (!built.ok) {
    return built;
  }
  const created = company.insert(entity, built.value);
  moveCustomerBalance(company, refAt(created, 'CustomerRef'), owedMinor(entity, created));
  return ok(created);
}

export function updateSales(
  company: CompanyFile,
  stored: StoredObject,
  sent: JsonObject,
  allowDuplicateNumber: boolean,
): Result<JsonObject, Refusal> {
  // Safe: callers dispatch by the stored entity, and only these three come here.
  const entity = stored.entity as SalesEntity;
  const built = buildSalesDocument({
    company,
    entity,
    wanted: mergeUpdate(stored.body, sent),
    sent,
    previous: stored,
    allowDuplicateNumber,
  });
  if (!built.ok) {
    return built;
  }
  if (isSameContent(stored.body, { ...built.value, Id: stored.id })) {
    return ok(stored.body);
  }
  // A voided document that gets amounts again is none any more.
  const updated = company.update(stored, built.value, stored.voided && built.value['TotalAmt'] === 0);
  moveCustomerBalance(company, refAt(stored.body, 'CustomerRef'), -owedMinor(entity, stored.body));
  moveCustomerBalance(company, refAt(updated, 'CustomerRef'), owedMinor(entity, updated));
  return ok(updated);
}

/**
 * Voids: amounts become 0, quantities and prices go, the note begins with "Voided"; number, dates, addresses and line ids
 * stay (recorded). Payments lose their link and keep the money unapplied.
 */
export function voidSales(company: CompanyFile, stored: StoredObject): Result<JsonObject, Refusal> {
  if (stored.voided) {
    return ok(stored.body);
  }
  const closed = checkOpen(company, [textAt(stored.body, 'TxnDate')]);
  if (closed !== null) {
    return fail(closed);
  }
  const isPaid = objectsAt(stored.body, 'LinkedTxn').some((link) => link['TxnType'] === 'Payment');
  if (isPaid && company.settings().voidOfPaid === 'refuse') {
    return fail(businessRule('The transaction is linked to a payment. Remove the payment before voiding it.'));
  }
  // Safe: as above.
  const owed = owedMinor(stored.entity as SalesEntity, stored.body);
  detachPayments(company, stored);
  moveCustomerBalance(company, refAt(stored.body, 'CustomerRef'), -owed);
  const note = textAt(stored.body, 'PrivateNote');
  const voided = {
    ...stored.body,
    PrivateNote: note === null ? 'Voided' : `Voided - ${note}`,
    ...(stored.entity === 'Invoice' ? { LinkedTxn: [] } : {}),
    Line: objectsAt(stored.body, 'Line').map(withoutMoney),
    TxnTaxDetail: { TotalTax: 0 },
    TotalAmt: 0,
    Balance: 0,
    ...(stored.body['HomeTotalAmt'] === undefined ? {} : { HomeTotalAmt: 0, HomeBalance: 0 }),
  };
  return ok(company.update(stored, voided, true));
}

function withoutMoney(line: JsonObject): JsonObject {
  const detail = objectAt(line, 'SalesItemLineDetail');
  const zeroed = line['Amount'] === undefined ? line : { ...line, Amount: 0 };
  if (detail === null) {
    return zeroed;
  }
  return { ...zeroed, SalesItemLineDetail: compact({ ...detail, Qty: undefined, UnitPrice: undefined, TaxInclusiveAmt: undefined }) };
}

/** Deletes. A document with payments must be unlinked first. */
export function deleteSales(company: CompanyFile, stored: StoredObject): Result<JsonObject, Refusal> {
  const closed = checkOpen(company, [textAt(stored.body, 'TxnDate')]);
  if (closed !== null) {
    return fail(closed);
  }
  if (objectsAt(stored.body, 'LinkedTxn').length > 0) {
    return fail(businessRule('The transaction is linked to other transactions. Remove the links before deleting it.'));
  }
  // Safe: as above.
  moveCustomerBalance(company, refAt(stored.body, 'CustomerRef'), -owedMinor(stored.entity as SalesEntity, stored.body));
  company.remove(stored);
  return ok({ domain: 'QBO', status: 'Deleted', Id: stored.id });
}
