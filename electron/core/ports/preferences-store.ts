import type { Preferences } from '../../../shared/domain/preferences.ts';

/** Preferences beside the list of companies, in the small settings file of the data directory. */
export interface PreferencesStore {
  /** The usual ones where none were ever kept, or where what was kept makes no sense. */
  read(): Preferences;
  keep(preferences: Preferences): void;
}

/** Whether the operating system starts Purser when the person signs in. */
export interface LoginItem {
  isOn(): boolean;
  set(isOn: boolean): void;
}
