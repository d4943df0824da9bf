/** What was pasted where ShipStation's keys belong. */
export interface PastedKeys {
  readonly apiKey: string;
  readonly apiSecret: string;
}

export type SourceApiVersion = 'v1' | 'v2';

/** Keys that can be tried: a pair for V1, a single one for V2. */
export type SourceKeys =
  | { readonly version: 'v1'; readonly apiKey: string; readonly apiSecret: string }
  | { readonly version: 'v2'; readonly apiKey: string };

/** The usual mistakes, by what was pasted. */
export const KEY_MISTAKES = [
  'nothing',
  'secret-missing',
  'key-missing',
  'both-in-one',
  'same-twice',
  'single-and-more',
  'sign-in',
  'books-keys',
  'with-label',
  'not-a-key',
] as const;
export type KeyMistake = (typeof KEY_MISTAKES)[number];

export type KeyReading =
  | { readonly kind: 'keys'; readonly keys: SourceKeys; readonly isTest: boolean }
  /** `message`: what it is, and where the right one is found. */
  | { readonly kind: KeyMistake; readonly message: string };

const API_SETTINGS = 'In ShipStation open Settings > Account > API Settings';
const WHERE_PAIR = `${API_SETTINGS} and choose "V1 API" (also called "Legacy") in the version drop-down`;
const WHERE_SINGLE = `${API_SETTINGS} and choose "V2 API" in the version drop-down`;

/** Each half of a V1 pair is 32 hexadecimal digits. Others are let through: only ShipStation knows what works. */
const HALF = /^[0-9a-f]{32}$/i;
const BOTH_IN_ONE = /^[0-9a-f]{32}(?:[:\s,;|/&]+|)[0-9a-f]{32}$/i;
/** V2 keys are longer than V1's, have letters after f or signs of base64, and stand alone; those of test accounts begin with TEST_. */
const SINGLE = /^(?:TEST_[a-z0-9+/=_-]{20,}|(?=.*[g-z+/=_-])[a-z0-9+/=_-]{40,})$/i;
const TEST_KEY = /^TEST_/i;
const E_MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Intuit's client ids are 50 letters and digits that begin with AB, and so do its tokens. */
const BOOKS_CLIENT_ID = /^AB[a-z0-9]{46,}$/i;
const LABELLED = /^(?:api[ _-]?)?(?:key|secret)\b.{0,3}[:=\s]/i;

/**
 * Recognises what was pasted before anything is sent. Whether keys work only ShipStation can tell, and so whether the two
 * halves of a V1 pair are in each other's place: both look alike.
 */
export function readSourceKeys(pasted: PastedKeys): KeyReading {
  const key = pasted.apiKey.trim();
  const secret = pasted.apiSecret.trim();
  const filled = [key, secret].filter((text) => text !== '');
  return foreignText(filled) ?? (filled.length < 2 ? readOne(key, secret) : readTwo(key, secret));
}

/** What belongs elsewhere, in whichever field it is. */
function foreignText(filled: readonly string[]): KeyReading | null {
  if (filled.some((text) => E_MAIL.test(text))) {
    return {
      kind: 'sign-in',
      message: `This is an e-mail address, as for signing in to ShipStation. Purser never signs in as a person: it reads with API keys. ${WHERE_PAIR}; it shows a key and a secret.`,
    };
  }
  if (filled.some((text) => BOOKS_CLIENT_ID.test(text))) {
    return {
      kind: 'books-keys',
      message: `This looks like the client ID of an Intuit app, which belongs under QuickBooks. ${WHERE_PAIR} for ShipStation’s own key and secret.`,
    };
  }
  if (filled.some((text) => BOTH_IN_ONE.test(text))) {
    return {
      kind: 'both-in-one',
      message: 'Key and secret were pasted into one field. Put the first 32 characters into "API key" and the last 32 into "API secret".',
    };
  }
  if (filled.some((text) => LABELLED.test(text))) {
    return { kind: 'with-label', message: 'The label was copied with the key. Copy only the letters and digits after it.' };
  }
  if (filled.some((text) => !isPlainText(text))) {
    return {
      kind: 'not-a-key',
      message: `This does not look like a ShipStation key: it has spaces or characters that keys do not have. ${WHERE_PAIR}, and copy both again.`,
    };
  }
  return null;
}

