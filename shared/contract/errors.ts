import { z } from 'zod';

/** Failures that any call may answer with. */
export const COMMON_ERROR_CODES = [
  'contract/unknown-method',
  'contract/bad-input',
  'contract/bad-output',
  'company/unknown',
  'vault/locked',
  'vault/wrong-passphrase',
  'vault/damaged',
  'store/wrong-key',
  'store/from-the-future',
  'store/damaged',
  'store/disk',
  'data-directory/locked',
  'data-directory/not-writable',
  'run/busy',
  'run/stopped',
  'bug/unexpected',
] as const;

export const ERROR_CODES = [
  ...COMMON_ERROR_CODES,
  'company/name-taken',
  'company/not-confirmed',
  'company/not-practice',
  'source/not-connected',
  'source/wrong-key',
  'source/key-expired',
  'source/key-shape',
  'source/permission',
  'source/unreachable',
  'source/throttled',
  'source/bad-answer',
  'books/not-connected',
  'books/reconnect',
  'books/permission',
  'books/unreachable',
  'books/throttled',
  'books/bad-answer',
  'books/rejected',
  'books/wrong-company',
  'books/mirror-missing',
  'oauth/refused',
  'oauth/timed-out',
  'oauth/busy',
  'oauth/no-port',
  'oauth/bad-address',
  'oauth/wrong-state',
  'oauth/exchange-failed',
  'oauth/unknown-flow',
  'config/invalid',
  'order/unknown',
  'order/number-not-unique',
  'order/not-ready',
  'order/plan-changed',
  'order/nothing-approved',
  'order/no-such-finding',
  'order/no-such-choice',
  'order/value-needed',
  'order/already-posted',
  'posting/unknown',
  'posting/not-failed',
  'posting/in-flight',
  'audit/broken',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** How an error crosses: plain data. Stacks stay in the log under the same callId. */
export const contractErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
  callId: z.string(),
});
export type ContractError = z.infer<typeof contractErrorSchema>;

export type CallResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ContractError };
