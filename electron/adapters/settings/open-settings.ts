import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { PreferencesStore } from '../../core/ports/preferences-store.ts';
import type { CompanyRegistry } from '../../core/ports/store/companies.ts';
import { StoreFault } from '../../core/ports/store/store-fault.ts';
import { createCompanyRegistry, readSettings, settingsFault, type SettingsFile } from './company-registry.ts';
import { createPreferencesStore } from './preferences-store.ts';
import { SETTINGS_NAME, type Settings } from './settings-shape.ts';

export interface SettingsOptions {
  readonly dataDirectory: string;
  /** For the name of a copy that is kept aside, e.g. today's date. */
  readonly stamp: string;
  /** Replaces the whole file at once: electron-store on the desktop, conf in the headless host. */
  readonly write: (settings: Settings) => void;
}

/** What the small settings file holds. */
export interface OpenSettings {
  readonly registry: CompanyRegistry;
  readonly preferences: PreferencesStore;
}

/**
 * The settings of a data directory. A file that can't be read is an error: it stays where it is, and a copy is kept aside, so
 * that nothing can overwrite what it held. It is read here and not by the host's store, which takes some files that it can't
 * use for empty ones. Fault: `store/damaged`.
 */
export function openSettings({ dataDirectory, stamp, write }: SettingsOptions): Result<OpenSettings, PortFault> {
  const path = join(dataDirectory, `${SETTINGS_NAME}.json`);
  const file: SettingsFile = { read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}), write };
  try {
    readSettings(file);
    return ok({ registry: createCompanyRegistry(file), preferences: createPreferencesStore(file) });
  } catch (error) {
    const kept = keepAside(path, stamp);
    const where = kept === null ? '' : ` A copy is in ${kept}.`;
    const reason =
      error instanceof StoreFault
        ? error.fault.message
        : `The settings file can't be read (${error instanceof Error ? error.message : String(error)}).`;
    return fail(settingsFault(`${reason}${where}`));
  }
}

function keepAside(file: string, stamp: string): string | null {
  if (!existsSync(file)) {
    return null;
  }
  const kept = `${file}.unreadable-${stamp}`;
  copyFileSync(file, kept);
  return kept;
}
