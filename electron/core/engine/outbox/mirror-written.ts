import type { BooksDocument, Customer, Item } from '../../../../shared/domain/books/reference.ts';
import type { Json, JsonObject } from '../../../../shared/domain/planning/plan.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { WrittenRecord } from '../../ports/books.ts';
import type { EngineParts } from '../engine-parts.ts';
import { nowOf } from './rows.ts';

/** Keeps the answer to a write in the mirror: it is the newest state of the record, so no read is spent on it. */
export function mirrorWritten(parts: EngineParts, posting: Posting, record: WrittenRecord): void {
  switch (posting.entity) {
    case 'Customer':
      parts.store.mirror.upsertRecords([customerOf(posting, record)]);
      return;
    case 'Item':
      parts.store.mirror.upsertRecords([itemOf(parts, posting, record)]);
      return;
    case 'Invoice':
    case 'SalesReceipt':
    case 'Payment':
      mirrorDocument(parts, posting, posting.entity, record);
      return;
  }
}

function mirrorDocument(parts: EngineParts, posting: Posting, entity: 'Invoice' | 'SalesReceipt' | 'Payment', record: WrittenRecord): void {
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
    linkedDocumentIds: known?.linkedDocumentIds ?? linkedInvoices(posting.sentBody),
  };
  mirror.upsertDocuments([document]);
}

function customerOf(posting: Posting, record: WrittenRecord): Customer {
  const name = record.name ?? text(posting.body['DisplayName']) ?? '';
  return {
    kind: 'customer',
    id: record.id,
    name,
    displayName: name,
    active: true,
    syncToken: record.syncToken,
    email: text(inner(posting.body['PrimaryEmailAddr'])['Address']),
    currency: text(inner(posting.body['CurrencyRef'])['value']),
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

/** The invoices that a payment's sent body pays. */
function linkedInvoices(sentBody: string | null): readonly string[] {
  if (sentBody === null) {
    return [];
  }
  const ids: string[] = [];
  // The reviver sees every TxnId of the text; the text is our own, so its shape is known.
  JSON.parse(sentBody, (key, value: unknown) => {
    if (key === 'TxnId' && typeof value === 'string') {
      ids.push(value);
    }
    return value;
  });
  return ids;
}

function inner(value: Json | undefined): JsonObject {
  // Safe: an object that is no list is a JsonObject.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
