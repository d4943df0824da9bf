import type { Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksTokens, TokenKeeper } from '../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { portFault } from '../http/port-fault.ts';

export interface RenewedTokens {
  readonly tokens: BooksTokens;
  /** The refresh token that they were got with. */
  readonly replaced: string;
}

/** The keeper, and what could not be given to it yet. */
export interface TokenStore {
  read(): Promise<BooksTokens | null>;
  /** Durable when it succeeds. What fails is kept, because Intuit gives a refresh token only once. */
  write(renewed: RenewedTokens): Promise<Result<BooksTokens, PortFault>>;
  /** What still waits to be written; null where there is nothing. */
  pending(): RenewedTokens | null;
}

export function createTokenStore(keeper: TokenKeeper, logger: Logger): TokenStore {
  let waiting: RenewedTokens | null = null;
  return {
    read: () => keeper.read(),
    async write(renewed) {
      try {
        await keeper.write(renewed.tokens, renewed.replaced);
        waiting = null;
        return ok(renewed.tokens);
      } catch (error) {
        waiting = renewed;
        logger.log('failure', 'books.tokens-not-stored', { reason: error instanceof Error ? error.name : 'unknown' });
        return fail(
          portFault({
            code: 'store/disk',
            class: 'storage',
            message:
              'The renewed QuickBooks connection could not be stored. Free some disk space and check that the data folder can be written.',
          }),
        );
      }
    },
    pending: () => waiting,
  };
}
