import type {
  Account,
  BooksCompany,
  BooksDocument,
  BooksReference,
  Customer,
  Item,
  NameHolder,
  ReferenceKind,
  ReferenceRecord,
} from '../../../shared/domain/books/reference.ts';
import { emailKey, nameKey, skuKey } from '../../../shared/domain/orders/text.ts';
import type { Decimal } from '../../../shared/domain/money/decimal.ts';
import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { Connection } from './connection.ts';
import { readExchangeRate } from './exchange-rates.ts';
import { booksDocumentShape, recordShape } from './rows/books-shapes.ts';
import { column, jsonColumn } from './rows/values.ts';

const recordColumn = column('body', jsonColumn(recordShape));
const documentColumn = column('body', jsonColumn(booksDocumentShape));

const BY_NAME = 'SELECT body FROM books_records WHERE kind = ? AND name_key = ? ORDER BY id';
const BY_SKU = "SELECT body FROM books_records WHERE kind = 'item' AND sku_key = ? AND sku_key <> '' ORDER BY id";
const BY_EMAIL = "SELECT body FROM books_records WHERE kind = 'customer' AND email_key = ? AND email_key <> '' ORDER BY id";
const BY_ID = 'SELECT body FROM books_records WHERE kind = ? AND id = ?';
const CUSTOMERS_BY_NAME = `
SELECT body FROM books_records WHERE kind = 'customer' AND name_key = :key
UNION SELECT body FROM books_records WHERE kind = 'customer' AND other_name_key = :key AND other_name_key <> ''`;
const OTHER_NAMES = "SELECT body FROM books_records WHERE kind IN ('vendor', 'employee') AND name_key = ? ORDER BY kind, id";
const DOCUMENTS_BY_NUMBER = `
SELECT body FROM books_documents WHERE document_number = ? AND deleted = 0 AND entity IN ('Invoice', 'SalesReceipt', 'CreditMemo') ORDER BY entity, id`;

/** Answers kept between writes: the same few items and accounts are asked for with every order. */
const MAX_KEPT = 20_000;

/** The mirror's tables as planning asks them. Prepared statements, with the answers kept until something is written. */
export class BooksLookUps implements BooksReference {
  readonly company: BooksCompany;
  readonly #connection: Connection;
  readonly #kept = new Map<string, readonly ReferenceRecord[]>();

  constructor(connection: Connection, company: BooksCompany) {
    this.#connection = connection;
    this.company = company;
  }

  /** After a write of the mirror. */
  forget(): void {
    this.#kept.clear();
  }

  accountByName(name: string): readonly Account[] {
    return this.recordsByName('account', name).filter((record) => record.kind === 'account');
  }

  accountById(id: string): Account | null {
    const record = this.recordById('account', id);
    return record?.kind === 'account' ? record : null;
  }

  itemById(id: string): Item | null {
    const record = this.recordById('item', id);
    return record?.kind === 'item' ? record : null;
  }

  itemsBySku(sku: string): readonly Item[] {
    const key = skuKey(sku);
    return this.#keeping(`sku ${key}`, () => this.#connection.all(BY_SKU, [key], recordColumn)).filter((record) => record.kind === 'item');
  }

  itemsByName(name: string): readonly Item[] {
    return this.recordsByName('item', name).filter((record) => record.kind === 'item');
  }

  customerById(id: string): Customer | null {
    const record = this.recordById('customer', id);
    return record?.kind === 'customer' ? record : null;
  }

  customersByEmail(email: string): readonly Customer[] {
    return onlyCustomers(this.#connection.all(BY_EMAIL, [emailKey(email)], recordColumn));
  }

  customersByName(name: string): readonly Customer[] {
    return onlyCustomers(this.#connection.all(CUSTOMERS_BY_NAME, { key: nameKey(name) }, recordColumn)).toSorted((a, b) =>
      a.id.localeCompare(b.id, 'en', { numeric: true }),
    );
  }

  otherNameHolders(name: string): readonly NameHolder[] {
    const found = this.#connection.all(OTHER_NAMES, [nameKey(name)], recordColumn);
    return found.flatMap((record) => (record.kind === 'vendor' || record.kind === 'employee' ? [record] : []));
  }

  recordsByName(kind: ReferenceKind, name: string): readonly ReferenceRecord[] {
    const key = nameKey(name);
    return this.#keeping(`name ${kind} ${key}`, () => this.#connection.all(BY_NAME, [kind, key], recordColumn));
  }

  recordById(kind: ReferenceKind, id: string): ReferenceRecord | null {
    return this.#keeping(`id ${kind} ${id}`, () => this.#connection.all(BY_ID, [kind, id], recordColumn))[0] ?? null;
  }

  /** The newest state of the mirror: document numbers are not kept between questions. */
  documentsByNumber(documentNumber: string): readonly BooksDocument[] {
    return this.#connection.all(DOCUMENTS_BY_NUMBER, [documentNumber], documentColumn);
  }

  exchangeRate(currency: string, on: BusinessDate): Decimal | null {
    return readExchangeRate(this.#connection, { currency, on })?.rate ?? null;
  }

  #keeping(key: string, read: () => readonly ReferenceRecord[]): readonly ReferenceRecord[] {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#kept.size >= MAX_KEPT) {
      this.#kept.clear();
    }
    const found = read();
    this.#kept.set(key, found);
    return found;
  }
}

function onlyCustomers(records: readonly ReferenceRecord[]): readonly Customer[] {
  return records.filter((record) => record.kind === 'customer');
}
