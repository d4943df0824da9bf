import type { SourceCredentials } from '../../../core/ports/services.ts';

/** What V1 is asked with. */
export type KeyPair = Pick<Extract<SourceCredentials, { version: 'v1' }>, 'apiKey' | 'apiSecret'>;

/** What a pair of pasted texts looks like. Whether a pair works only ShipStation can tell. */
export type KeyShape =
  | { readonly kind: 'pair' }
  | {
      readonly kind: 'nothing' | 'secret-missing' | 'key-missing' | 'v2-key' | 'both-in-one' | 'same-twice' | 'not-a-key';
      readonly message: string;
    };

const WHERE = 'In ShipStation open Settings > Account > API Settings and choose "V1 API" (also called "Legacy") in the version drop-down';
/** V2 keys are longer than V1's 32 hexadecimal digits, have other letters too, and stand alone; those of test accounts begin with TEST_. */
const V2_KEY = /^(?=.*[g-z+/=_-])[a-z0-9+/=_-]{40,}$/i;

/** Recognises the usual mistakes before anything is sent, and says where the right keys are. */
export function recogniseKeys({ apiKey, apiSecret }: KeyPair): KeyShape {
  const key = apiKey.trim();
  const secret = apiSecret.trim();
  if (key === '' && secret === '') {
    return { kind: 'nothing', message: `The API key and the API secret are missing. ${WHERE}; it shows both.` };
  }
  const joined = /^([0-9a-f]{32})[:\s,;]+([0-9a-f]{32})$/i;
  if (joined.test(key) || joined.test(secret)) {
    return {
      kind: 'both-in-one',
      message: 'Key and secret were pasted into one field. Put the first part into "API key" and the second into "API secret".',
    };
  }
  if (V2_KEY.test(key) || V2_KEY.test(secret)) {
    return {
      kind: 'v2-key',
      message: `This is a V2 key: V2 does not tell order dates, totals and buyers, so Purser reads orders through V1. ${WHERE}, and copy its API key and API secret.`,
    };
  }
  if (secret === '') {
    return { kind: 'secret-missing', message: `The API secret is missing: V1 needs a key and a secret. ${WHERE}; it shows both.` };
  }
  if (key === '') {
    return { kind: 'key-missing', message: `The API key is missing: V1 needs a key and a secret. ${WHERE}; it shows both.` };
  }
  if (key === secret) {
    return { kind: 'same-twice', message: `Key and secret are the same text. ${WHERE}, and copy each of the two.` };
  }
  if (!isPlainText(key) || !isPlainText(secret)) {
    return {
      kind: 'not-a-key',
      message: `This does not look like a ShipStation key: it has spaces or characters that keys do not have. ${WHERE}, and copy both again.`,
    };
  }
  return { kind: 'pair' };
}

/** "Basic …" for a pair: RFC 7617 over UTF-8. The documentation's own example: ShipStation:Rocks gives U2hpcFN0YXRpb246Um9ja3M=. */
export function basicAuthorization({ apiKey, apiSecret }: KeyPair): string {
  return `Basic ${Buffer.from(`${apiKey.trim()}:${apiSecret.trim()}`, 'utf8').toString('base64')}`;
}

/** Printable ASCII without spaces and without the colon that separates key from secret. */
function isPlainText(text: string): boolean {
  return /^[!-9;-~]+$/.test(text);
}
