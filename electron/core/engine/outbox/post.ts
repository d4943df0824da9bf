import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { Books } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderFailure, PostOutcome, RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { preparePostings } from './prepare.ts';
import { runOutbox } from './run-outbox.ts';
import { ORDERS_IN_ONE_TURN, settledOrders } from './settled-orders.ts';
import { settleUncertain } from './settle.ts';
import { readSyncTokens } from './ship-updates.ts';

/**
 * Posts what is approved, in chunks: settle what is uncertain, write down a chunk, send it, until nothing is left or the
 * limit is reached.
 *
 * @param freshen brings the mirror up to date and plans again, so that what somebody booked meanwhile is seen before it is
 *   booked twice; runs after the uncertain ones are settled, because those documents are our own
 */
export async function post(
  parts: EngineParts,
  options: { readonly limit: number | null },
  run: RunControl,
  freshen: () => Promise<PortFault | null>,
): Promise<Result<PostOutcome, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const books = opened.value;
  return report(parts, openOrders(parts), async (work) => {
    const early = await sendWrittenDown(parts, books, work, run);
    // What the books were found to hold of ours already is settled before anything new is written down.
    return (
      early ??
      (await freshen()) ??
      (await settleUncertain(parts, books, run)) ??
      (await postChunks(parts, books, options.limit ?? Number.MAX_SAFE_INTEGER, work, run))
    );
  });
}

/** Settles and sends what is written down already, without taking up more. `alsoOrders` are part of the answer. */
export async function sendOpen(
  parts: EngineParts,
  books: Books,
  run: RunControl,
  alsoOrders: readonly number[],
): Promise<Result<PostOutcome, PortFault>> {
  const open = openOrders(parts);
  return report(parts, { ...open, orders: [...open.orders, ...alsoOrders] }, (work) => sendWrittenDown(parts, books, work, run));
}

/** What a run works on, and how much of it is sent. */
interface PostWork {
  readonly orders: Set<number>;
  sent: number;
}

interface OpenOrders {
  readonly orders: readonly number[];
  /** Subjects of changes to documents. */
  readonly updates: readonly string[];
}

/**
 * Does the work and says what became of each order. A fault that ended it (connection, consent) is the answer where nothing
 * was done or a person must reconnect; else what was done is the answer, and the rest waits.
 */
async function report(
  parts: EngineParts,
  open: OpenOrders,
  work: (work: PostWork) => Promise<PortFault | null>,
): Promise<Result<PostOutcome, PortFault>> {
  const current: PostWork = { orders: new Set(open.orders), sent: 0 };
  const fault = await work(current);
  const outcome = await outcomeOf(parts, current.orders, open.updates);
  const isIdle = outcome.posted.length + outcome.updated.length + outcome.failed.length + outcome.uncertain.length === 0;
  if (fault !== null && (isIdle || fault.class === 'auth')) {
    return fail(fault);
  }
  if (fault !== null) {
    parts.logger.log('warning', 'post-ended-early', { code: fault.code, class: fault.class });
  }
  return ok(outcome);
}

async function sendWrittenDown(parts: EngineParts, books: Books, work: PostWork, run: RunControl): Promise<PortFault | null> {
  return (
    (await settleUncertain(parts, books, run)) ??
    (await readSyncTokens(parts, books, run)) ??
    (await runOutbox(parts, books, run, (count) => advance(work, count, run)))
  );
}

async function postChunks(parts: EngineParts, books: Books, limit: number, work: PostWork, run: RunControl): Promise<PortFault | null> {
  let left = limit;
  while (!run.signal.aborted && left > 0) {
    const prepared = await preparePostings(parts, left, run);
    if (prepared.length === 0) {
      return null;
    }
    for (const orderId of prepared) {
      work.orders.add(orderId);
    }
    left -= prepared.length;
    const fault = await runOutbox(parts, books, run, (count) => advance(work, count, run));
    if (fault !== null) {
      return fault;
    }
  }
  return null;
}

function advance(work: PostWork, count: number, run: RunControl): void {
  work.sent += count;
  run.progress('Posting to QuickBooks', work.sent, null);
}

/** Orders with something on its way, and documents with a change that is due, before the run. */
function openOrders(parts: EngineParts): OpenOrders {
  const open = parts.store.outbox.open();
  return {
    orders: open.filter(({ operation, entity }) => operation === 'create' && entity !== 'CreditMemo').map(({ orderId }) => orderId),
    updates: open.filter(({ operation, entity }) => operation === 'update' || entity === 'CreditMemo').map(({ subject }) => subject),
  };
}

async function outcomeOf(parts: EngineParts, orders: ReadonlySet<number>, updates: readonly string[]): Promise<PostOutcome> {
  const settled = await settledOrders(parts, [...orders]);
  const after: Posting[] = [];
  for (const [index, subject] of updates.entries()) {
    if (index > 0 && index % ORDERS_IN_ONE_TURN === 0) {
      await parts.timers.sleep(0);
    }
    const posting = parts.store.outbox.live(subject);
    after.push(...(posting === null ? [] : [posting]));
  }
  const failed = [...settled.failed, ...after.filter((posting) => posting.status === 'failed')];
  const uncertain = [...settled.uncertain, ...after.filter((posting) => posting.status === 'uncertain').map((posting) => posting.orderId)];
  return {
    posted: settled.posted,
    updated: after.filter((posting) => posting.status === 'posted').map((posting) => posting.orderId),
    uncertain: [...new Set(uncertain)],
    failed: failed.map(failureOf),
  };
}

export function failureOf(posting: Posting): OrderFailure {
  const fault = posting.fault;
  return {
    orderId: posting.orderId,
    code: fault?.code ?? 'posting/failed',
    message: fault?.message ?? 'It failed without a reason.',
    fault,
  };
}
