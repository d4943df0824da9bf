import Store from 'electron-store';

import type { Result } from '../../../shared/domain/result.ts';
import { type OpenSettings, openSettings } from '../../adapters/settings/open-settings.ts';
import { SETTINGS_NAME } from '../../adapters/settings/settings-shape.ts';
import type { PortFault } from '../../core/ports/faults.ts';

/** The settings of a data directory, written by electron-store into the same file that the headless host uses. */
export function openDesktopSettings(dataDirectory: string, stamp: string): Result<OpenSettings, PortFault> {
  return openSettings({
    dataDirectory,
    stamp,
    write: (settings) => {
      new Store<Record<string, unknown>>({ cwd: dataDirectory, name: SETTINGS_NAME, clearInvalidConfig: false }).store = { ...settings };
    },
  });
}
