import { z } from 'zod';

import type { PortFault } from '../../../core/ports/faults.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { readBody } from '../../http/json-text.ts';
import { portFault, retryAfterMs } from '../../http/port-fault.ts';
import { safeExcerpt } from '../../http/redaction.ts';
import { textOrEmpty, textOrNull } from '../common/raw-fields.ts';
import { faultOfOtherStatus, quoted } from '../common/refused-answer.ts';

/** V2 sends Retry-After with a 429; without it, a window of a minute is over by then (docs, "Rate limits"). */
const THROTTLE_FALLBACK_MS = 60_000;

const envelope = z.object({
  request_id: textOrNull(),
  errors: z.array(
    z.object({
      error_source: textOrEmpty(),
      error_type: textOrEmpty(),
      error_code: textOrEmpty(),
      message: textOrEmpty(),
      field_name: textOrNull(),
    }),
  ),
});

/** What V2 said with a refusal: its envelope {request_id, errors[]}, or nothing where the body is empty or no envelope. */
interface Said {
  readonly requestId: string | null;
  readonly codes: readonly string[];
  readonly text: string;
  /** Every error comes from a carrier that ShipStation asked. */
  readonly isCarriers: boolean;
}

/** Codes of an account whose key is good but whose plan or terms do not let it read. */
const PERMISSION_CODES: readonly string[] = [
  'forbidden',
  'invalid_billing_plan',
  'subscription_inactive',
  'trial_expired',
  'terms_not_accepted',
  'account_disabled',
];

/**
 * What kind of failure an answer is, by its status and V2's error codes. Null where the answer is a success.
 *
 * @param keyHasWorked a key that worked before and is refused now has run out or was deleted; a new one was copied wrongly.
 */
export function faultOfV2Answer(answer: HttpAnswer, nowMs: number, keyHasWorked: boolean): PortFault | null {
  if (answer.status >= 200 && answer.status < 300) {
    return null;
  }
  const said = saidIn(answer);
  const base = { httpStatus: answer.status, traceId: said.requestId };
  if (answer.status === 429) {
    return said.isCarriers ? carrierFault(said, base) : throttledFault(answer, nowMs, base);
  }
  if (answer.status === 401 || said.codes.includes('unauthorized')) {
    return keyFault(keyHasWorked || /expir/i.test(said.text), base);
  }
  if (answer.status === 402 || answer.status === 403 || said.codes.some((code) => PERMISSION_CODES.includes(code))) {
    return portFault({
      ...base,
      code: 'source/permission',
      class: 'permission',
      message: `ShipStation knows the key but does not let it read${quoted(said.text)}. Check that the account is active and that its plan includes the V2 API (Standard and Premium do).`,
    });
  }
  return faultOfOtherStatus(answer.status, said.text, base);
}

type Base = Pick<PortFault, 'httpStatus' | 'traceId'>;

function throttledFault(answer: HttpAnswer, nowMs: number, base: Base): PortFault {
  return portFault({
    ...base,
    code: 'source/throttled',
    class: 'throttled',
    message: 'ShipStation asked Purser to wait: too many requests of this account within a minute. Other programs that use it count too.',
    retryAfterMs: retryAfterMs(answer, nowMs) ?? THROTTLE_FALLBACK_MS,
  });
}

/** A carrier's limit is not the key's: the lane goes on, this request is tried again. */
function carrierFault(said: Said, base: Base): PortFault {
  return portFault({
    ...base,
    code: 'source/unreachable',
    class: 'transient',
    message: `A carrier asked ShipStation to wait${quoted(said.text)}. Purser tries again by itself.`,
  });
}

function keyFault(hasRunOut: boolean, base: Base): PortFault {
  const where = 'Settings > Account > API Settings (version "V2 API")';
  return portFault({
    ...base,
    code: hasRunOut ? 'source/key-expired' : 'source/wrong-key',
    class: 'auth',
    message: hasRunOut
      ? `ShipStation no longer takes the key: keys end 3, 6 or 12 months after they were made. Make a new one in ${where} and connect again.`
      : `ShipStation refused the key. Copy the API key again from ${where}; a key of the V1 API does not work here, nor the other way round.`,
  });
}

function saidIn(answer: HttpAnswer): Said {
  const body = readBody(answer.text);
  const parsed = body.kind === 'json' ? envelope.safeParse(body.value) : null;
  const errors = parsed?.success === true ? parsed.data.errors : [];
  const texts = errors.map(({ message, field_name: fieldName }) =>
    [fieldName, message].filter((part) => part !== null && part !== '').join(': '),
  );
  return {
    requestId: parsed?.success === true ? parsed.data.request_id : null,
    codes: errors.map(({ error_code: code }) => code.toLowerCase()),
    text: safeExcerpt(texts.filter((text) => text !== '').join('; '), 300),
    isCarriers: errors.length > 0 && errors.every(({ error_source: from }) => from.toLowerCase() === 'carrier'),
  };
}
