import type { BooksDocument, Customer, Item } from '../../../../shared/domain/books/reference.ts';
import { type Decimal, parseDecimal, toMinor } from '../../../../shared/domain/money/decimal.ts';
import { minorDigitsOf } from '../../../../shared/domain/money/money.ts';
import type { Json, JsonObject } from '../../../../shared/domain/planning/plan.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { DocumentEntity, WrittenRecord } from '../../ports/books.ts';
import type { EngineParts } from '../engine-parts.ts';
import { nowOf } from './rows.ts';

/** Keeps the answer to a write in the mirror: it is the newest state of the record, so no read is spent on it. */
export function mirrorWritten(parts: EngineParts, posting: Posting, record: WrittenRecord): void {
  switch (posting.entity) {
    case 'Customer':
      parts.store.mirror.upsertRecords([customerOf(parts, posting, record)]);
      return;
    case 'Item':
      parts.store.mirror.upsertRecords([itemOf(parts, posting, record)]);
      return;
    case 'Invoice':
    case 'SalesReceipt':
    case 'Payment':
    case 'CreditMemo':
      mirrorDocument(parts, posting, posting.entity, record);
      return;
  }
}

function mirrorDocument(parts: EngineParts, posting: Posting, entity: DocumentEntity, record: WrittenRecord): void {
  const { mirror } = parts.store;
  const known = mirror.document(entity, record.id);
  const date = record.date ?? known?.date ?? posting.documentDate;
  const totalMinor = record.total?.minor ?? known?.totalMinor ?? null;
  if (date === null || totalMinor === null) {
    return;
  }
  const document: BooksDocument = {
    entity,
    id: record.id,
    syncToken: record.syncToken,
    documentNumber: record.documentNumber ?? known?.documentNumber ?? null,
    customerId: record.customerId ?? known?.customerId ?? null,
    date,
    totalMinor: posting.operation === 'void' ? 0 : totalMinor,
    balanceMinor: record.balanceMinor,
    currency: record.total?.currency ?? known?.currency ?? parts.store.mirror.company()?.homeCurrency ?? 'USD',
    privateNote: text(posting.body['PrivateNote']) ?? known?.privateNote ?? null,
    deleted: false,
    voided: posting.operation === 'void',
    updatedAt: nowOf(parts),
    linkedDocumentIds: known?.linkedDocumentIds ?? paidInvoices(posting.sentBody).map((paid) => paid.invoiceId),
  };
  mirror.upsertDocuments([document]);
  if (entity === 'Payment' && posting.operation === 'create' && known === null) {
    reduceBalances(parts, posting, document.currency);
  }
}

/** A payment lowers what its invoices have open: the answer tells only of the payment itself. */
function reduceBalances(parts: EngineParts, posting: Posting, currency: string): void {
  const { mirror } = parts.store;
  const changed = paidInvoices(posting.sentBody).flatMap(({ invoiceId, amount }) => {
    const invoice = mirror.document('Invoice', invoiceId);
    if (invoice === null || invoice.balanceMinor === null) {
      return [];
    }
    return [{ ...invoice, balanceMinor: Math.max(0, invoice.balanceMinor - toMinor(amount, minorDigitsOf(currency))) }];
  });
  mirror.upsertDocuments(changed);
}

function customerOf(parts: EngineParts, posting: Posting, record: WrittenRecord): Customer {
  const name = record.name ?? text(posting.body['DisplayName']) ?? '';
  return {
    kind: 'customer',
    id: record.id,
    name,
    displayName: name,
    active: true,
    syncToken: record.syncToken,
    email: text(inner(posting.body['PrimaryEmailAddr'])['Address']),
    // As QuickBooks answers it: who is made without a currency has the company's own. Else the next refresh would find him changed.
    currency: text(inner(posting.body['CurrencyRef'])['value']) ?? parts.store.mirror.company()?.homeCurrency ?? null,
  };
}

function itemOf(parts: EngineParts, posting: Posting, record: WrittenRecord): Item {
  const incomeAccountId = text(inner(posting.body['IncomeAccountRef'])['value']);
  const account = incomeAccountId === null ? null : (parts.store.mirror.reference()?.accountById(incomeAccountId) ?? null);
  return {
    kind: 'item',
    id: record.id,
    name: record.name ?? text(posting.body['Name']) ?? '',
    active: true,
    syncToken: record.syncToken,
    sku: text(posting.body['Sku']),
    itemType: text(posting.body['Type']) ?? 'Service',
    incomeAccountId,
    incomeAccountName: account?.name ?? null,
    taxable: posting.body['Taxable'] === true,
    unitPrice: null,
  };
}

/** The invoices that a payment's sent body pays, and how much of each. */
function paidInvoices(sentBody: string | null): readonly { readonly invoiceId: string; readonly amount: Decimal }[] {
  const parsed: unknown = sentBody === null ? null : JSON.parse(sentBody);
  // Safe: our own text, made from a JsonObject.
  const lines = parsed === null ? undefined : (parsed as JsonObject)['Line'];
  return listOf(lines).flatMap((line) => {
    const amount = inner(line)['Amount'];
    const parsedAmount = typeof amount === 'number' ? parseDecimal(amount) : null;
    return listOf(inner(line)['LinkedTxn']).flatMap((link) => {
      const invoiceId = text(inner(link)['TxnId']);
      return invoiceId === null || parsedAmount === null || !parsedAmount.ok ? [] : [{ invoiceId, amount: parsedAmount.value }];
    });
  });
}

function listOf(value: Json | undefined): readonly Json[] {
  // Safe: Array.isArray tells lists from objects, but does not narrow readonly ones.
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function inner(value: Json | undefined): JsonObject {
  // Safe: an object that is no list is a JsonObject.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
