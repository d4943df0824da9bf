import type { BatchOutcome, WriteOutcome } from '../../core/ports/books.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { PostingFault } from '../../../shared/domain/posting/posting.ts';
import { assertNever } from '../../../shared/domain/result.ts';
import type { HttpAnswer } from '../http/http.ts';
import { isRecord, readBody } from '../http/json-text.ts';
import { portFault } from '../http/port-fault.ts';
import type { BatchMember } from './batch-text.ts';
import { type BooksRefusal, faultOfAnswer, reconnectFault, refusalOf, traceIdOf, isOfConnection, portCodeOf } from './classify.ts';
import { faultIn, readFault } from './raw-fault.ts';
import { readWritten } from './read-document.ts';

export interface AnswerContext {
  readonly members: readonly BatchMember[];
  readonly secrets: readonly string[];
  readonly homeCurrency: string | null;
  readonly nowMs: number;
}

/** What became of a batch, by the answer to it. Where the answer does not settle it, the outcome is unknown, never a guess. */
export function readBatchAnswer(answer: HttpAnswer, context: AnswerContext): BatchOutcome {
  const traceId = traceIdOf(answer);
  if (answer.status >= 200 && answer.status < 300) {
    const body = readBody(answer.text);
    const items = body.kind === 'json' && isRecord(body.value) ? body.value['BatchItemResponse'] : null;
    // A whole answer may be a Fault with status 200; then the items are missing and what follows decides.
    if (Array.isArray(items) && (items.length > 0 || readFault(answer.text) === null)) {
      return outcomesOf(items.filter(isRecord), traceId, context);
    }
  }
  const raw = readFault(answer.text);
  const refusal = raw === null ? null : refusalOf(raw, traceId, context.secrets);
  const fault = faultOfAnswer(answer, context.nowMs, context.secrets);
  if (answer.status >= 500 || answer.status === 408 || refusal?.meaning.class === 'unknown' || fault === null) {
    return { kind: 'unknown', fault: unsettledFault(answer.status, traceId) };
  }
  if (refusal === null || ['throttled', 'auth', 'permission', 'transient'].includes(fault.class)) {
    return { kind: 'not-executed', fault };
  }
  return { kind: 'answered', outcomes: new Map(context.members.map(({ itemId }) => [itemId, outcomeOfRefusal(refusal)])) };
}

function outcomesOf(items: readonly Readonly<Record<string, unknown>>[], traceId: string | null, context: AnswerContext): BatchOutcome {
  const refusals = items.map((item) => faultIn(item)).map((raw) => (raw === null ? null : refusalOf(raw, traceId, context.secrets)));
  const shared = sharedReason(refusals, traceId);
  if (shared !== null && items.length >= context.members.length) {
    return { kind: 'not-executed', fault: shared };
  }
  const outcomes = new Map<string, WriteOutcome>();
  for (const { itemId, entity } of context.members) {
    const index = items.findIndex((item) => item['bId'] === itemId);
    const item = items[index];
    const refusal = refusals[index] ?? null;
    outcomes.set(
      itemId,
      item === undefined ? unsettled(traceId, 'The answer does not mention it.') : outcomeOfItem(item, entity, refusal, traceId, context),
    );
  }
  return { kind: 'answered', outcomes };
}

/** Where every item was turned away for a reason that has nothing to do with the documents, nothing was executed. */
function sharedReason(refusals: readonly (BooksRefusal | null)[], traceId: string | null): PortFault | null {
  const isEach = (kind: 'auth' | 'throttled'): boolean =>
    refusals.length > 0 && refusals.every((refusal) => refusal?.meaning.class === kind);
  if (isEach('auth')) {
    return reconnectFault(traceId, 200);
  }
  const [first] = refusals;
  if (
    first !== null &&
    first !== undefined &&
    refusals.every((refusal) => refusal !== null && isOfConnection(refusal.meaning)) &&
    !isEach('throttled')
  ) {
    return portFault({
      code: portCodeOf(first.meaning),
      class: first.meaning.class === 'auth' ? 'auth' : 'permission',
      message: first.fault.message,
      traceId,
      httpStatus: 200,
      details: { reason: first.meaning.code, booksCode: first.fault.booksCode, booksDetail: first.fault.booksDetail },
    });
  }
  return isEach('throttled')
    ? portFault({
        code: 'books/throttled',
        class: 'throttled',
        message: 'QuickBooks asked Purser to wait. Purser goes on by itself.',
        retryAfterMs: 60_000,
        traceId,
        httpStatus: 200,
      })
    : null;
}

function outcomeOfItem(
  item: Readonly<Record<string, unknown>>,
  entity: string,
  refusal: BooksRefusal | null,
  traceId: string | null,
  context: AnswerContext,
): WriteOutcome {
  if (refusal !== null) {
    return outcomeOfRefusal(refusal);
  }
  const record = readWritten(entity, item[entity], context.homeCurrency);
  return record === null ? unsettled(traceId, 'The answer about it cannot be read.') : { kind: 'written', record };
}

function outcomeOfRefusal(refusal: BooksRefusal): WriteOutcome {
  const { meaning, fault } = refusal;
  switch (meaning.class) {
    case 'rejected':
    case 'mapping':
    case 'permission':
      return { kind: 'refused', class: meaning.class, fault };
    case 'stale':
    case 'name-taken':
      return { kind: meaning.class, fault };
    case 'number-taken':
      return { kind: 'number-taken', existingId: existingIdIn(refusal), fault };
    case 'auth':
    case 'throttled':
    case 'transient':
    case 'unknown':
      // Of one item among others that were executed: whether it was is not said.
      return { kind: 'unknown', fault };
    default:
      return assertNever(meaning.class);
  }
}

/** "… DocNumber=1234 is assigned to TxnType=Invoice with TxnId=111" (6140). */
function existingIdIn(refusal: BooksRefusal): string | null {
  for (const { detail, message } of refusal.errors) {
    const id = /TxnId=(\d+)/i.exec(`${detail} ${message}`)?.[1];
    if (id !== undefined) {
      return id;
    }
  }
  return null;
}

function unsettled(traceId: string | null, why: string): WriteOutcome {
  const fault: PostingFault = {
    code: 'books/unsettled',
    message: `QuickBooks did not say what became of it. ${why} Purser finds out before it sends anything again.`,
    booksCode: null,
    booksDetail: null,
    traceId,
  };
  return { kind: 'unknown', fault };
}

function unsettledFault(httpStatus: number, traceId: string | null): PortFault {
  return portFault({
    code: 'books/unsettled',
    class: 'uncertain',
    message: `QuickBooks got the documents, but its answer (${httpStatus}) does not say what became of them. Purser finds out before it sends anything again.`,
    httpStatus,
    traceId,
  });
}
