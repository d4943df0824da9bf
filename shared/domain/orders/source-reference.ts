import type { SourceStore } from './order.ts';

/** A carrier that the account ships with. Two accounts of one carrier share its code. */
export interface SourceCarrier {
  /** As orders and labels name it: "stamps_com". */
  readonly carrierCode: string;
  /** What the account calls it, else what the source does. */
  readonly name: string;
}

export interface SourceService {
  readonly carrierCode: string;
  /** As orders and labels name it: "usps_ground_advantage". */
  readonly serviceCode: string;
  readonly name: string;
}

export interface SourceTag {
  readonly tagId: number;
  readonly name: string;
}

export interface SourceWarehouse {
  readonly warehouseId: number;
  readonly name: string;
}

/** The names behind the codes and ids that orders and labels carry. */
export interface SourceReference {
  readonly carriers: readonly SourceCarrier[];
  readonly services: readonly SourceService[];
  readonly tags: readonly SourceTag[];
  readonly warehouses: readonly SourceWarehouse[];
}

/** A store of which only the id is known, called by it. */
export function storeCalledById(storeId: number): SourceStore {
  return { storeId, storeName: `Store ${storeId}`, nameIsTold: false, marketplaceName: null, active: true, refreshedAt: null };
}
