import { z } from 'zod';

import type { BooksDocument } from '../../../shared/domain/books/reference.ts';
import { toMinor } from '../../../shared/domain/money/decimal.ts';
import { minorDigitsOf, money } from '../../../shared/domain/money/money.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { WrittenRecord } from '../../core/ports/books.ts';
import { amount, amountRequired, dateOrNull, idRequired, listOf, metaData, reference, text } from './raw-fields.ts';
import type { DocumentEntity } from './reference-kinds.ts';

const linkedTxn = listOf(z.object({ TxnId: text, TxnType: text }));

const rawDocument = z.object({
  Id: idRequired,
  SyncToken: text,
  DocNumber: text,
  PaymentRefNum: text,
  TxnDate: dateOrNull,
  TotalAmt: amountRequired,
  Balance: amount,
  CustomerRef: reference,
  CurrencyRef: reference,
  PrivateNote: text,
  MetaData: metaData,
  Line: listOf(z.object({ LinkedTxn: linkedTxn })),
});

/**
 * Header of a sales document or payment. Amounts are in the document's own currency, which is the home currency where the
 * company has only one and the answer leaves it out.
 */
export function readDocument(entity: DocumentEntity, value: unknown, homeCurrency: string): Result<BooksDocument, string> {
  const parsed = rawDocument.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(`a ${entity} cannot be read: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const raw = parsed.data;
  if (raw.TxnDate === null || raw.MetaData === null) {
    return fail(`${entity} ${raw.Id} has no ${raw.TxnDate === null ? 'date' : 'time of its last change'}`);
  }
  const currency = raw.CurrencyRef?.value ?? homeCurrency;
  const digits = minorDigitsOf(currency);
  const totalMinor = toMinor(raw.TotalAmt, digits);
  return ok({
    entity,
    id: raw.Id,
    syncToken: raw.SyncToken ?? '0',
    documentNumber: entity === 'Payment' ? raw.PaymentRefNum : raw.DocNumber,
    customerId: raw.CustomerRef?.value ?? null,
    date: raw.TxnDate,
    totalMinor,
    balanceMinor: raw.Balance === null ? null : toMinor(raw.Balance, digits),
    currency,
    privateNote: raw.PrivateNote,
    deleted: false,
    // Recorded: voiding writes "Voided" before the note and takes every amount to zero.
    voided: totalMinor === 0 && /^voided\b/i.test(raw.PrivateNote ?? ''),
    updatedAt: raw.MetaData,
    linkedDocumentIds: entity === 'Payment' ? linkedInvoices(raw.Line) : [],
  });
}

function linkedInvoices(
  lines: readonly { readonly LinkedTxn: readonly { readonly TxnId: string | null; readonly TxnType: string | null }[] }[],
): string[] {
  const ids = lines
    .flatMap((line) => line.LinkedTxn)
    .flatMap(({ TxnId, TxnType }) => (TxnType === 'Invoice' && TxnId !== null ? [TxnId] : []));
  return [...new Set(ids)];
}

const rawWritten = z.object({
  Id: idRequired,
  SyncToken: text,
  DocNumber: text,
  PaymentRefNum: text,
  TxnDate: dateOrNull,
  TotalAmt: amount,
  Balance: amount,
  CustomerRef: reference,
  CurrencyRef: reference,
  DisplayName: text,
  FullyQualifiedName: text,
  Name: text,
});

const TRANSACTIONS: readonly string[] = ['Invoice', 'SalesReceipt', 'Payment', 'CreditMemo'];

/** What the books answered about a record that they wrote; null where it has no Id, so that nothing is known. */
export function readWritten(entity: string, value: unknown, homeCurrency: string | null): WrittenRecord | null {
  const parsed = rawWritten.safeParse(value);
  if (!parsed.success) {
    return null;
  }
  const raw = parsed.data;
  const isTransaction = TRANSACTIONS.includes(entity);
  const currency = raw.CurrencyRef?.value ?? homeCurrency;
  const digits = minorDigitsOf(currency ?? '');
  return {
    id: raw.Id,
    syncToken: raw.SyncToken ?? '0',
    documentNumber: entity === 'Payment' ? raw.PaymentRefNum : raw.DocNumber,
    date: raw.TxnDate,
    total: isTransaction && raw.TotalAmt !== null && currency !== null ? money(toMinor(raw.TotalAmt, digits), currency) : null,
    balanceMinor: isTransaction && raw.Balance !== null && currency !== null ? toMinor(raw.Balance, digits) : null,
    customerId: raw.CustomerRef?.value ?? null,
    name: isTransaction ? null : (raw.FullyQualifiedName ?? raw.DisplayName ?? raw.Name),
  };
}
