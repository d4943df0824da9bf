import type { PortFault } from '../../../core/ports/faults.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { isRecord, readBody } from '../../http/json-text.ts';
import { portFault, retryAfterMs } from '../../http/port-fault.ts';
import { safeExcerpt } from '../../http/redaction.ts';
import { faultOfOtherStatus, quoted } from '../common/refused-answer.ts';

/** Without any header about it, the longest that a window of a minute can last. */
const THROTTLE_FALLBACK_MS = 60_000;

/**
 * What kind of failure an answer is, by its status first: bodies of V1 errors are `{message}`, ASP.NET's
 * `{Message, ExceptionMessage}`, HTML or empty, whatever broke. Null where the answer is a success.
 *
 * @param keyHasWorked a key that worked before and is refused now has run out or was deleted; a new one was copied wrongly.
 *   V1's own words do not tell these apart.
 */
export function faultOfAnswer(answer: HttpAnswer, nowMs: number, keyHasWorked: boolean): PortFault | null {
  const said = messageOf(answer);
  const base = { httpStatus: answer.status };
  // A throttled answer has been seen with other statuses too; its text gives it away.
  if (answer.status === 429 || (answer.status >= 400 && /too many requests/i.test(said))) {
    return portFault({
      ...base,
      code: 'source/throttled',
      class: 'throttled',
      message:
        'ShipStation asked Purser to wait: too many requests with this key within a minute. Other programs that use the same key count too.',
      retryAfterMs: resetMs(answer) ?? retryAfterMs(answer, nowMs) ?? THROTTLE_FALLBACK_MS,
    });
  }
  if (answer.status >= 200 && answer.status < 300) {
    return null;
  }
  if (answer.status === 401) {
    return keyFault(keyHasWorked || /expir/i.test(said));
  }
  if (answer.status === 402 || answer.status === 403) {
    return portFault({
      ...base,
      code: 'source/permission',
      class: 'permission',
      message: `ShipStation knows the key but does not let it read${quoted(said)}. Check that the account is active and that its plan includes the V1 API.`,
    });
  }
  return faultOfOtherStatus(answer.status, said);
}

function keyFault(hasRunOut: boolean): PortFault {
  const parts = { class: 'auth', httpStatus: 401 } as const;
  if (hasRunOut) {
    return portFault({
      ...parts,
      code: 'source/key-expired',
      message:
        'ShipStation no longer takes the key: V1 keys end 3, 6 or 12 months after they were made. Make a new one in Settings > Account > API Settings (version "V1 API" or "Legacy") and connect again.',
    });
  }
  return portFault({
    ...parts,
    code: 'source/wrong-key',
    message:
      'ShipStation refused the key. Copy key and secret again from Settings > Account > API Settings (version "V1 API" or "Legacy"). V1 keys end 3, 6 or 12 months after they were made; then a new one is needed.',
  });
}

/** X-Rate-Limit-Reset is a count of seconds, never an epoch; one second is added because it is rounded. */
function resetMs(answer: HttpAnswer): number | null {
  const seconds = headerNumber(answer, 'x-rate-limit-reset');
  return seconds === null || seconds > 300 ? null : (seconds + 1) * 1000;
}

/** A header as a number that is not negative; null where it is absent or none. */
export function headerNumber(answer: HttpAnswer, name: string): number | null {
  const text = answer.headers.get(name)?.trim();
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

function messageOf(answer: HttpAnswer): string {
  const body = readBody(answer.text);
  if (body.kind !== 'json' || !isRecord(body.value)) {
    return '';
  }
  const texts = ['message', 'Message', 'ExceptionMessage'].map((key) => (isRecord(body.value) ? body.value[key] : null));
  return safeExcerpt(texts.filter((text) => typeof text === 'string' && text !== '').join(': '), 300);
}
