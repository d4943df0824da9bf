import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Account } from '../../../shared/domain/books/reference.ts';
import type { Money } from '../../../shared/domain/money/money.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import { type AccountNames } from '../../../shared/domain/rehearsal/ledger.ts';
import { beginRehearsal, type Rehearsal, type RehearsedRecord, type Rehearsing } from '../../../shared/domain/rehearsal/rehearsal.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { addDays, type BusinessDate, instantOf, parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import { businessDateIn, startOfDateIn } from '../../../shared/domain/time/zones.ts';
import type { CompanySession } from '../company-session.ts';
import type { RunControl } from '../engine/engine.ts';
import { postedFactsOf } from '../engine/planning/posted-facts.ts';
import { plansOf, type Surroundings, surroundingsOf } from '../engine/planning/replan.ts';
import { coreFault, stoppedFault } from '../engine/port-fault.ts';
import { firstPullFrom } from '../engine/pull/pull.ts';
import type { PortFault } from '../ports/faults.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { refreshWhenStale } from './sync.ts';
import { totalsOf } from './views/money-totals.ts';

type Shown = MethodOutput<'rehearsal.show'>;

interface Period {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

const USUAL_DAYS = 30;
/** Families planned between two turns for others: some ten milliseconds. */
const FAMILIES_AT_A_TIME = 25;
/** More names than anybody reads; the count tells of the rest. */
const RECORDS_TOLD = 500;
/** More accounts than any company's books hold of the kind that is looked for. */
const ACCOUNTS_READ = 2_000;
/** What the books call accounts that invoices are owed on (Intuit V3, Account.AccountType). */
const RECEIVABLE_TYPE = 'Accounts Receivable';

export function rehearsalHandlers(parts: UseCaseParts): HandlersOf<'rehearsal.run' | 'rehearsal.show'> {
  return {
    'rehearsal.run': ({ company, from, to }, call) =>
      inCompany(parts, company, async (session) => {
        const period = periodOf(parts, session, from, to);
        return period.ok ? rehearse(parts, session, period.value, call.actor) : period;
      }),
    'rehearsal.show': ({ company, from, to }) =>
      inCompany(parts, company, async (session) => {
        const period = periodOf(parts, session, from, to);
        return period.ok ? rehearsalOf(parts, session, period.value, null) : period;
      }),
  };
}

function periodOf(parts: UseCaseParts, { store }: CompanySession, from: string | null, to: string | null): Result<Period, Fault> {
  const today = businessDateIn(instantOf(parts.ports.clock.now()), store.config.current().policy.timeZone);
  const last = to === null ? today : parseBusinessDate(to);
  if (last === null) {
    return fail(faultOf('contract/bad-input', { to }, `${to} is on no calendar.`));
  }
  const first = from === null ? addDays(last, 1 - USUAL_DAYS) : parseBusinessDate(from);
  if (first === null || first > last) {
    const message = first === null ? `${from} is on no calendar.` : `A rehearsal from ${first} to ${last} would end before it begins.`;
    return fail(faultOf('contract/bad-input', { from, to }, message));
  }
  return ok({ from: first, to: last });
}

/** Pulls and plans; whatever the policy says of auto-post, nothing is approved and nothing is sent. */
async function rehearse(parts: UseCaseParts, session: CompanySession, period: Period, actor: string): Promise<Result<Shown, Fault>> {
  const request = { kind: 'rehearsal', actor, label: 'Rehearsing', isJournaled: true } as const;
  const outcome = await session.gate.run(request, async (control) => {
    const fault = await pullForRehearsal(parts, session, period, control);
    if (fault !== null) {
      return fail(fault);
    }
    const shown = await rehearsalOf(parts, session, period, control);
    if (!shown.ok) {
      return shown;
    }
    const { orders, ready, blocked } = shown.value;
    const value = { ...shown.value, rehearsedAt: instantOf(parts.ports.clock.now()) };
    return ok({ value, counts: { orders, ready: ready.count, blocked: blocked.count } });
  });
  session.changed(['orders', 'mapping', 'connections', 'runs']);
  return outcome;
}

async function pullForRehearsal(
  parts: UseCaseParts,
  session: CompanySession,
  { from }: Period,
  control: RunControl,
): Promise<PortFault | null> {
  const { store, engine, engineParts, connections } = session;
  if (store.orders.sourceStores().length === 0) {
    const source = await engine.refreshSource(control);
    connections.noteOutcome(['source'], source.ok ? null : source.fault);
    if (!source.ok) {
      return source.fault;
    }
  }
  const refreshed = await refreshWhenStale(parts, session, control);
  if (!refreshed.ok) {
    return refreshed.fault;
  }
  const start = startOfDateIn(from, store.config.current().policy.timeZone);
  const readSince = store.orders.readSince() ?? firstPullFrom(engineParts, { since: null }, instantOf(parts.ports.clock.now()));
  const isCovered = readSince <= start && (store.orders.readSince() !== null || store.orders.watermark('orders') === null);
  const pulled = await engine.pull({ full: false, since: isCovered ? null : from }, control);
  connections.noteOutcome(['source'], pulled.ok ? null : pulled.fault);
  return pulled.ok ? null : pulled.fault;
}

/** Plans every order of the period as the config has it now, a few at a time, and stores nothing. */
async function rehearsalOf(
  parts: UseCaseParts,
  session: CompanySession,
  period: Period,
  control: RunControl | null,
): Promise<Result<Shown, PortFault>> {
  const current = surroundingsOf(session.engineParts);
  if (current === null) {
    return fail(coreFault('mapping', 'books/mirror-missing', faultOf('books/mirror-missing', {}).message));
  }
  const { store } = session;
  const { startOn } = current.config.policy;
  const surroundings = begunBefore(current, period.from);
  const rehearsing = beginRehearsal(accountNamesOf(session, current), startOn);
  const chosen = new Set(store.plans.ordersToReconcile(period.from, period.to));
  const roots = store.orders.familyRoots([...chosen]);
  for (let start = 0; start < roots.length; start += FAMILIES_AT_A_TIME) {
    for (const root of roots.slice(start, start + FAMILIES_AT_A_TIME)) {
      addFamily(session, root, surroundings, chosen, rehearsing);
    }
    control?.progress('Rehearsing', Math.min(start + FAMILIES_AT_A_TIME, roots.length), roots.length);
    await parts.ports.timers.sleep(0);
    if (control?.signal.aborted === true) {
      return fail(stoppedFault());
    }
  }
  return ok(viewOf(rehearsing.result(), period, startOn, session));
}

/** What lies before the start is planned too: that is what a rehearsal is for. */
function begunBefore(surroundings: Surroundings, from: BusinessDate): Surroundings {
  const { config } = surroundings;
  const { startOn } = config.policy;
  return startOn === null || startOn <= from
    ? surroundings
    : { ...surroundings, config: { ...config, policy: { ...config.policy, startOn: null } } };
}

function addFamily(
  { store, engineParts }: CompanySession,
  root: number,
  surroundings: Surroundings,
  chosen: ReadonlySet<number>,
  rehearsing: Rehearsing,
): void {
  const family = store.orders.family(root);
  if (family === null) {
    return;
  }
  const memberIds = family.members.map(({ order }) => order.orderId);
  for (const plan of plansOf(engineParts, family, memberIds, surroundings)) {
    if (![plan.orderId, ...plan.memberIds].some((orderId) => chosen.has(orderId))) {
      continue;
    }
    const posted = postedFactsOf(engineParts, plan.orderId);
    const key = family.members.find(({ order }) => order.orderId === plan.orderId) ?? family.members[0];
    rehearsing.add({
      plan,
      isPosted: posted !== null && !posted.voided,
      ordersTotal: plan.total === null ? ordersTotalOf(store, plan) : null,
      orderNumber: key?.order.orderNumber ?? String(plan.orderId),
    });
  }
}

/** Of the orders as the list has them; null where nobody tells it, or the parts are of several currencies. */
function ordersTotalOf(store: CompanySession['store'], plan: Plan): Money | null {
  const totals = totalsOf(plan.memberIds.flatMap((orderId) => store.plans.row(orderId)?.total ?? []));
  return totals.length === 1 ? (totals[0] ?? null) : null;
}

/** Several accounts receivable of one currency: the books choose, and nobody here can know which. */
function accountNamesOf({ store }: CompanySession, { books }: Surroundings): AccountNames {
  const accounts = store.mirror
    .search('account', '', ACCOUNTS_READ)
    .filter((record): record is Account => record.kind === 'account' && record.active && record.accountType === RECEIVABLE_TYPE);
  return {
    receivable(currency) {
      const fitting = accounts.filter((account) => (account.currency ?? books.company.homeCurrency) === currency);
      return fitting.length === 1 ? (fitting[0]?.name ?? null) : null;
    },
    byId: (id) => books.accountById(id)?.name ?? null,
  };
}

function viewOf(rehearsal: Rehearsal, period: Period, startOn: BusinessDate | null, { store }: CompanySession): Shown {
  return {
    ...rehearsal,
    ...period,
    startOn,
    rehearsedAt: store.runs.latestDone('rehearsal')?.endedAt ?? null,
    documents: [...rehearsal.documents],
    accounts: [...rehearsal.accounts],
    causes: [...rehearsal.causes],
    leftOut: [...rehearsal.leftOut],
    newCustomers: recordsView(rehearsal.newCustomers),
    newItems: recordsView(rehearsal.newItems),
  };
}

const recordsView = (records: readonly RehearsedRecord[]): Shown['newCustomers'] => ({
  count: records.length,
  records: records.slice(0, RECORDS_TOLD),
});
