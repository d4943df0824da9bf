import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { parkedRetryAt } from '../../../../shared/domain/sync/sweep.ts';
import { instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource } from '../../ports/order-source.ts';
import type { KeptAside, ParkedSpot } from '../../ports/store/completeness-store.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { PURSER_ACTOR } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { readingOf } from './readings.ts';
import { storeOrder, type TouchedOrders } from './store-records.ts';

/** Each costs a request or more of the forty a minute: the rest wait for the next pull. */
const DUE_AT_A_TIME = 10;
/** More are never kept. */
const ALL = 1_000_000;

export type ParkedChoice = readonly number[] | 'all' | 'due';

interface Retry {
  readonly parts: EngineParts;
  readonly source: OrderSource;
  readonly touched: TouchedOrders;
  readonly run: RunControl;
}

/** Records that are kept aside and chosen: those that are due are few at a time, the longest waiting first. */
export function chosenAside({ store, clock }: EngineParts, choice: ParkedChoice): readonly KeptAside[] {
  const all = store.completeness.aside(ALL);
  if (choice === 'all') {
    return all;
  }
  if (choice === 'due') {
    const now = instantOf(clock.now());
    const due = all.filter(({ retryAt }) => retryAt <= now).toSorted((a, b) => (a.retryAt < b.retryAt ? -1 : 1));
    return due.slice(0, DUE_AT_A_TIME);
  }
  return all.filter(({ number }) => choice.includes(number));
}

/**
 * Tries records again that could not be read: by their id where it is known and the source can be asked by it, else by reading
 * the short stretch of the list in which they stood. A fault ends it; what was tried until then is kept.
 */
export async function retryAside(retry: Retry, records: readonly KeptAside[]): Promise<Result<number, PortFault>> {
  const { parts, run } = retry;
  let tried = 0;
  for (const record of records) {
    if (!isStillAside(parts, record)) {
      continue;
    }
    run.progress('Unreadable records', tried, records.length);
    const fault = await tryAgain(retry, record);
    if (run.signal.aborted) {
      return fail(stoppedFault());
    }
    if (fault !== null) {
      return fail(fault);
    }
    tried += 1;
  }
  return ok(tried);
}

/** One that stood beside another may have come with it. */
function isStillAside({ store }: EngineParts, record: KeptAside): boolean {
  return store.completeness.aside(ALL).some(({ number }) => number === record.number);
}

async function tryAgain(retry: Retry, record: KeptAside): Promise<PortFault | null> {
  if (record.stream === 'orders' && record.recordId !== null && /^\d{1,15}$/.test(record.recordId)) {
    return byId(retry, record, Number(record.recordId));
  }
  return record.spot === null ? stillAside(retry, record) : bySpot(retry, record, record.spot);
}

async function byId(retry: Retry, record: KeptAside, orderId: number): Promise<PortFault | null> {
  const { parts, source, touched, run } = retry;
  const answer = await source.order(orderId, run.signal);
  if (!answer.ok) {
    return isOfRecord(answer.fault) ? stillAside(retry, record) : answer.fault;
  }
  const order = answer.value;
  parts.store.transaction(() => {
    if (order !== null) {
      storeOrder(parts, touched, order, instantOf(parts.clock.now()), run);
    } else {
      parts.store.audit.append({
        at: instantOf(parts.clock.now()),
        actor: PURSER_ACTOR,
        kind: 'parked-record-gone',
        summary: `Order ${orderId}, which could not be read, is not in ShipStation any more.`,
        details: { recordId: record.recordId, message: record.message },
        runId: run.runId,
      });
    }
    parts.store.completeness.release(record.number);
  });
  return null;
}

/** Reads the stretch again. What reads well now is stored; the record stays aside where anything in it still does not. */
async function bySpot(retry: Retry, record: KeptAside, spot: ParkedSpot): Promise<PortFault | null> {
  const { parts, source, touched, run } = retry;
  const reading = readingOf({ parts, source, touched, run }, spot.reading);
  let isUnreadable = false;
  for await (const page of reading.pages({ from: spot.from, to: spot.to }, run.signal)) {
    if (run.signal.aborted) {
      return stoppedFault();
    }
    if (!page.ok) {
      return isOfRecord(page.fault) ? stillAside(retry, record) : page.fault;
    }
    const { keepers, parked } = page.value;
    isUnreadable ||= parked.some(({ recordId }) => recordId === record.recordId);
    parts.store.transaction(() => keepers.forEach((keep) => keep(instantOf(parts.clock.now()))));
  }
  if (isUnreadable) {
    return stillAside(retry, record);
  }
  parts.store.completeness.release(record.number);
  return null;
}

function stillAside({ parts }: Retry, record: KeptAside): null {
  const attempts = record.attempts + 1;
  parts.store.completeness.triedAgain(record.number, attempts, parkedRetryAt(attempts, instantOf(parts.clock.now())));
  return null;
}

/** True where the failure is the record's own; else there is no use in trying the others. */
export function isOfRecord(fault: PortFault): boolean {
  return fault.class === 'source' || fault.httpStatus === 500 || fault.details?.['reason'] === 'unreadable';
}
