import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import { reconcileByDay } from '../../../shared/domain/reconcile/by-day.ts';
import {
  reconcile,
  type ReconcileDifference,
  type ReconcilePeriod,
  type ReconcileRow,
  type StepTotals,
} from '../../../shared/domain/reconcile/reconcile.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { type Instant, instantOf, parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { CompanySession } from '../company-session.ts';
import type { Timers } from '../ports/environment.ts';
import type { AuditFilter } from '../ports/store/audit-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { reconcileReport } from './reconcile-report.ts';
import { timelineEntry } from './orders.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type Reconciled = MethodOutput<'reconcile.run'>;

export function proofHandlers(
  parts: UseCaseParts,
): HandlersOf<'reconcile.run' | 'reconcile.export' | 'audit.list' | 'audit.kinds' | 'audit.verify'> {
  return {
    'reconcile.run': ({ company, from, to }) =>
      inCompany(parts, company, async (session) => {
        const period = periodOf(from, to);
        return period.ok ? ok(await reconcileCompany(parts.ports.timers, session, period.value)) : period;
      }),
    'reconcile.export': ({ company, from, to, format, language }) =>
      inCompany(parts, company, async (session) => {
        const period = periodOf(from, to);
        if (!period.ok) {
          return period;
        }
        const reconciled = await reconcileCompany(parts.ports.timers, session, period.value);
        const zone = session.store.config.current().policy.timeZone;
        const report = reconcileReport(reconciled, {
          company: parts.ports.registry.list().find(({ slug }) => slug === company)?.name ?? company,
          country: session.store.mirror.company()?.country ?? null,
          period: period.value,
          madeAt: `${businessDateIn(instantOf(parts.ports.clock.now()), zone)} (${zone})`,
          language,
        });
        const content = await parts.ports.reports.write(report, format);
        return ok({
          name: `purser-${company}-${from}-${to}.${format}`,
          mediaType: MEDIA_TYPES[format],
          content,
          differences: reconciled.differences.length,
        });
      }),
    'audit.list': ({ company, filter, limit, cursor }) =>
      inCompany(parts, company, ({ store }) => {
        const { entries, next } = store.audit.page(auditFilterOf(filter), limit, cursor);
        const shown = entries.map((entry) => ({
          ...timelineEntry(entry),
          orderId: entry.orderId,
          documentId: entry.documentId,
          hash: entry.hash,
        }));
        return ok({ entries: shown, next });
      }),
    'audit.kinds': ({ company }) => inCompany(parts, company, ({ store }) => ok({ kinds: [...store.audit.kinds()] })),
    'audit.verify': ({ company }) =>
      inCompany(parts, company, async ({ store }) => {
        const verdict = await store.audit.verifyInChunks();
        return ok({ ok: verdict.firstBroken === null, ...verdict });
      }),
  };
}

const MEDIA_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

function periodOf(from: string, to: string): Result<ReconcilePeriod, Fault> {
  const first = parseBusinessDate(from);
  const last = parseBusinessDate(to);
  if (first === null || last === null || first > last) {
    const message =
      first === null || last === null
        ? `${first === null ? from : to} is on no calendar.`
        : `The period ends (${to}) before it begins (${from}).`;
    return fail(faultOf('contract/bad-input', { from, to }, message));
  }
  return ok({ from: first, to: last });
}

/** Rows read before others have their turn: some ten milliseconds. */
const ROWS_AT_A_TIME = 500;

/** Each row is of one moment; a run that goes on meanwhile shows in the rows that are read after it. */
async function reconcileCompany(timers: Timers, { store }: CompanySession, period: ReconcilePeriod): Promise<Reconciled> {
  const orderIds = store.plans.ordersToReconcile(period.from, period.to);
  const rows: ReconcileRow[] = [];
  for (let start = 0; start < orderIds.length; start += ROWS_AT_A_TIME) {
    rows.push(...store.plans.reconcileRows(orderIds.slice(start, start + ROWS_AT_A_TIME)));
    await timers.sleep(0);
  }
  const byOrder = new Map(rows.map((row) => [row.orderId, row]));
  const names = new Map(store.orders.sourceStores().map((known) => [known.storeId, known.storeName]));
  const { total, byStore, differences, untold } = reconcile(rows, period, store.config.current().policy.date);
  await timers.sleep(0);
  return {
    totals: stepsOf(total),
    stores: byStore.map((steps) => ({ storeId: steps.storeId, storeName: names.get(steps.storeId) ?? null, ...stepsOf(steps) })),
    days: reconcileByDay(rows, period).map(({ date, ...steps }) => ({ date, ...stepsOf(steps) })),
    untold,
    differences: differences.map((difference) => differenceView(difference, byOrder.get(difference.orderId))),
  };
}

function stepsOf({ ordered, shipped, invoiced, paid }: StepTotals): Reconciled['totals'] {
  const step = ({ count, money }: StepTotals['ordered']): Reconciled['totals']['ordered'] => ({ count, totals: [...money] });
  return { ordered: step(ordered), shipped: step(shipped), invoiced: step(invoiced), paid: step(paid) };
}

function differenceView(
  { kind, orderId, orderNumber, storeId, message }: ReconcileDifference,
  row: ReconcileRow | undefined,
): Reconciled['differences'][number] {
  return { kind, orderId, orderNumber, storeId, message, ...amountsOf(kind, row) };
}

/** The two amounts of a difference; a period has none, its message names the dates. */
function amountsOf(
  kind: ReconcileDifference['kind'],
  row: ReconcileRow | undefined,
): Pick<Reconciled['differences'][number], 'expected' | 'actual'> {
  if (row === undefined) {
    return { expected: null, actual: null };
  }
  switch (kind) {
    case 'shipped-not-invoiced':
      return { expected: row.expected ?? row.orderTotal, actual: null };
    case 'invoiced-not-shipped':
      return { expected: null, actual: row.booksTotal };
    case 'not-paid':
      return { expected: row.booksTotal, actual: row.paid };
    case 'wrong-period':
    case 'total-differs':
    case 'changed-after-posting':
    case 'gone-from-books':
      return { expected: row.expected, actual: row.booksTotal };
  }
}

function auditFilterOf({ from, to, ...rest }: ParsedInput<'audit.list'>['filter']): AuditFilter {
  // Safe: the contract's pattern is exactly the form that Instant promises, and instants are compared as text.
  return { ...rest, from: from as Instant | undefined, to: to as Instant | undefined };
}
