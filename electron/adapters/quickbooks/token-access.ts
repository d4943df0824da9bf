import type { Clock, Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksTokens, TokenKeeper } from '../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf } from '../../../shared/domain/time/instants.ts';
import { type LaneRegistry } from '../http/lane-registry.ts';
import { portFault } from '../http/port-fault.ts';
import { reconnectFault } from './classify.ts';

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

export interface TokenAccessParts {
  readonly keeper: TokenKeeper;
  readonly refresh: RefreshTokens;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lanes: LaneRegistry;
}

/**
 * One refresh at a time for each connection, in whatever client: two at once make Intuit revoke the tokens of the first. The new
 * refresh token is stored before the new access token is used, because the old one is dead by then. After `invalid_grant` the
 * same refresh token is never tried again.
 */
export function createTokenAccess({ keeper, refresh, clock, logger, lanes }: TokenAccessParts): TokenAccess {
  let held: BooksTokens | null = null;
  /** Refreshed, but not stored yet: storing comes first, next time. */
  let unsaved: BooksTokens | null = null;
  let deadRefreshToken: string | null = null;

  const isFresh = (tokens: BooksTokens): boolean => epochMsOf(tokens.accessExpiresAt) - clock.now() > RENEW_BEFORE_MS;

  const store = async (tokens: BooksTokens): Promise<Result<BooksTokens, PortFault>> => {
    try {
      await keeper.write(tokens);
    } catch (error) {
      unsaved = tokens;
      logger.log('failure', 'books.tokens-not-stored', { reason: error instanceof Error ? error.name : 'unknown' });
      return fail(
        portFault({ code: 'store/disk', class: 'storage', message: 'The renewed QuickBooks connection could not be stored. Free some disk space and check that the data folder can be written.' }),
      );
    }
    unsaved = null;
    held = tokens;
    return ok(tokens);
  };

  const renewInTurn = async (refusedAccessToken: string | null): Promise<Result<BooksTokens, PortFault>> => {
    if (unsaved !== null) {
      const stored = await store(unsaved);
      if (!stored.ok || stored.value.accessToken !== refusedAccessToken) {
        return stored;
      }
    }
    const stored = await keeper.read();
    if (stored === null) {
      return fail(notConnected());
    }
    // Somebody who was in turn before has renewed them, or a person has connected anew.
    if (stored.accessToken !== refusedAccessToken && isFresh(stored)) {
      held = stored;
      return ok(stored);
    }
    if (stored.refreshToken === deadRefreshToken) {
      return fail(reconnectFault(null, null));
    }
    const refreshed = await refresh(stored.refreshToken);
    if (refreshed.ok) {
      logger.log('notice', 'books.tokens-refreshed', { isRotated: refreshed.value.refreshToken !== stored.refreshToken });
      return store({ realmId: stored.realmId, ...refreshed.value });
    }
    if (refreshed.fault.class === 'auth') {
      deadRefreshToken = stored.refreshToken;
      logger.log('failure', 'books.refresh-refused', { code: refreshed.fault.code });
    }
    return refreshed;
  };

  const renew = async (realmId: string, refusedAccessToken: string | null): Promise<Result<BooksTokens, PortFault>> =>
    lanes.inTurn(`intuit-refresh:${realmId}`, () => renewInTurn(refusedAccessToken));

  return {
    async current() {
      held ??= await keeper.read();
      if (held === null) {
        return fail(notConnected());
      }
      return isFresh(held) ? ok(held) : renew(held.realmId, held.accessToken);
    },
    async renew(refusedAccessToken) {
      return held === null ? fail(notConnected()) : renew(held.realmId, refusedAccessToken);
    },
  };
}

function notConnected(): PortFault {
  return portFault({ code: 'books/not-connected', class: 'auth', message: 'QuickBooks is not connected. Connect it on the Connections screen.' });
}
