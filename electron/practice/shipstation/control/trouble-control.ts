import type { Shop } from '../shop.ts';
import { addDrift, clearDrifts, type PageDrift } from '../storage/drifts.ts';
import { type ActiveFault, addFault, clearFaults, type FaultScope, listFaults, type PracticeFault } from '../storage/faults.ts';
import { type SeenRequest, seenRequests } from '../storage/requests.ts';
import { changeSwitches, readSwitches, type ShopSwitches } from '../storage/switches.ts';
import type { Commit } from './order-control.ts';

/** What can be made to go wrong, and how the shop takes what no document says. */
export interface TroubleControl {
  addFault(fault: PracticeFault, scope?: FaultScope): number;
  faults(): readonly ActiveFault[];
  /** One by its id, or all. */
  clearFaults(faultId?: number): void;
  /** Lets something happen between two pages of a list. */
  betweenPages(drift: PageDrift): void;
  clearDrifts(): void;
  switches(): ShopSwitches;
  changeSwitches(changes: Partial<ShopSwitches>): ShopSwitches;
  /** The latest requests that were answered, oldest first. */
  requests(): readonly SeenRequest[];
}

export function createTroubleControl({ database }: Shop, commit: Commit): TroubleControl {
  return {
    addFault: (fault, scope = {}) => addFault(database, fault, scope),
    faults: () => listFaults(database),
    clearFaults: (faultId) => clearFaults(database, faultId ?? null),
    betweenPages: (drift) => addDrift(database, drift),
    clearDrifts: () => clearDrifts(database),
    switches: () => readSwitches(database),
    changeSwitches: (changes) => commit(() => changeSwitches(database, changes)),
    requests: () => seenRequests(database),
  };
}
