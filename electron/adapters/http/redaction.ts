const HIDDEN = '[removed]';

/** What looks like a credential wherever it stands: Bearer and Basic headers, JWTs and JWEs, long unbroken keys. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi,
  // Intuit repeats the access token in the detail of a 401 (recorded), and in "Malformed bearer token" answers.
  /(?<=\btoken(?: expired| invalid)?\s*:\s*)\S+/gi,
  /\beyJ[A-Za-z0-9._-]{10,}/g,
  /(?<=\b(?:access_token|refresh_token|client_secret)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
  /(?<=\bcode=)[^\s"'&]{16,}/gi,
  /[A-Za-z0-9_+/=.-]{64,}/g,
];

/**
 * Takes secrets out of a text that came from outside before it gets into an error, a log or the audit.
 *
 * @param secrets values that are known to be secret, whatever they look like
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 4) {
      clean = clean.replaceAll(secret, HIDDEN);
    }
  }
  return PATTERNS.reduce((soFar, pattern) => soFar.replace(pattern, HIDDEN), clean);
}

/**
 * What a person or a log may read of a text from outside: secrets removed, then cut to `length` characters. In this order only: a secret
 * that the cut goes through would no longer look like one.
 *
 * @param secrets values that are known to be secret, whatever they look like
 */
export const safeExcerpt = (text: string, length: number, secrets: readonly string[] = []): string =>
  shorten(redact(text, secrets), length);

/** At most `length` characters, cut between whole characters. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}
