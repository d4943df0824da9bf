import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { instantNow, type Shop } from '../shop.ts';
import { setRefreshed, setRefreshedByItself, setStoreActive, type StandingStore, standingStores } from '../storage/stores.ts';

/** Asks a store's channel for orders now: its refreshDate is this moment. */
export function refreshStore(shop: Shop, storeId: number): Result<StandingStore> {
  return change(shop, storeId, () => setRefreshed(shop.database, storeId, instantNow(shop)));
}

/** Off: the store's refreshDate stays where it is until somebody refreshes it by hand, and ShipStation grows old. */
export function setAutoRefresh(shop: Shop, storeId: number, isOn: boolean): Result<StandingStore> {
  return change(shop, storeId, ({ refreshedAt }) => setRefreshedByItself(shop.database, storeId, isOn, refreshedAt));
}

/** A store that is not active is listed only where inactive ones are asked for; its orders stay. */
export function activateStore(shop: Shop, storeId: number, isActive: boolean): Result<StandingStore> {
  return change(shop, storeId, () => setStoreActive(shop.database, storeId, isActive));
}

function change(shop: Shop, storeId: number, work: (store: StandingStore) => void): Result<StandingStore> {
  const find = (): StandingStore | undefined => standingStores(shop).find((store) => store.storeId === storeId);
  const before = find();
  if (before === undefined) {
    return fail({ code: 'practice/unknown-store', message: `The shop has no store ${storeId}` });
  }
  work(before);
  return ok(find() ?? before);
}
