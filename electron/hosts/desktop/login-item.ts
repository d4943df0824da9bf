import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { app } from 'electron';

import { fail, ok } from '../../../shared/domain/result.ts';
import type { LoginItem } from '../../core/ports/preferences-store.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';

/** Windows and macOS have a list of what starts with a person's sign-in; on Linux it is a folder of the desktop. */
export function createLoginItem(): LoginItem {
  return process.platform === 'linux' ? autostartFile(join(app.getPath('appData'), 'autostart', 'purser.desktop')) : systemLoginItem;
}

const systemLoginItem: LoginItem = {
  isOn: () => app.getLoginItemSettings().openAtLogin,
  set: (isOn) => {
    app.setLoginItemSettings({ openAtLogin: isOn });
    return ok(null);
  },
};

/** https://specifications.freedesktop.org/autostart-spec/latest/ */
function autostartFile(file: string): LoginItem {
  return {
    isOn: () => existsSync(file),
    set(isOn) {
      try {
        if (isOn) {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, entryOf(process.env['APPIMAGE'] ?? process.execPath));
        } else {
          rmSync(file, { force: true });
        }
        return ok(null);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        return fail(storageFault('store/disk', `The entry in ${dirname(file)} could not be changed (${code}).`));
      }
    },
  };
}

/** Quoted as the specification of desktop entries says: https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html */
function entryOf(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%')}"`;
  return `[Desktop Entry]\nType=Application\nName=Purser\nExec=${quoted}\nTerminal=false\n`;
}
