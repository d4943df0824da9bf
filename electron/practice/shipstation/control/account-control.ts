import type { Result } from '../../../../shared/domain/result.ts';
import { V2_ACCOUNT } from '../api/doors.ts';
import type { Shop } from '../shop.ts';
import {
  addKey,
  type ApiKey,
  currentKey,
  currentV2Key,
  deleteKey,
  expireKey,
  expireV2Key,
  type ListedKey,
  listKeys,
  rotateKey,
  rotateV2Key,
} from '../storage/keys.ts';
import { countRequests } from '../storage/rate-window.ts';
import { readSwitches } from '../storage/switches.ts';
import type { Commit } from './order-control.ts';

/** Keys of the account, and who else uses them. */
export interface AccountControl {
  /** The newest V1 pair. */
  key(): ApiKey;
  /** V1 pairs: one, or two while one is being replaced. */
  keys(): readonly ListedKey[];
  /** A second pair beside the one in force. */
  addKey(): Result<ApiKey>;
  deleteKey(apiKey: string): Result<null>;
  /** A new pair; every other is refused. */
  rotateKey(): ApiKey;
  /** A pair, or all of them, run out; {@link rotateKey} gives the next. */
  expireKey(apiKey?: string): void;
  v2Key(): string;
  rotateV2Key(): string;
  expireV2Key(): void;
  /** Other programs that use the same key send so many requests now: they eat the window that everyone shares. */
  otherPrograms(api: 'v1' | 'v2', requests: number): void;
}

export function createAccountControl(shop: Shop, commit: Commit): AccountControl {
  const { database } = shop;
  return {
    key: () => currentKey(database),
    keys: () => listKeys(database),
    addKey: () => commit(() => addKey(database)),
    deleteKey: (apiKey) => commit(() => deleteKey(database, apiKey)),
    rotateKey: () => commit(() => rotateKey(database)),
    expireKey: (apiKey) => commit(() => expireKey(database, apiKey ?? null)),
    v2Key: () => currentV2Key(database),
    rotateV2Key: () => commit(() => rotateV2Key(database)),
    expireV2Key: () => commit(() => expireV2Key(database)),
    otherPrograms: (api, requests) =>
      commit(() => {
        const { v1RequestsPerMinute, v2RequestsPerMinute } = readSwitches(database);
        const counted =
          api === 'v1'
            ? { account: currentKey(database).apiKey, limit: v1RequestsPerMinute }
            : { account: V2_ACCOUNT, limit: v2RequestsPerMinute };
        countRequests(database, { ...counted, count: requests }, shop.now());
      }),
  };
}
