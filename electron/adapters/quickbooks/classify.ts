import type { PortFault } from '../../core/ports/faults.ts';
import type { PostingFault } from '../../../shared/domain/posting/posting.ts';
import type { HttpAnswer } from '../http/http.ts';
import { portFault, retryAfterMs, type Vendor } from '../http/port-fault.ts';
import { safeExcerpt } from '../http/redaction.ts';
import { type CodeMeaning, meaningOf } from './fault-codes.ts';
import { type RawError, type RawFault, readFault } from './raw-fault.ts';

export const QUICKBOOKS: Vendor = { area: 'books', name: 'QuickBooks' };

/** Intuit documents no Retry-After: after a 429 wait a minute ("Limits and throttles"). */
const THROTTLE_MS = 60_000;

/** What Intuit's support asks for. */
export function traceIdOf(answer: HttpAnswer): string | null {
  const id = answer.headers.get('intuit_tid') ?? answer.headers.get('intuit-tid') ?? null;
  return id === null ? null : id.slice(0, 100);
}

/** The first error of a fault, as a refusal for a person, with secrets removed. */
export interface BooksRefusal {
  readonly meaning: CodeMeaning;
  readonly fault: PostingFault;
  /** The errors as they came, for what is only in their words (a TxnId). */
  readonly errors: readonly RawError[];
}

export function refusalOf(raw: RawFault, traceId: string | null, secrets: readonly string[]): BooksRefusal {
  const first = decisiveError(raw.errors);
  const meaning = meaningOf(first.code);
  const detail = safeExcerpt(wordsOf(raw.errors), 1000, secrets);
  return {
    meaning,
    errors: raw.errors,
    fault: {
      code: meaning.code,
      message: detail === '' ? `${meaning.says} ${meaning.remedy}` : `${meaning.says} QuickBooks says: "${detail}". ${meaning.remedy}`,
      booksCode: first.code,
      booksDetail: detail === '' ? null : detail,
      traceId,
    },
  };
}

/**
 * Of several errors the one that decides what happens next: first what leaves the outcome open, because nothing may be sent anew
 * then; then what stops every document; then what names a cause; a general rule (6000) or a code that nobody knows comes last.
 */
function decisiveError(errors: readonly RawError[]): RawError {
  const rankOf = ({ code }: RawError): number => {
    const meaning = meaningOf(code);
    if (meaning.class === 'unknown') {
      return 0;
    }
    if (isOfConnection(meaning)) {
      return 1;
    }
    return meaning.code === 'books/rule' || meaning.code === 'books/rejected' ? 3 : 2;
  };
  const [first] = errors.toSorted((a, b) => rankOf(a) - rankOf(b));
  return first ?? { code: null, message: '', detail: '', element: null };
}

/** Whether the reason has nothing to do with the document: each one would be turned away, and none was executed. */
export function isOfConnection(meaning: CodeMeaning): boolean {
  return meaning.class === 'auth' || meaning.class === 'throttled' || OF_CONNECTION.has(meaning.code);
}

const OF_CONNECTION: ReadonlySet<string> = new Set(['books/wrong-environment', 'books/subscription']);

/** Detail says more than Message; where there are several errors, each is told. */
function wordsOf(errors: readonly RawError[]): string {
  const texts = errors.map(({ message, detail, element }) => {
    const text = detail.trim() === '' ? message.trim() : detail.trim();
    return element === null || element === '' || text.includes(element) ? text : `${text} (${element})`;
  });
  return [...new Set(texts.filter((text) => text !== ''))].join(' / ');
}

/**
 * What kind of failure an answer is; null where it is a success without a fault. Status first: a body that cannot be read
 * never hides a 429, 401 or 5xx.
 */
export function faultOfAnswer(answer: HttpAnswer, nowMs: number, secrets: readonly string[]): PortFault | null {
  const raw = mayHoldFault(answer) ? readFault(answer.text) : null;
  const traceId = traceIdOf(answer);
  const refusal = raw === null ? null : refusalOf(raw, traceId, secrets);
  const base = { httpStatus: answer.status, traceId, ...(refusal === null ? {} : { details: detailsOf(refusal) }) };
  // 403 with code 3001 was the throttle of 2016 and still stands in recorded answers.
  if (answer.status === 429 || refusal?.meaning.class === 'throttled') {
    return portFault({
      ...base,
      code: 'books/throttled',
      class: 'throttled',
      message: 'QuickBooks asked Purser to wait: too many requests for this company. Purser goes on by itself.',
      retryAfterMs: retryAfterMs(answer, nowMs) ?? THROTTLE_MS,
    });
  }
  if (refusal?.meaning.class === 'transient') {
    return portFault({ ...base, code: 'books/unreachable', class: 'transient', message: refusal.fault.message });
  }
  if (answer.status === 401) {
    return reconnectFault(traceId, answer.status);
  }
  if (answer.status >= 500 || answer.status === 408 || refusal?.meaning.class === 'unknown') {
    return portFault({
      ...base,
      code: 'books/unreachable',
      class: 'transient',
      message: `QuickBooks failed (${answer.status}). Purser tries again by itself.`,
    });
  }
  if (refusal !== null) {
    const { meaning, fault } = refusal;
    return portFault({ ...base, code: portCodeOf(meaning), class: refusedClass(meaning), message: fault.message });
  }
  if (answer.status >= 200 && answer.status < 300) {
    return null;
  }
  if (answer.status === 403) {
    return portFault({
      ...base,
      code: 'books/permission',
      class: 'permission',
      message: 'QuickBooks does not let this connection do that. Check which company and environment it belongs to, and connect again.',
    });
  }
  return portFault({
    ...base,
    code: 'books/bad-answer',
    class: 'source',
    message: `QuickBooks, or something between this PC and QuickBooks, answered ${answer.status} without saying why.`,
  });
}

/** A page of a thousand invoices is not parsed a second time to find out that it is no fault: a fault stands at the beginning. */
function mayHoldFault({ status, text }: HttpAnswer): boolean {
  return status < 200 || status >= 300 || /^\s*<|"fault"/i.test(text.slice(0, 2000));
}

export function reconnectFault(traceId: string | null, httpStatus: number | null): PortFault {
  return portFault({
    code: 'books/reconnect',
    class: 'auth',
    message: 'QuickBooks no longer accepts the connection. Connect QuickBooks again on the Connections screen; nothing is lost meanwhile.',
    traceId,
    httpStatus,
  });
}

/** Codes of calls are few and declared by the contract; which of Intuit's codes it was stands in the details. */
export function portCodeOf(meaning: CodeMeaning): string {
  if (OF_CONNECTION.has(meaning.code) || meaning.code === 'books/feature-missing') {
    return meaning.code;
  }
  const codes = { auth: 'books/reconnect', permission: 'books/permission', mapping: 'books/rejected', rejected: 'books/rejected' } as const;
  return codes[refusedClass(meaning)];
}

function refusedClass(meaning: CodeMeaning): 'auth' | 'permission' | 'mapping' | 'rejected' {
  return meaning.class === 'auth' || meaning.class === 'permission' || meaning.class === 'mapping' ? meaning.class : 'rejected';
}

function detailsOf(refusal: BooksRefusal): Readonly<Record<string, unknown>> {
  return { reason: refusal.meaning.code, booksCode: refusal.fault.booksCode, booksDetail: refusal.fault.booksDetail };
}
