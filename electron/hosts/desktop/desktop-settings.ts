import Store from 'electron-store';

import { createCompanyRegistry, readSettings, settingsFault } from '../../adapters/settings/company-registry.ts';
import { SETTINGS_NAME } from '../../adapters/settings/settings-shape.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { CompanyRegistry } from '../../core/ports/store/companies.ts';
import { StoreFault } from '../../core/ports/store/store-fault.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';

/** The registry of a data directory, kept by electron-store in the same file that the headless host uses. Fault: `store/damaged`. */
export function openDesktopRegistry(dataDirectory: string): Result<CompanyRegistry, PortFault> {
  try {
    const store = new Store<Record<string, unknown>>({
      cwd: dataDirectory,
      name: SETTINGS_NAME,
      // Never replaced by an empty one: the companies would seem to be gone.
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    });
    const file = {
      read: (): unknown => store.store,
      write: (settings: object): void => {
        store.store = { ...settings };
      },
    };
    readSettings(file);
    return ok(createCompanyRegistry(file));
  } catch (error) {
    const reason = error instanceof StoreFault ? error.fault.message : `The settings file can't be read: ${error instanceof Error ? error.message : String(error)}.`;
    return fail(settingsFault(reason));
  }
}
