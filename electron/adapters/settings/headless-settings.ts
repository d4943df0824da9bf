import { copyFileSync, existsSync, readFileSync } from 'node:fs';
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
  const path = join(dataDirectory, `${SETTINGS_NAME}.json`);
  try {
    const file = openSettingsFile(dataDirectory, path);
    // Before conf sees the file: it takes some that it can't use for empty ones.
    readSettings(file);
    return ok(createCompanyRegistry(file));
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

function openSettingsFile(dataDirectory: string, path: string): SettingsFile {
  const read = (): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
  return {
    read,
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
