import type { BooksChanges } from '../../core/ports/books.ts';
import type { Clock, Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { portFault } from '../http/port-fault.ts';
import { refusalOf } from './classify.ts';
import type { HomeCurrency } from './home-currency.ts';
import { CHANGING_ENTITIES, documentRowsOf, readChanges } from './read-changes.ts';
import type { BooksReader } from './reader.ts';
import type { BooksSession } from './session.ts';

export interface ChangeParts {
  readonly reader: BooksReader;
  readonly session: BooksSession;
  readonly home: HomeCurrency;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Intuit looks back 30 days at most; an hour less, because this PC's clock may differ from Intuit's. */
const LOOK_BACK_MS = 30 * 86_400_000 - 3_600_000;

/** What changed, in one read. From further away than 30 days the answer begins there, and is marked as incomplete. */
export async function fetchChanges(
  parts: ChangeParts,
  since: Instant,
  signal: AbortSignal | undefined,
): Promise<Result<BooksChanges, PortFault>> {
  const earliestMs = parts.clock.now() - LOOK_BACK_MS;
  const isTooFarBack = epochMsOf(since) < earliestMs;
  const answer = await parts.reader.get(
    '/cdc',
    { entities: CHANGING_ENTITIES.join(','), changedSince: isTooFarBack ? instantOf(earliestMs) : since },
    signal,
  );
  if (!answer.ok) {
    return answer;
  }
  const currency = await parts.home.forRows(documentRowsOf(answer.value.body), signal);
  if (!currency.ok) {
    return currency;
  }
  const changes = readChanges(answer.value.body, currency.value);
  if (!changes.ok) {
    const { meaning, fault } = refusalOf(changes.fault, null, parts.session.secrets());
    return fail(portFault({ code: meaning.code, class: 'source', message: fault.message }));
  }
  const { records, documents, deleted, incomplete, unreadable } = changes.value;
  for (const reason of unreadable) {
    parts.logger.log('warning', 'books.record-unreadable', { reason });
  }
  return ok({ records, documents, deleted, asOf: answer.value.asOf, incomplete: isTooFarBack ? 'all' : incomplete });
}
