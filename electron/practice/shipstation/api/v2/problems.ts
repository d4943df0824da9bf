import type { Answer } from '../answer.ts';

/** What V2 calls the failures that this shop has (api facts, section 2). */
const BY_STATUS: Readonly<Record<number, { readonly type: string; readonly code: string; readonly message: string }>> = {
  400: { type: 'validation', code: 'invalid_field_value', message: 'Invalid request. Please refer to documentation.' },
  401: {
    type: 'security',
    code: 'unauthorized',
    message: 'The API key is invalid. Please see https://docs.shipstation.com/authentication',
  },
  403: { type: 'security', code: 'forbidden', message: 'Your plan does not include this part of the API.' },
  404: { type: 'validation', code: 'not_found', message: 'Not found.' },
  405: { type: 'validation', code: 'method_not_allowed', message: 'The method is not allowed here.' },
  429: { type: 'business_rules', code: 'rate_limit_exceeded', message: 'Rate limit exceeded. Please try again later.' },
};
const BROKEN = { type: 'system', code: 'unspecified', message: 'An unexpected error occurred.' } as const;

/** V2's error envelope. Its request_id is added when the answer is written. */
export function v2Problem(status: number, message?: string, fieldName?: string): Answer {
  const known = BY_STATUS[status] ?? BROKEN;
  return {
    kind: 'problem',
    status,
    body: {
      errors: [
        {
          error_source: 'ShipStation',
          error_type: known.type,
          error_code: known.code,
          message: message ?? known.message,
          ...(fieldName === undefined ? {} : { field_name: fieldName }),
        },
      ],
    },
  };
}
