import { z } from 'zod';

import {
  type BooksCompany,
  type BooksDocument,
  type BooksReference,
  REFERENCE_KINDS,
  type ReferenceKind,
  type ReferenceRecord,
} from '../../../shared/domain/books/reference.ts';
import { emailKey, nameKey, skuKey } from '../../../shared/domain/orders/text.ts';
import type { Decimal } from '../../../shared/domain/money/decimal.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import type { BooksMirrorStore, DocumentKey, MirrorPart, RateKey } from '../../core/ports/store/books-mirror-store.ts';
import { BooksLookUps } from './books-look-ups.ts';
import type { Connection } from './connection.ts';
import { booksCompanyShape, booksDocumentShape, recordShape } from './rows/books-shapes.ts';
import { column, instantText, jsonColumn } from './rows/values.ts';
import { readExchangeRate, wantedExchangeRates, writeExchangeRate } from './exchange-rates.ts';
import { readSingleValue, writeSingleValue } from './single-values.ts';

const companyText = jsonColumn(booksCompanyShape);
const recordColumn = column('body', jsonColumn(recordShape));
const documentColumn = column('body', jsonColumn(booksDocumentShape));
const countRow = z.object({ kind: z.enum(REFERENCE_KINDS), count: z.int() });

const WRITE_RECORD = `
INSERT INTO books_records (kind, id, name_key, other_name_key, sku_key, email_key, active, body) VALUES (:kind, :id, :nameKey, :otherNameKey, :skuKey, :emailKey, :active, :body)
ON CONFLICT (kind, id) DO UPDATE SET name_key = excluded.name_key, other_name_key = excluded.other_name_key, sku_key = excluded.sku_key,
  email_key = excluded.email_key, active = excluded.active, body = excluded.body WHERE body <> excluded.body`;
const WRITE_DOCUMENT = `
INSERT INTO books_documents (entity, id, document_number, customer_id, date, total_minor, balance_minor, currency, deleted, body)
VALUES (:entity, :id, :documentNumber, :customerId, :date, :totalMinor, :balanceMinor, :currency, :deleted, :body)
ON CONFLICT (entity, id) DO UPDATE SET document_number = excluded.document_number, customer_id = excluded.customer_id, date = excluded.date,
  total_minor = excluded.total_minor, balance_minor = excluded.balance_minor, currency = excluded.currency, deleted = excluded.deleted, body = excluded.body
WHERE body <> excluded.body`;
const SEARCH = `
SELECT body FROM books_records WHERE kind = :kind AND active = 1 AND (instr(name_key, :name) > 0 OR instr(other_name_key, :name) > 0 OR instr(sku_key, :sku) > 0)
ORDER BY name_key, id LIMIT :limit`;

const MISSING_DOCUMENTS = `
SELECT entity, id FROM books_documents WHERE date >= :from AND deleted = 0 AND entity || '/' || id NOT IN (SELECT value FROM json_each(:seen))
ORDER BY entity, id`;
const documentKeyRow = z.object({ entity: z.enum(['Invoice', 'SalesReceipt', 'Payment', 'CreditMemo']), id: z.string() });

/** Names in {@link BooksMirrorRepository}'s single values. */
const COMPANY = 'books-company';
const CHANGES_SINCE = 'books-changes-since';

/** The books' lists and document headers as last read. */
export class BooksMirrorRepository implements BooksMirrorStore {
  readonly #connection: Connection;
  readonly #companyChanged: () => void;
  #lookUps: BooksLookUps | null = null;
  #company: BooksCompany | null = null;

