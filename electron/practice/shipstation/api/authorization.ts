import type { Answer } from './answer.ts';
import type { ApiKey, KeyStanding } from '../storage/keys.ts';

/** The key and secret of a Basic Authorization header, or null where there is none that can be read. */
export function readBasic(header: string | undefined): ApiKey | null {
  const encoded = /^Basic +([A-Za-z0-9+/=]{1,1000})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) {
    return null;
  }
  const [, apiKey, apiSecret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return apiKey === undefined || apiSecret === undefined ? null : { apiKey, apiSecret };
}

/** V1's 401 comes in several bodies: empty without a header, the documented one for a wrong pair, ASP.NET's own for a key that ran out. */
export function unauthorized(standing: Exclude<KeyStanding, 'valid'> | 'missing'): Answer {
  const bodies = {
    missing: null,
    wrong: { message: 'Invalid API credentials' },
    expired: { Message: 'Authorization has been denied for this request.' },
  } as const;
  return { kind: 'problem', status: 401, body: bodies[standing] };
}
