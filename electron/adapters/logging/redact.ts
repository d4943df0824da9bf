/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** Keys whose values are never written, however they are spelt (camel, snake, kebab). */
const SECRET_KEY =
  /(?:pass(?:word|phrase)|secret|token|authorization|api[_-]?key|(?:database|audit|private|encryption)[_-]?key|cookie|credentials?)/i;
/** Keys whose values are people's. */
const PERSONAL_KEY = /^(?:e[_-]?mail|customer[_-]?email|phone|street\d?|bill[_-]?to|ship[_-]?to|user[_-]?name)$/i;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]{6,}/gi, `$1 ${REDACTED}`],
  // What a consent's callback carries in its address.
  [/([?&](?:code|state)=)[^\s&"']+/gi, `$1${REDACTED}`],
  // Form fields of OAuth, and the vendors' key headers.
  [
    /\b(access_token|refresh_token|client_secret|api[-_]?key|api[-_]?secret|token)(["']?\s*[=:]\s*["']?)[^\s&"',;}]{4,}/gi,
    `$1$2${REDACTED}`,
  ],
  // JSON Web Tokens, wherever they stand.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, REDACTED],
  // Our own keys: 32 bytes in hex. Request ids are shorter.
  [/\b[0-9a-f]{64,}\b/gi, REDACTED],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

const MAX_TEXT = 4_000;
/** Twice that: what a line keeps after its secrets are out comes from here. */
const MAX_READ = 8_000;
const MAX_ITEMS = 50;
const MAX_DEPTH = 6;

/** Text without anything that looks like a secret or an e-mail address, at most 4,000 characters long. */
export function redactText(text: string): string {
  const clean = PATTERNS.reduce((soFar, [pattern, replacement]) => soFar.replace(pattern, replacement), readPart(text));
  const isCut = text.length > MAX_READ || clean.length > MAX_TEXT;
  return isCut ? `${clean.slice(0, MAX_TEXT)}… (${text.length} characters)` : clean;
}

/**
 * What of a text is looked through. Secrets go before the text is cut, because a part of one no longer looks like it; for the same
 * reason what is looked through ends at a space, where there is one within the last half.
 */
function readPart(text: string): string {
  if (text.length <= MAX_READ) {
    return text;
  }
  const end = text.lastIndexOf(' ', MAX_READ);
  return text.slice(0, end > MAX_READ / 2 ? end : MAX_READ);
}

/** A value for the log: secrets out, depth and length limited, always serialisable. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || value === undefined) {
    return value;
  }
  if (value instanceof Error) {
    return {
      name: value.name,
      message: redactText(value.message),
      stack: redactText(value.stack ?? ''),
      cause: depth < MAX_DEPTH ? redact(value.cause, depth + 1) : undefined,
    };
  }
  if (typeof value !== 'object') {
    return typeof value;
  }
  if (depth >= MAX_DEPTH) {
    return '…';
  }
  if (Array.isArray(value)) {
    const items: unknown[] = value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
    return value.length > MAX_ITEMS ? [...items, `… ${value.length - MAX_ITEMS} more`] : items;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, SECRET_KEY.test(key) || PERSONAL_KEY.test(key) ? REDACTED : redact(each, depth + 1)]),
  );
}