/** One field is filled, or none. A V2 key is the same in either. */
function readOne(key: string, secret: string): KeyReading {
  const only = key === '' ? secret : key;
  if (only === '') {
    return { kind: 'nothing', message: `The API key and the API secret are missing. ${WHERE_PAIR}; it shows both.` };
  }
  if (SINGLE.test(only)) {
    return { kind: 'keys', keys: { version: 'v2', apiKey: only }, isTest: TEST_KEY.test(only) };
  }
  return secret === ''
    ? { kind: 'secret-missing', message: `The API secret is missing: V1 needs a key and a secret. ${WHERE_PAIR}; it shows both.` }
    : { kind: 'key-missing', message: `The API key is missing: V1 needs a key and a secret. ${WHERE_PAIR}; it shows both.` };
}

function readTwo(key: string, secret: string): KeyReading {
  if (key === secret) {
    return { kind: 'same-twice', message: `Key and secret are the same text. ${WHERE_PAIR}, and copy each of the two.` };
  }
  const singles = [key, secret].filter((text) => SINGLE.test(text));
  if (singles.length > 0) {
    const other = HALF.test(key) || HALF.test(secret) ? ' The other field holds half of a V1 pair.' : '';
    return {
      kind: 'single-and-more',
      message: `One field holds a V2 key, which stands alone.${other} Leave the other field empty to connect with V2 (${WHERE_SINGLE}), or fill both with a V1 pair (${WHERE_PAIR}).`,
    };
  }
  return { kind: 'keys', keys: { version: 'v1', apiKey: key, apiSecret: secret }, isTest: false };
}

/** Printable ASCII without spaces and without the colon that separates key from secret on the wire. */
function isPlainText(text: string): boolean {
  return /^[!-9;-~]+$/.test(text);
}

/** The same pair the other way round: a person who copies both may put either first. */
export function swappedPair(keys: Extract<SourceKeys, { version: 'v1' }>): SourceKeys {
  return { version: 'v1', apiKey: keys.apiSecret, apiSecret: keys.apiKey };
}

/** What was pasted, held against the API that a person chose. A single text of another shape is let through for V2. */
export function chosenSourceKeys(version: SourceApiVersion, pasted: PastedKeys): KeyReading {
  const reading = readSourceKeys(pasted);
  if (version === 'v2') {
    return asSingle(reading, pasted);
  }
  return reading.kind === 'keys' && reading.keys.version === 'v2'
    ? {
        kind: 'secret-missing',
        message: `This is a V2 key, and V1 was chosen, which needs a key and a secret. ${WHERE_PAIR}; it shows both. Or connect with V2.`,
      }
    : reading;
}

function asSingle(reading: KeyReading, { apiKey, apiSecret }: PastedKeys): KeyReading {
  if (reading.kind === 'keys' && reading.keys.version === 'v1') {
    return {
      kind: 'single-and-more',
      message: `Two texts were given, and V2 was chosen, which takes a single key. ${WHERE_SINGLE}, or connect with V1, which takes a key and a secret.`,
    };
  }
  const only = `${apiKey}${apiSecret}`.trim();
  if (reading.kind === 'nothing') {
    return { kind: 'nothing', message: `The API key is missing. ${WHERE_SINGLE}; it shows one key.` };
  }
  if (reading.kind !== 'secret-missing' && reading.kind !== 'key-missing') {
    return reading;
  }
  return HALF.test(only)
    ? { kind: 'secret-missing', message: `This is half of a V1 pair, and V2 was chosen. V1 needs a key and a secret: ${WHERE_PAIR}.` }
    : { kind: 'keys', keys: { version: 'v2', apiKey: only }, isTest: TEST_KEY.test(only) };
}
