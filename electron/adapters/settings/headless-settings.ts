import Conf from 'conf';

import type { Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { CompanyRegistry } from '../../core/ports/store/companies.ts';
import { openRegistry } from './open-registry.ts';
import { SETTINGS_NAME } from './settings-shape.ts';

/** The registry of a data directory, in plain Node. `stamp` as in {@link openRegistry}. */
export function openHeadlessRegistry(dataDirectory: string, stamp: string): Result<CompanyRegistry, PortFault> {
  return openRegistry({
    dataDirectory,
    stamp,
    write: (settings) => {
      // Writes beside and renames, so that the file is always a whole one; the desktop's electron-store is the same code.
      new Conf<Record<string, unknown>>({
        cwd: dataDirectory,
        configName: SETTINGS_NAME,
        fileExtension: 'json',
        clearInvalidConfig: false,
        configFileMode: 0o600,
      }).store = { ...settings };
    },
  });
}
