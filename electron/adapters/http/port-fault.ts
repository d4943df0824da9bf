import type { FaultClass, PortFault } from '../../core/ports/faults.ts';
import type { HttpAnswer, HttpBreak } from './http.ts';

/** Which side an adapter talks to: the first part of its fault codes, and its name in sentences. */
export interface Vendor {
  readonly area: 'source' | 'books' | 'oauth' | 'relay';
  readonly name: string;
}

interface FaultParts {
  readonly code: string;
  readonly class: FaultClass;
  readonly message: string;
  readonly retryAfterMs?: number | null;
  readonly traceId?: string | null;
  readonly httpStatus?: number | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A fault with everything that was not said as null. */
export function portFault({ code, class: kind, message, retryAfterMs, traceId, httpStatus, details }: FaultParts): PortFault {
  return {
    code,
    class: kind,
    message,
    retryAfterMs: retryAfterMs ?? null,
    traceId: traceId ?? null,
    httpStatus: httpStatus ?? null,
    ...(details === undefined ? {} : { details }),
  };
}

/** The person, or the program's end, stopped the call. Nothing is wrong with the other side. */
export function stoppedFault(): PortFault {
  return portFault({ code: 'run/stopped', class: 'transient', message: 'Stopped before it was finished.' });
}

const COMES_BACK = 'Check the internet connection; Purser tries again by itself.';

/**
 * A request without a whole answer. A read may be tried again; a write that may have left has an unknown outcome.
 *
 * @param advice what to do where nothing was reached
 */
export function faultOfBreak(vendor: Vendor, broken: HttpBreak, purpose: 'read' | 'write', advice = COMES_BACK): PortFault {
  if (broken.reason === 'stopped' && (purpose === 'read' || !broken.isSent)) {
    return stoppedFault();
  }
  if (broken.reason === 'too-large') {
    return portFault({
      code: `${vendor.area}/bad-answer`,
      class: purpose === 'write' ? 'uncertain' : 'source',
      message: `${vendor.name} answered with more than Purser reads in one answer.`,
      httpStatus: broken.status,
      details: { reason: broken.reason },
    });
  }
  const isUnknown = purpose === 'write' && broken.isSent;
  return portFault({
    code: `${vendor.area}/unreachable`,
    class: isUnknown ? 'uncertain' : 'transient',
    message: isUnknown
      ? `The request reached ${vendor.name}, but no answer came back (${wordsFor(broken)}). Purser finds out what became of it before it sends anything again.`
      : `${vendor.name} could not be reached (${wordsFor(broken)}). ${advice}`,
    httpStatus: broken.status,
    details: { reason: broken.reason, isSent: broken.isSent },
  });
}

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its address could not be found',
  EAI_AGAIN: 'its address could not be looked up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ENETDOWN: 'there is no network',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'it did not answer in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted; a filter in the network may be in between',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted; a filter in the network may be in between',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted; a filter in the network may be in between',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate belongs to another address',
};

function wordsFor(broken: HttpBreak): string {
  if (broken.reason === 'timed-out') {
    return 'it did not answer in time';
  }
  if (broken.reason === 'stopped') {
    return 'it was stopped on the way';
  }
  return SYSTEM_WORDS[broken.systemCode ?? ''] ?? (broken.isSent ? 'the connection was cut' : 'no connection');
}

/** Retry-After in milliseconds: seconds or an HTTP date; null where it is absent or makes no sense. Never more than an hour. */
export function retryAfterMs(answer: Pick<HttpAnswer, 'headers'>, nowMs: number): number | null {
  const text = answer.headers.get('retry-after')?.trim();
  if (text === undefined || text === '') {
    return null;
  }
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(waitMs) && waitMs >= 0 ? Math.min(waitMs, 3_600_000) : null;
}