  /** `companyChanged` is called inside the transaction that saves the books' company. */
  constructor(connection: Connection, companyChanged: () => void) {
    this.#connection = connection;
    this.#companyChanged = companyChanged;
    connection.onRollback(() => this.#forget());
  }

  company(): BooksCompany | null {
    if (this.#company === null) {
      const stored = readSingleValue(this.#connection, COMPANY);
      this.#company = stored === null ? null : companyText.parse(stored);
    }
    return this.#company;
  }

  saveCompany(company: BooksCompany): void {
    this.#connection.transaction(() => {
      writeSingleValue(this.#connection, COMPANY, JSON.stringify(booksCompanyShape.parse(company)));
      this.#forget();
      this.#companyChanged();
    });
  }

  /** Returns how many are new or different. */
  upsertRecords(records: readonly ReferenceRecord[]): number {
    return this.#writing(() => records.reduce((changed, record) => changed + this.#connection.run(WRITE_RECORD, recordColumns(record)), 0));
  }

  removeOthers(kind: ReferenceKind, keepIds: readonly string[]): number {
    return this.#writing(() =>
      this.#connection.run('DELETE FROM books_records WHERE kind = ? AND id NOT IN (SELECT value FROM json_each(?))', [
        kind,
        JSON.stringify(keepIds),
      ]),
    );
  }

  removeRecord(kind: ReferenceKind, id: string): void {
    this.#writing(() => this.#connection.run('DELETE FROM books_records WHERE kind = ? AND id = ?', [kind, id]));
  }

  /** Returns how many are new or different. */
  upsertDocuments(documents: readonly BooksDocument[]): number {
    return this.#writing(() => documents.reduce((changed, document) => changed + this.#writeDocument(document), 0));
  }

  markDocumentDeleted(entity: string, id: string): void {
    this.#writing(() => {
      const stored = this.#connection.get('SELECT body FROM books_documents WHERE entity = ? AND id = ?', [entity, id], documentColumn);
      if (stored !== null) {
        this.#writeDocument({ ...stored, deleted: true });
      }
    });
  }

  document(entity: BooksDocument['entity'], id: string): BooksDocument | null {
    return this.#connection.get('SELECT body FROM books_documents WHERE entity = ? AND id = ?', [entity, id], documentColumn);
  }

  changesSince(): Instant | null {
    return this.#instant(CHANGES_SINCE);
  }

  setChangesSince(at: Instant): void {
    writeSingleValue(this.#connection, CHANGES_SINCE, at);
  }

  /** The same moment as {@link changesSince}: what the copy is complete up to. */
  refreshedAt(): Instant | null {
    return this.#instant(CHANGES_SINCE);
  }

  readAt(what: MirrorPart): Instant | null {
    return this.#instant(`books-read-${what}`);
  }

  setReadAt(what: MirrorPart, at: Instant): void {
    writeSingleValue(this.#connection, `books-read-${what}`, at);
  }

  documentsMissingFrom(seen: readonly DocumentKey[], from: BusinessDate): readonly DocumentKey[] {
    return this.#connection.all(
      MISSING_DOCUMENTS,
      { from, seen: JSON.stringify(seen.map(({ entity, id }) => `${entity}/${id}`)) },
      documentKeyRow,
    );
  }

  wantExchangeRate(key: RateKey): void {
    if (readExchangeRate(this.#connection, key) === null) {
      writeExchangeRate(this.#connection, key, { rate: null, askedAt: null });
    }
  }

  wantedExchangeRates(notAskedSince: Instant): readonly RateKey[] {
    return wantedExchangeRates(this.#connection, notAskedSince);
  }

  saveExchangeRate(key: RateKey, rate: Decimal | null, askedAt: Instant): void {
    writeExchangeRate(this.#connection, key, { rate, askedAt });
  }

  reference(): BooksReference | null {
    const company = this.company();
    if (company === null) {
      return null;
    }
    this.#lookUps ??= new BooksLookUps(this.#connection, company);
    return this.#lookUps;
  }

  search(kind: ReferenceKind, text: string, limit: number): readonly ReferenceRecord[] {
    return this.#connection.all(SEARCH, { kind, name: nameKey(text), sku: skuKey(text), limit }, recordColumn);
  }

  counts(): Readonly<Record<ReferenceKind, number>> {
    const rows = this.#connection.all('SELECT kind, count(*) AS count FROM books_records GROUP BY kind', [], countRow);
    const found = new Map(rows.map(({ kind, count }) => [kind, count]));
    const countOf = (kind: ReferenceKind): number => found.get(kind) ?? 0;
    return {
      account: countOf('account'),
      item: countOf('item'),
      customer: countOf('customer'),
      vendor: countOf('vendor'),
      employee: countOf('employee'),
      term: countOf('term'),
      'payment-method': countOf('payment-method'),
      class: countOf('class'),
      location: countOf('location'),
      'tax-code': countOf('tax-code'),
      'tax-rate': countOf('tax-rate'),
      'tax-agency': countOf('tax-agency'),
    };
  }

  #instant(name: string): Instant | null {
    const stored = readSingleValue(this.#connection, name);
    return stored === null ? null : instantText.parse(stored);
  }

  #writeDocument(document: BooksDocument): number {
    const { entity, id, documentNumber, customerId, date, totalMinor, balanceMinor, currency, deleted } = document;
    const body = JSON.stringify(booksDocumentShape.parse(document));
    return this.#connection.run(WRITE_DOCUMENT, {
      entity,
      id,
      documentNumber,
      customerId,
      date,
      totalMinor,
      balanceMinor,
      currency,
      deleted: Number(deleted),
      body,
    });
  }

  #writing<T>(work: () => T): T {
    const result = this.#connection.transaction(work);
    this.#lookUps?.forget();
    return result;
  }

  #forget(): void {
    this.#company = null;
    this.#lookUps = null;
  }
}

function recordColumns(record: ReferenceRecord): Readonly<Record<string, string | number>> {
  return {
    kind: record.kind,
    id: record.id,
    nameKey: nameKey(record.name),
    otherNameKey: record.kind === 'customer' ? nameKey(record.displayName) : '',
    skuKey: record.kind === 'item' && record.sku !== null ? skuKey(record.sku) : '',
    emailKey: record.kind === 'customer' && record.email !== null ? emailKey(record.email) : '',
    active: Number(record.active),
    body: JSON.stringify(recordShape.parse(record)),
  };
}
