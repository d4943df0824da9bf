/** Why a request is refused, as the one who asked is told. Codes and statuses are those of PROTOCOL.md. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A value, or the refusal to answer with. Only bugs and a store that fails are thrown. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refuse = (refusal: Refusal): Outcome<never> => ({ ok: false, refusal });

export const badRequest = (message: string): Refusal => ({ status: 400, code: 'bad-request', message });

/** One and the same for an unknown path, an unknown address and an unsigned V2 event: it tells a stranger nothing. */
export const NOT_FOUND: Refusal = { status: 404, code: 'not-found', message: 'There is nothing here.' };

export const UNAUTHORIZED: Refusal = {
  status: 401,
  code: 'unauthorized',
  message: 'The code or secret is missing or wrong.',
  headers: { 'www-authenticate': 'Bearer' },
};

export const notAllowed = (allowed: readonly string[]): Refusal => ({
  status: 405,
  code: 'method-not-allowed',
  message: `Here only ${allowed.join(' and ')} is answered.`,
  headers: { allow: allowed.join(', ') },
});

export const tooMany = (message: string, retryAfterMs: number): Refusal => ({
  status: 429,
  code: 'too-many',
  message,
  headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
});

export const unavailable = (message: string): Refusal => ({
  status: 503,
  code: 'unavailable',
  message,
  headers: { 'retry-after': '5' },
});
