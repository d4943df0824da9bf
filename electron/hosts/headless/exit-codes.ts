import type { ErrorCode } from '../../../shared/contract/errors.ts';

/** What scripts read (cli.md): stable and tested. */
export const EXIT = {
  done: 0,
  /** Done, but some records need attention. */
  attention: 1,
  usage: 2,
  /** A connection needs a person. */
  connection: 3,
  /** Another Purser holds the data directory, or a run is on. */
  busy: 4,
  /** Nothing could be reached. */
  network: 5,
  vault: 6,
  bug: 70,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_CODE: Readonly<Record<ErrorCode, ExitCode>> = {
  'contract/unknown-method': EXIT.usage,
  'contract/bad-input': EXIT.usage,
  'contract/bad-output': EXIT.bug,
  'company/unknown': EXIT.usage,
  'vault/locked': EXIT.vault,
  'vault/wrong-passphrase': EXIT.vault,
  'vault/damaged': EXIT.vault,
  'store/wrong-key': EXIT.vault,
  'store/from-the-future': EXIT.attention,
  'store/damaged': EXIT.attention,
  'store/disk': EXIT.attention,
  'data-directory/locked': EXIT.busy,
  'data-directory/not-writable': EXIT.usage,
  'run/busy': EXIT.busy,
  'run/stopped': EXIT.attention,
  'bug/unexpected': EXIT.bug,
  'company/name-taken': EXIT.usage,
  'company/not-confirmed': EXIT.usage,
  'company/not-practice': EXIT.usage,
  'source/not-connected': EXIT.connection,
  'source/wrong-key': EXIT.connection,
  'source/key-expired': EXIT.connection,
  'source/key-shape': EXIT.connection,
  'source/permission': EXIT.connection,
  'source/unreachable': EXIT.network,
  'source/throttled': EXIT.network,
  'source/bad-answer': EXIT.network,
  'books/not-connected': EXIT.connection,
  'books/reconnect': EXIT.connection,
  'books/permission': EXIT.connection,
  'books/unreachable': EXIT.network,
  'books/throttled': EXIT.network,
  'books/bad-answer': EXIT.network,
  'books/rejected': EXIT.attention,
  'books/wrong-company': EXIT.connection,
  'books/mirror-missing': EXIT.attention,
  'oauth/refused': EXIT.connection,
  'oauth/timed-out': EXIT.connection,
  'oauth/busy': EXIT.connection,
  'oauth/no-port': EXIT.connection,
  'oauth/bad-address': EXIT.usage,
  'oauth/wrong-state': EXIT.connection,
  'oauth/exchange-failed': EXIT.connection,
  'oauth/unknown-flow': EXIT.connection,
  'relay/not-paired': EXIT.connection,
  'relay/already-paired': EXIT.usage,
  'relay/bad-address': EXIT.usage,
  'relay/refused': EXIT.connection,
  'relay/replaced': EXIT.connection,
  'relay/full': EXIT.connection,
  'relay/unreachable': EXIT.network,
  'relay/throttled': EXIT.network,
  'relay/bad-answer': EXIT.network,
  'config/invalid': EXIT.usage,
  'config/changed-since': EXIT.usage,
  'config/no-version': EXIT.usage,
  'mapping-file/no-columns': EXIT.usage,
  'mapping-file/too-long': EXIT.usage,
  'mapping-file/bad-rows': EXIT.usage,
  'order/unknown': EXIT.usage,
  'order/number-not-unique': EXIT.usage,
  'order/not-ready': EXIT.attention,
  'order/plan-changed': EXIT.attention,
  'order/nothing-approved': EXIT.attention,
  'order/no-such-finding': EXIT.usage,
  'order/no-such-choice': EXIT.usage,
  'order/value-needed': EXIT.usage,
  'order/already-posted': EXIT.attention,
  'posting/unknown': EXIT.usage,
  'posting/not-failed': EXIT.attention,
  'posting/in-flight': EXIT.attention,
  'posting/credited': EXIT.attention,
  'audit/broken': EXIT.attention,
  'practice/not-possible': EXIT.attention,
};

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(BY_CODE, code);

/** Codes of the books' own table (books/record-gone and the like) are refusals of single records. */
export function exitCodeFor(code: string): ExitCode {
  return isKnown(code) ? BY_CODE[code] : EXIT.attention;
}
