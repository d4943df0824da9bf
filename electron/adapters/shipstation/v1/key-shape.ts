import { readSourceKeys } from '../../../../shared/domain/connections/source-keys.ts';
import type { SourceCredentials } from '../../../core/ports/services.ts';

/** What V1 is asked with. */
export type KeyPair = Pick<Extract<SourceCredentials, { version: 'v1' }>, 'apiKey' | 'apiSecret'>;

/** Null for a pair that may be sent; else what it is instead, and where the right one is found. */
export function pairRefusal(pair: KeyPair): string | null {
  const reading = readSourceKeys(pair);
  if (reading.kind !== 'keys') {
    return reading.message;
  }
  return reading.keys.version === 'v1' ? null : 'This is a V2 key, which stands alone: V1 needs a key and a secret.';
}

/** "Basic …" for a pair: RFC 7617 over UTF-8. The documentation's own example: ShipStation:Rocks gives U2hpcFN0YXRpb246Um9ja3M=. */
export function basicAuthorization({ apiKey, apiSecret }: KeyPair): string {
  return `Basic ${Buffer.from(`${apiKey.trim()}:${apiSecret.trim()}`, 'utf8').toString('base64')}`;
}
