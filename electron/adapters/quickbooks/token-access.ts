import type { Clock, Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksTokens, TokenKeeper } from '../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf } from '../../../shared/domain/time/instants.ts';
import type { LaneRegistry } from '../http/lane-registry.ts';
import { portFault } from '../http/port-fault.ts';
import { reconnectFault } from './classify.ts';
import { createTokenStore } from './token-store.ts';

/** Everything of {@link BooksTokens} that a refresh gives anew. */
export type RefreshedTokens = Omit<BooksTokens, 'realmId'>;

/** Asks Intuit for new tokens. `invalid_grant` must come back with class `auth`. */
export type RefreshTokens = (refreshToken: string) => Promise<Result<RefreshedTokens, PortFault>>;

export interface TokenAccess {
  /** Tokens that are good for a request now; refreshed first where they are about to end. */
  current(): Promise<Result<BooksTokens, PortFault>>;
  /** Newer tokens than those with this access token, which was just refused. */
  renew(refusedAccessToken: string): Promise<Result<BooksTokens, PortFault>>;
}

/** Access tokens live an hour: a request that is sent must still be covered when it arrives. */
const RENEW_BEFORE_MS = 120_000;

/** Runs a task while no other process runs one of the same connection. */
export type Alone = <T>(task: () => Promise<Result<T, PortFault>>) => Promise<Result<T, PortFault>>;

export interface TokenAccessParts {
  readonly keeper: TokenKeeper;
  readonly refresh: RefreshTokens;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lanes: LaneRegistry;
  /** Keeps other processes out while tokens are renewed; the keeper is read inside it. */
  readonly alone: Alone;
}

/**
 * One refresh at a time for each connection, in whatever client and process: two at once make Intuit revoke the tokens of the first. The new
 * refresh token is stored before the new access token is used, because the old one is dead by then. After `invalid_grant` the
 * same refresh token is never tried again.
 */
export function createTokenAccess({ keeper, refresh, clock, logger, lanes, alone }: TokenAccessParts): TokenAccess {
  const tokens = createTokenStore(keeper, logger);
  let held: BooksTokens | null = null;
  let deadRefreshToken: string | null = null;

  const isFresh = ({ accessExpiresAt }: BooksTokens): boolean => epochMsOf(accessExpiresAt) - clock.now() > RENEW_BEFORE_MS;

  const refreshStored = async (stored: BooksTokens): Promise<Result<BooksTokens, PortFault>> => {
    if (stored.refreshToken === deadRefreshToken) {
      return fail(reconnectFault(null, null));
    }
    const refreshed = await refresh(stored.refreshToken);
    if (refreshed.ok) {
      logger.log('notice', 'books.tokens-refreshed', { isRotated: refreshed.value.refreshToken !== stored.refreshToken });
      return tokens.write({ tokens: { realmId: stored.realmId, ...refreshed.value }, replaced: stored.refreshToken });
    }
    if (refreshed.fault.class === 'auth') {
      deadRefreshToken = stored.refreshToken;
      logger.log('failure', 'books.refresh-refused', { code: refreshed.fault.code });
    }
    return refreshed;
  };

  /** Newer tokens than the refused ones: those that could not be stored before, those of another client or person, or fresh ones. */
  const renewInTurn = async (refused: string): Promise<Result<BooksTokens, PortFault>> => {
    const pending = tokens.pending();
    if (pending !== null) {
      const written = await tokens.write(pending);
      if (!written.ok) {
        return written;
      }
    }
    const stored = await tokens.read();
    if (stored === null) {
      return fail(notConnected());
    }
    return stored.accessToken !== refused && isFresh(stored) ? ok(stored) : refreshStored(stored);
  };

  const renew = async ({ realmId }: BooksTokens, refused: string): Promise<Result<BooksTokens, PortFault>> => {
    const renewed = await lanes.inTurn(`intuit-refresh:${realmId}`, () => alone(() => renewInTurn(refused)));
    if (renewed.ok) {
      held = renewed.value;
    }
    return renewed;
  };

  return {
    async current() {
      held ??= await tokens.read();
      if (held === null) {
        return fail(notConnected());
      }
      return isFresh(held) ? ok(held) : renew(held, held.accessToken);
    },
    async renew(refused) {
      return held === null ? fail(notConnected()) : renew(held, refused);
    },
  };
}

function notConnected(): PortFault {
  return portFault({
    code: 'books/not-connected',
    class: 'auth',
    message: 'QuickBooks is not connected. Connect it on the Connections screen.',
  });
}
