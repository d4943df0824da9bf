import type { Finding, FindingCode } from '../findings.ts';
import type { Money } from '../money/money.ts';
import { emailKey, nameKey } from '../orders/text.ts';
import type { Plan, PlanOutcome } from '../planning/plan.ts';
import type { BusinessDate } from '../time/instants.ts';
import { type AccountNames, type LedgerEntry, ledgerOf, type LedgerRole } from './ledger.ts';

/** A document that a rehearsal met, with what the plan alone does not tell. */
export interface Rehearsed {
  readonly plan: Plan;
  /** Whether it is in the books already, and was not voided. */
  readonly isPosted: boolean;
  /** What its orders come to; null where nobody tells it. Counts where the plan has no total. */
  readonly ordersTotal: Money | null;
  readonly orderNumber: string;
}

export interface Tally {
  readonly count: number;
  /** One for each currency. */
  readonly totals: readonly Money[];
}

export interface RehearsedAccount {
  readonly role: LedgerRole;
  readonly name: string | null;
  readonly debit: Money;
  readonly credit: Money;
  /** How many entries. */
  readonly entries: number;
}

/** Orders that one cause keeps from being posted, or that wait for one reason. */
export interface RehearsedCause extends Tally {
  readonly code: FindingCode;
  /** The sentence of the first of them. */
  readonly message: string;
  readonly examples: readonly { readonly orderId: number; readonly orderNumber: string }[];
}

export interface RehearsedRecord {
  readonly name: string;
  /** How many documents name it. */
  readonly documents: number;
}

/** What posting everything that is ready would do, and what would stay behind. */
export interface Rehearsal {
  readonly orders: number;
  readonly ready: Tally;
  /** Writes by kind, e.g. invoices and payments. */
  readonly documents: readonly (Tally & { readonly kind: 'invoice' | 'sales-receipt' | 'payment' })[];
  readonly accounts: readonly RehearsedAccount[];
  readonly newCustomers: readonly RehearsedRecord[];
  readonly newItems: readonly RehearsedRecord[];
  /** Different customers that are in the books already. */
  readonly knownCustomers: number;
  readonly warned: number;
  readonly blocked: Tally;
  /** Most money first. An order with two causes counts under both. */
  readonly causes: readonly RehearsedCause[];
  /** Waiting, skipped or cancelled, by reason. */
  readonly leftOut: readonly RehearsedCause[];
  /** Ready ones that are dated before the start: they are shown, and are never posted by themselves. */
  readonly beforeStart: Tally;
  readonly alreadyPosted: Tally;
}

/** How many orders are named for a cause. */
const EXAMPLES = 5;

/** Takes documents one after the other, so that a month of them need not be held at once. */
export interface Rehearsing {
  add(rehearsed: Rehearsed): void;
  result(): Rehearsal;
}

/** @param startOn the company's start; null: everything would be posted */
export function beginRehearsal(names: AccountNames, startOn: BusinessDate | null): Rehearsing {
  const sums = emptySums();
  return {
    add(rehearsed) {
      const { plan, isPosted } = rehearsed;
      sums.orders += plan.memberIds.length;
      if (isPosted) {
        sums.alreadyPosted.add(totalOf(rehearsed));
        return;
      }
      const held: Record<PlanOutcome, () => void> = {
        ready: () => addReady(sums, rehearsed, names, startOn),
        blocked: () => addBlocked(sums, rehearsed),
        waiting: () => addLeftOut(sums, rehearsed),
        skipped: () => addLeftOut(sums, rehearsed),
        terminal: () => addLeftOut(sums, rehearsed),
      };
      held[plan.outcome]();
    },
    result: () => resultOf(sums),
  };
}

interface Sums {
  orders: number;
  warned: number;
  readonly ready: Tallying;
  readonly blocked: Tallying;
  readonly beforeStart: Tallying;
  readonly alreadyPosted: Tallying;
  readonly kinds: Map<'invoice' | 'sales-receipt' | 'payment', Tallying>;
  readonly accounts: Map<string, RehearsedAccount>;
  /** By name, then by e-mail ('' for none). */
  readonly customers: Map<string, Map<string, RehearsedRecord>>;
  /** By subject. */
  readonly items: Map<string, RehearsedRecord>;
  readonly known: Set<string>;
  readonly causes: Map<FindingCode, CauseSum>;
  readonly leftOut: Map<FindingCode, CauseSum>;
}

interface CauseSum {
  readonly message: string;
  readonly tally: Tallying;
  readonly examples: { readonly orderId: number; readonly orderNumber: string }[];
}

const emptySums = (): Sums => ({
  orders: 0,
  warned: 0,
  ready: tallying(),
  blocked: tallying(),
  beforeStart: tallying(),
  alreadyPosted: tallying(),
  kinds: new Map(),
  accounts: new Map(),
  customers: new Map(),
  items: new Map(),
  known: new Set(),
  causes: new Map(),
  leftOut: new Map(),
});

const totalOf = ({ plan, ordersTotal }: Rehearsed): Money | null => plan.total ?? ordersTotal;

function addReady(sums: Sums, { plan }: Rehearsed, names: AccountNames, startOn: BusinessDate | null): void {
  sums.ready.add(plan.total);
  if (startOn !== null && plan.documentDate !== null && plan.documentDate < startOn) {
    sums.beforeStart.add(plan.total);
  }
  sums.warned += plan.warnings.length > 0 ? 1 : 0;
  for (const { kind, total } of plan.documents) {
    if (kind === 'invoice' || kind === 'sales-receipt' || kind === 'payment') {
      inMap(sums.kinds, kind, tallying).add(total);
    }
  }
  for (const made of ledgerOf(plan, names)) {
    addEntry(sums.accounts, made);
  }
  if (plan.customer?.kind === 'existing') {
    sums.known.add(plan.customer.id);
  }
  for (const { kind, body, subject } of plan.documents) {
    if (kind === 'item') {
      addRecord(sums.items, subject, typeof body['Name'] === 'string' ? body['Name'] : subject);
    }
  }
  if (plan.customer?.kind === 'new') {
    const { name, email } = plan.customer;
    addRecord(
      inMap(sums.customers, nameKey(name), () => new Map<string, RehearsedRecord>()),
      email === null ? '' : emailKey(email),
      name,
    );
  }
}

