import Conf from 'conf';

import type { Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { type OpenSettings, openSettings } from './open-settings.ts';
import { SETTINGS_NAME } from './settings-shape.ts';

/** The settings of a data directory, in plain Node. `stamp` as in {@link openSettings}. */
export function openHeadlessSettings(dataDirectory: string, stamp: string): Result<OpenSettings, PortFault> {
  return openSettings({
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
