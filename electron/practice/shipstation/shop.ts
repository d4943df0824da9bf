import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../practice.ts';
import type { ShopDatabase } from './storage/database.ts';

/** The open shop: its file and the clock that its server and its operations follow. */
export interface Shop {
  readonly database: ShopDatabase;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The day that the shop was seeded for, as stored when it was made. */
  readonly anchorOn: BusinessDate;
  readonly regime: PracticeRegime;
}

export const instantNow = (shop: Shop): Instant => instantOf(shop.now());

/** What the shop's money is called in V2; V1 never says. */
export const currencyOf = ({ regime }: Pick<Shop, 'regime'>): string => (regime === 'canada' ? 'cad' : 'usd');
