import type { CompanyFile, StoredObject } from './company-file.ts';
import { currencyName } from './entities/currency.ts';
import { today } from './entities/document-rules.ts';
import type { Entity } from './entity-names.ts';
import { type JsonObject, minorAt, objectsAt, refAt, textAt } from './json-value.ts';
import { amountOf } from './tax/tax-input.ts';
import { execute, type WriteOperation } from './writes.ts';

/**
 * A person who works in the same QuickBooks. Everything is saved with the current SyncToken, follows the company's rules, and
 * is not counted as a write of the app. Each throws where QuickBooks refuses it.
 */
export interface PracticeColleague {
  /** Saves a record; what is left out of an update stays. */
  edit(entity: Entity, operation: WriteOperation, body: JsonObject): JsonObject;
  voids(entity: 'Invoice' | 'SalesReceipt' | 'Payment', id: string): void;
  deletes(entity: 'Invoice' | 'SalesReceipt' | 'CreditMemo' | 'Payment', id: string): void;
  /** Receives money for an invoice, all that is open where no amount is given; the payment's id. */
  pays(invoiceId: string, amountMinor?: number): string;
  /** Puts a payment into a deposit: it can not be changed any more (6540). */
  deposits(paymentId: string): void;
  renames(entity: 'Customer' | 'Item' | 'Account', id: string, name: string): void;
  deactivates(entity: 'Customer' | 'Item' | 'Account' | 'Class' | 'Department' | 'Term', id: string): void;
  reactivates(entity: 'Customer' | 'Item', id: string, name: string): void;
  /** Saves a record without changing anything but its SyncToken, as a look at it in QuickBooks may. */
  touches(entity: Entity, id: string): void;
  /** Switches several currencies on, which can not be undone, and lists them by their ISO codes. */
  keepsCurrencies(codes: readonly string[]): void;
  /** Home units for one of the currency, as exact text. */
  setsExchangeRate(code: string, rate: string): void;
}

export function colleagueIn(company: CompanyFile, inTransaction: <T>(act: () => T) => T): PracticeColleague {
  const edit: PracticeColleague['edit'] = (entity, operation, body) => inTransaction(() => save(company, entity, operation, body));
  return {
    edit,
    voids: (entity, id) => void edit(entity, 'void', { Id: id }),
    deletes: (entity, id) => void edit(entity, 'delete', { Id: id }),
    pays: (invoiceId, amountMinor) => inTransaction(() => receive(company, invoiceId, amountMinor ?? null)),
    deposits: (paymentId) => inTransaction(() => deposit(company, paymentId)),
    renames: (entity, id, name) => void edit(entity, 'update', { Id: id, [entity === 'Customer' ? 'DisplayName' : 'Name']: name }),
    deactivates: (entity, id) => void edit(entity, 'update', { Id: id, Active: false }),
    reactivates: (entity, id, name) =>
      void edit(entity, 'update', { Id: id, Active: true, [entity === 'Customer' ? 'DisplayName' : 'Name']: name }),
    touches: (entity, id) =>
      inTransaction(() => {
        const stored = existing(company, entity, id);
        company.update(stored, stored.body);
      }),
    keepsCurrencies: (codes) => inTransaction(() => keepCurrencies(company, codes)),
    setsExchangeRate: (code, rate) => inTransaction(() => company.setFact(`rate ${code}`, rate)),
  };
}

function save(company: CompanyFile, entity: Entity, operation: WriteOperation, body: JsonObject): JsonObject {
  const id = textAt(body, 'Id');
  const stored = id === null ? null : company.find(entity, id);
  const complete = operation === 'create' ? body : { sparse: true, ...body, SyncToken: textAt(stored?.body ?? null, 'SyncToken') ?? '0' };
  const done = execute(company, { entity, operation, body: complete, allowDuplicateNumber: true });
  if (!done.ok) {
    throw new Error(`The practice books refuse this: ${done.fault.code} ${done.fault.detail}`);
  }
  return done.value;
}

function existing(company: CompanyFile, entity: Entity, id: string): StoredObject {
  const stored = company.find(entity, id);
  if (stored === null) {
    throw new Error(`The practice books have no ${entity} ${id}`);
  }
  return stored;
}

function receive(company: CompanyFile, invoiceId: string, amountMinor: number | null): string {
  const invoice = existing(company, 'Invoice', invoiceId);
  const amount = amountOf(amountMinor ?? minorAt(invoice.body, 'Balance', 2) ?? 0);
  const currency = invoice.body['ExchangeRate'] === undefined ? {} : { CurrencyRef: { value: refAt(invoice.body, 'CurrencyRef') } };
  const payment = save(company, 'Payment', 'create', {
    CustomerRef: { value: refAt(invoice.body, 'CustomerRef') },
    TotalAmt: amount,
    TxnDate: today(company),
    ...currency,
    Line: [{ Amount: amount, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] }],
  });
  return textAt(payment, 'Id') ?? '';
}

function deposit(company: CompanyFile, paymentId: string): void {
  const payment = existing(company, 'Payment', paymentId);
  const link = { TxnId: String(company.next('transactions')), TxnType: 'Deposit' };
  company.update(payment, { ...payment.body, LinkedTxn: [...objectsAt(payment.body, 'LinkedTxn'), link] });
}

function keepCurrencies(company: CompanyFile, codes: readonly string[]): void {
  const preferences = existing(company, 'Preferences', '1');
  const group = { ...company.preferenceGroup('CurrencyPrefs'), MultiCurrencyEnabled: true };
  company.update(preferences, { ...preferences.body, CurrencyPrefs: group });
  for (const code of codes.filter((wanted) => company.findNamed(['CompanyCurrency'], currencyName(wanted)) === null)) {
    save(company, 'CompanyCurrency', 'create', { Code: code });
  }
}
