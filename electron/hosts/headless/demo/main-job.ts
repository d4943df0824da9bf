import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { OpenHost } from '../command-context.ts';
import type { Practice } from '../../../practice/start-practice.ts';
import { compareWithBooks, type Mismatch } from './compare-with-books.ts';

export interface DemoStep {
  readonly step: string;
  readonly ok: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly says: string;
}

export interface DemoResult {
  readonly company: MethodOutput<'company.add'>['company'];
  readonly steps: readonly DemoStep[];
  /** Documents compared on the practice QuickBooks' side. */
  readonly compared: number;
  readonly mismatches: readonly Mismatch[];
  readonly reconciled: boolean;
}

type PostResult = MethodOutput<'posting.post'>;

/** What the steps work with. */
interface Stage {
  readonly host: OpenHost;
  readonly company: string;
  readonly practice: Practice;
}

/** Orders that ship after they were posted, and orders whose posting fails first. */
const SHIPPED_LATER = 4;
const FAILED_FIRST = 1;
/** QuickBooks' "business validation error": what a rule of the company's own answers with. */
const REFUSAL = {
  kind: 'refuse',
  code: '6000',
  message: 'A business validation error has occurred',
  detail: 'Switched on by the demonstration',
} as const;

/** Walks a new practice company from the first pull to the proof, each step through the same calls as the screens. */
export async function walkMainJob(host: OpenHost): Promise<DemoResult> {
  const { company } = await host.call('company.add', { name: 'Demo', practice: true });
  const stage: Stage = { host, company: company.slug, practice: await practiceOf(host, company.slug) };
  const steps = [
    ...(await pullAndPlan(stage)),
    ...(await approveAndPost(stage)),
    await approveBeforeShipping(stage),
    await replayRefusal(stage),
    await shipOrders(stage),
    await updateDocuments(stage),
    await reconcilePeriod(stage),
  ];
  const { compared, mismatches } = await compareWithBooks(host, company.slug, stage.practice);
  const isProven = mismatches.length === 0 && compared > 0;
  steps.push({
    step: 'compare',
    ok: isProven,
    counts: { compared, mismatches: mismatches.length },
    says: `${compared} documents compared with the practice QuickBooks' own record, ${mismatches.length} differ`,
  });
  return { company, steps, compared, mismatches, reconciled: isProven && steps.every(({ ok }) => ok) };
}

async function practiceOf({ host }: OpenHost, slug: string): Promise<Practice> {
  const record = host.companies().find((known) => known.slug === slug);
  if (record === undefined) {
    throw new Error(`The company ${slug} was made but is not on the list`);
  }
  return host.practice.running(record);
}

async function pullAndPlan({ host, company }: Stage): Promise<DemoStep[]> {
  const { pulled, created, changed, unchanged, parked, ready, blocked } = await host.call('sync.run', { company });
  return [
    {
      step: 'pull',
      ok: created > 0 && parked === 0,
      counts: { pulled, created, changed, unchanged, parked },
      says: `${pulled} records pulled from ShipStation, ${parked} of them unreadable`,
    },
    {
      step: 'plan',
      ok: ready > 0,
      counts: { ready, blocked },
      says: `${ready} orders are ready, ${blocked} are blocked and wait for a person`,
    },
  ];
}

async function approveAndPost({ host, company }: Stage): Promise<DemoStep[]> {
  const { approved, refused } = await host.call('order.approveReady', { company });
  const posted = await host.call('posting.post', { company });
  return [
    {
      step: 'approve',
      ok: approved.length > 0 && refused.length === 0,
      counts: { approved: approved.length, refused: refused.length },
      says: `${approved.length} documents approved`,
    },
    postingStep(
      'post',
      posted,
      posted.posted.length === approved.length && isClean(posted),
      `${posted.posted.length} orders posted to QuickBooks`,
    ),
  ];
}

/** The policy is switched to "post when created" for a few orders, so that they are in the books before they ship. */
async function approveBeforeShipping(stage: Stage): Promise<DemoStep> {
  const { host, company } = stage;
  const { policy } = await host.call('mapping.show', { company });
  await host.call('mapping.save', { company, changes: [{ kind: 'policy', policy: { ...policy, postWhen: 'created' } }] });
  const { orders } = await host.call('order.list', { company, filter: { states: ['ready'] }, limit: 500 });
  const chosen = orders.filter((order) => order.shippedOn === null && order.sourceStatus === 'awaiting_shipment').slice(0, SHIPPED_LATER);
  const orderIds = chosen.map((order) => order.orderId);
  const { approved, refused } =
    orderIds.length === 0 ? { approved: [], refused: [] } : await host.call('order.approve', { company, orderIds });
  return {
    step: 'approve before shipping',
    ok: approved.length > FAILED_FIRST && refused.length === 0,
    counts: { approved: approved.length, refused: refused.length },
    says: `${approved.length} orders that have not shipped yet were approved`,
  };
}