/** A record is made once, however many documents name it and however they write its name. */
function addRecord(records: Map<string, RehearsedRecord>, key: string, name: string): void {
  const known = records.get(key);
  records.set(key, { name: known?.name ?? name, documents: (known?.documents ?? 0) + 1 });
}

function addEntry(accounts: Sums['accounts'], { role, name, debitMinor, creditMinor, currency }: LedgerEntry): void {
  const key = JSON.stringify([role, name, currency]);
  const known = accounts.get(key);
  accounts.set(key, {
    role,
    name,
    debit: { minor: (known?.debit.minor ?? 0) + debitMinor, currency },
    credit: { minor: (known?.credit.minor ?? 0) + creditMinor, currency },
    entries: (known?.entries ?? 0) + 1,
  });
}

function addBlocked(sums: Sums, rehearsed: Rehearsed): void {
  const total = totalOf(rehearsed);
  sums.blocked.add(total);
  const distinct = new Map(rehearsed.plan.blockers.map((blocker) => [blocker.code, blocker]));
  for (const blocker of distinct.values()) {
    addCause(sums.causes, blocker, rehearsed, total);
  }
}

function addLeftOut(sums: Sums, rehearsed: Rehearsed): void {
  const { reason } = rehearsed.plan;
  if (reason !== null) {
    addCause(sums.leftOut, reason, rehearsed, totalOf(rehearsed));
  }
}

function addCause(causes: Map<FindingCode, CauseSum>, { code, message }: Finding, rehearsed: Rehearsed, total: Money | null): void {
  const cause = inMap(causes, code, (): CauseSum => ({ message, tally: tallying(), examples: [] }));
  cause.tally.add(total);
  if (cause.examples.length < EXAMPLES) {
    cause.examples.push({ orderId: rehearsed.plan.orderId, orderNumber: rehearsed.orderNumber });
  }
}

function resultOf(sums: Sums): Rehearsal {
  return {
    orders: sums.orders,
    ready: sums.ready.result(),
    documents: [...sums.kinds].map(([kind, tally]) => ({ kind, ...tally.result() })),
    accounts: [...sums.accounts.values()].toSorted(inLedgerOrder),
    newCustomers: recordsOf([...sums.customers.values()].flatMap(customersOf)),
    newItems: recordsOf([...sums.items.values()]),
    knownCustomers: sums.known.size,
    warned: sums.warned,
    blocked: sums.blocked.result(),
    causes: causesOf(sums.causes),
    leftOut: causesOf(sums.leftOut),
    beforeStart: sums.beforeStart.result(),
    alreadyPosted: sums.alreadyPosted.result(),
  };
}

/** As a trial balance is read: what is owed and received first, then what was earned, most money first. */
const LEDGER_ORDER: Readonly<Record<LedgerRole, number>> = { receivable: 0, deposit: 1, income: 2, item: 2, discount: 3, tax: 4 };

function inLedgerOrder(a: RehearsedAccount, b: RehearsedAccount): number {
  const weight = ({ debit, credit }: RehearsedAccount): number => debit.minor + credit.minor;
  return (
    a.debit.currency.localeCompare(b.debit.currency) ||
    LEDGER_ORDER[a.role] - LEDGER_ORDER[b.role] ||
    weight(b) - weight(a) ||
    (a.name ?? '').localeCompare(b.name ?? '')
  );
}

/** Who orders once with an e-mail and once without is one customer: when the first is made, the name alone finds it. */
function customersOf(byEmail: ReadonlyMap<string, RehearsedRecord>): readonly RehearsedRecord[] {
  const without = byEmail.get('');
  const [first, ...others] = [...byEmail].flatMap(([email, record]) => (email === '' ? [] : [record]));
  if (first === undefined) {
    return without === undefined ? [] : [without];
  }
  return [{ ...first, documents: first.documents + (without?.documents ?? 0) }, ...others];
}

const recordsOf = (records: readonly RehearsedRecord[]): readonly RehearsedRecord[] =>
  records.toSorted((a, b) => b.documents - a.documents || a.name.localeCompare(b.name));

/** For sorting only: currencies are added as if they were one. */
const weightOf = ({ totals }: Tally): number => totals.reduce((sum, { minor }) => sum + minor, 0);

const causesOf = (causes: ReadonlyMap<FindingCode, CauseSum>): readonly RehearsedCause[] =>
  [...causes]
    .map(([code, { message, tally, examples }]) => ({ code, message, ...tally.result(), examples }))
    .toSorted((a, b) => weightOf(b) - weightOf(a) || b.count - a.count || a.code.localeCompare(b.code));

interface Tallying {
  add(total: Money | null): void;
  result(): Tally;
}

function tallying(): Tallying {
  const totals = new Map<string, number>();
  let count = 0;
  return {
    add(total) {
      count += 1;
      if (total !== null) {
        totals.set(total.currency, (totals.get(total.currency) ?? 0) + total.minor);
      }
    },
    result: () => ({ count, totals: [...totals].map(([currency, minor]) => ({ minor, currency })) }),
  };
}

function inMap<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}
