import { type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { type CatalogueStore, STORES } from '../../seed/catalogue.ts';
import type { Shop } from '../shop.ts';
import type { ShopDatabase } from './database.ts';

/** A store as it stands: ShipStation is only as fresh as its last refresh. */
export interface StandingStore extends CatalogueStore {
  readonly isActive: boolean;
  readonly isRefreshedByItself: boolean;
  readonly refreshedAt: Instant;
}

interface StoreRow {
  readonly store_id: number;
  readonly is_active: number;
  readonly is_refreshed_by_itself: number;
  readonly refreshed_at: Instant | null;
}

/** Channels are asked for orders every quarter of an hour, as ShipStation does where auto-import is on. */
const REFRESH_MS = 15 * 60_000;

export function standingStores({ database, now }: Shop): StandingStore[] {
  const rows = database.prepare<[], StoreRow>('SELECT store_id, is_active, is_refreshed_by_itself, refreshed_at FROM stores').all();
  const bySchedule = instantOf(Math.floor(now() / REFRESH_MS) * REFRESH_MS);
  return STORES.map((store) => {
    const row = rows.find(({ store_id }) => store_id === store.storeId);
    const asked = row?.refreshed_at ?? null;
    const isRefreshedByItself = row === undefined || row.is_refreshed_by_itself === 1;
    const latest = asked !== null && asked > bySchedule ? asked : bySchedule;
    return {
      ...store,
      isActive: row === undefined || row.is_active === 1,
      isRefreshedByItself,
      refreshedAt: isRefreshedByItself ? latest : (asked ?? bySchedule),
    };
  });
}

/** Notes that a store's channel was asked for orders at this time. */
export function setRefreshed(database: ShopDatabase, storeId: number, at: Instant): void {
  database
    .prepare(
      'INSERT INTO stores (store_id, refreshed_at) VALUES (?, ?) ON CONFLICT (store_id) DO UPDATE SET refreshed_at = excluded.refreshed_at',
    )
    .run(storeId, at);
}

/** `refreshedAt`: where a store that is not refreshed by itself any more stood last. */
export function setRefreshedByItself(database: ShopDatabase, storeId: number, isOn: boolean, refreshedAt: Instant): void {
  setRefreshed(database, storeId, refreshedAt);
  database.prepare('UPDATE stores SET is_refreshed_by_itself = ? WHERE store_id = ?').run(isOn ? 1 : 0, storeId);
}

export function setStoreActive(database: ShopDatabase, storeId: number, isActive: boolean): void {
  database
    .prepare('INSERT INTO stores (store_id, is_active) VALUES (?, ?) ON CONFLICT (store_id) DO UPDATE SET is_active = excluded.is_active')
    .run(storeId, isActive ? 1 : 0);
}
