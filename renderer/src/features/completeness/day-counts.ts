import type { MethodOutput } from '../../../../shared/contract/client.ts';

export type SweptDay = NonNullable<MethodOutput<'completeness.show'>['latest']>['byStoreAndDay'][number];

/** One store's orders over all days, on both sides. */
export interface StoreCounts {
  readonly storeId: number;
  readonly store: string;
  readonly listed: number;
  readonly stored: number;
  readonly missing: number;
}

export const isDifferent = ({ listed, stored }: Pick<SweptDay, 'listed' | 'stored'>): boolean => listed !== stored;

/** Sums per store, those with a difference first, then by name. A difference on one day must not be hidden by another's. */
export function countsByStore(days: readonly SweptDay[]): readonly StoreCounts[] {
  const stores = [...Map.groupBy(days, ({ storeId }) => storeId)].map(([storeId, own]) => ({
    storeId,
    store: own[0]?.store ?? '',
    listed: own.reduce((sum, { listed }) => sum + listed, 0),
    stored: own.reduce((sum, { stored }) => sum + stored, 0),
    missing: own.reduce((sum, { missing }) => sum + missing, 0),
  }));
  return stores.toSorted((a, b) => Number(isDifferent(b)) - Number(isDifferent(a)) || a.store.localeCompare(b.store, 'en'));
}
