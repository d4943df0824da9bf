import type { Preferences } from '../../../shared/domain/preferences.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { PortFault } from './faults.ts';

/** Preferences beside the list of companies, in the small settings file of the data directory. */
export interface PreferencesStore {
  /** The usual ones where none were ever kept, or where what was kept makes no sense. */
  read(): Preferences;
  keep(preferences: Preferences): void;
}

/** Whether the operating system starts Purser when the person signs in. */
export interface LoginItem {
  isOn(): boolean;
  /** Fault `store/disk` where the system does not let it be changed. */
  set(isOn: boolean): Result<null, PortFault>;
}
