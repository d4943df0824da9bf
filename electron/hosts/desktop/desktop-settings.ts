import Store from 'electron-store';

import type { Result } from '../../../shared/domain/result.ts';
import { openRegistry } from '../../adapters/settings/open-registry.ts';
import { SETTINGS_NAME } from '../../adapters/settings/settings-shape.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { CompanyRegistry } from '../../core/ports/store/companies.ts';

/** The registry of a data directory, written by electron-store into the same file that the headless host uses. */
export function openDesktopRegistry(dataDirectory: string, stamp: string): Result<CompanyRegistry, PortFault> {
  return openRegistry({
    dataDirectory,
    stamp,
    write: (settings) => {
      new Store<Record<string, unknown>>({ cwd: dataDirectory, name: SETTINGS_NAME, clearInvalidConfig: false }).store = { ...settings };
    },
  });
}