/** QuickBooks refuses one document; the others go through, and a replay posts it once the cause is gone. */
async function replayRefusal({ host, company, practice }: Stage): Promise<DemoStep> {
  for (const entity of ['Invoice', 'SalesReceipt'] as const) {
    practice.quickbooks.control.plan({ ...REFUSAL, times: FAILED_FIRST, when: { entity, operation: 'create' } });
  }
  const first = await host.call('posting.post', { company });
  practice.quickbooks.control.clearFaults();
  const second = await host.call('posting.replay', { company });
  const failed = first.failed.length;
  return {
    step: 'replay',
    ok: failed >= FAILED_FIRST && second.posted.length >= failed && isClean(second),
    counts: { posted: first.posted.length, failed, replayed: second.posted.length },
    says: `${first.posted.length} posted, ${failed} refused by QuickBooks, ${second.posted.length} posted by the replay`,
  };
}

async function shipOrders({ host, company, practice }: Stage): Promise<DemoStep> {
  const { orders } = await host.call('order.list', { company, filter: { states: ['posted'] }, limit: 500 });
  const unshipped = orders.filter((order) => order.shippedOn === null && order.sourceStatus === 'awaiting_shipment');
  const labels = unshipped.map((order) => practice.shipstation.control.buyLabel(order.orderId));
  const shipped = labels.filter((label) => label.ok).length;
  const { changed } = await host.call('sync.run', { company });
  return {
    step: 'ship',
    ok: shipped > 0 && shipped === unshipped.length && changed >= shipped,
    counts: { shipped, changed },
    says: `${shipped} of the posted orders were shipped in ShipStation`,
  };
}

async function updateDocuments({ host, company }: Stage): Promise<DemoStep> {
  const posted = await host.call('posting.post', { company });
  return postingStep(
    'update',
    posted,
    posted.updated.length > 0 && isClean(posted),
    `${posted.updated.length} documents got their ship date, tracking number and method`,
  );
}

/** Documents that can't be right are what fails here; orders that wait for a person are only told. */
async function reconcilePeriod({ host, company }: Stage): Promise<DemoStep> {
  const { config } = await host.call('config.export', { company });
  await host.call('reference.refresh', { company });
  const { totals, differences } = await host.call('reconcile.run', {
    company,
    from: startOf(config),
    to: new Date(Date.now() + DAY_MS).toISOString().slice(0, 10),
  });
  const wrong = differences.filter(({ kind }) => WRONG_KINDS.has(kind)).length;
  return {
    step: 'reconcile',
    ok: wrong === 0 && totals.invoiced.count > 0,
    counts: {
      ordered: totals.ordered.count,
      shipped: totals.shipped.count,
      invoiced: totals.invoiced.count,
      paid: totals.paid.count,
      differences: differences.length,
      wrong,
    },
    says: `${totals.shipped.count} shipped, ${totals.invoiced.count} invoiced; ${differences.length} differences to open, ${wrong} in posted documents`,
  };
}

const DAY_MS = 86_400_000;
const WRONG_KINDS = new Set(['total-differs', 'gone-from-books']);

function startOf(config: Readonly<Record<string, unknown>>): string {
  const policy = config['policy'];
  const startOn = typeof policy === 'object' && policy !== null && 'startOn' in policy ? policy.startOn : null;
  return typeof startOn === 'string' ? startOn : '2000-01-01';
}

function postingStep(step: string, { posted, updated, uncertain, failed }: PostResult, ok: boolean, says: string): DemoStep {
  return {
    step,
    ok,
    counts: { posted: posted.length, updated: updated.length, uncertain: uncertain.length, failed: failed.length },
    says: withFailures(says, failed),
  };
}

function withFailures(says: string, failed: PostResult['failed']): string {
  const [first] = failed;
  return first === undefined ? says : `${says}; ${failed.length} failed, the first: ${first.message}`;
}

function isClean({ uncertain, failed }: PostResult): boolean {
  return uncertain.length === 0 && failed.length === 0;
}
