import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import Conf from 'conf';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { StoreFault } from '../../core/ports/store/store-fault.ts';
import type { CompanyRegistry } from '../../core/ports/store/companies.ts';
import { createCompanyRegistry, readSettings, settingsFault, type SettingsFile } from './company-registry.ts';
import { SETTINGS_NAME } from './settings-shape.ts';

/**
 * The registry of a data directory, in plain Node. A file that can't be read is an error: it stays where it is, and a copy is
 * kept aside, so that nothing can overwrite what it held. Fault: `store/damaged`.
 *
 * @param stamp for the copy's name, e.g. today's date
 */
export function openHeadlessRegistry(dataDirectory: string, stamp: string): Result<CompanyRegistry, PortFault> {
  try {
    const file = openSettingsFile(dataDirectory);
    readSettings(file);
    return ok(createCompanyRegistry(file));
  } catch (error) {
    const kept = keepAside(join(dataDirectory, `${SETTINGS_NAME}.json`), stamp);
    const where = kept === null ? '' : ` A copy is in ${kept}.`;
    const reason = error instanceof StoreFault ? error.fault.message : `The settings file can't be read (${error instanceof Error ? error.message : String(error)}).`;
    return fail(settingsFault(`${reason}${where}`));
  }
}

function openSettingsFile(dataDirectory: string): SettingsFile {
  const conf = new Conf<Record<string, unknown>>({
    cwd: dataDirectory,
    configName: SETTINGS_NAME,
    fileExtension: 'json',
    // Never replaced by an empty one: the companies would seem to be gone.
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
  return {
    read: () => conf.store,
    write: (settings) => {
      conf.store = { ...settings };
    },
  };
}

function keepAside(file: string, stamp: string): string | null {
  if (!existsSync(file)) {
    return null;
  }
  const kept = `${file}.unreadable-${stamp}`;
  copyFileSync(file, kept);
  return kept;
}
