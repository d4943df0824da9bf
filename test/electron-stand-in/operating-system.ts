// The operating system: what the app asks of it is recorded for the test, never performed.
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

import { osLog, takeAnswer } from './environment.ts';
import { allWindows } from './windows.ts';

export const shell = {
  openExternal: async (url: string): Promise<void> => osLog('shell.openExternal', { url }),
  openPath: async (path: string): Promise<string> => {
    osLog('shell.openPath', { path });
    return '';
  },
  showItemInFolder: (path: string): void => osLog('shell.showItemInFolder', { path }),
  beep: (): void => {},
};

interface Picture {
  toPNG(): Buffer;
  toDataURL(): string;
  isEmpty(): boolean;
  resize(): Picture;
  setTemplateImage(): void;
}

const picture = (png: Buffer): Picture => ({
  toPNG: () => png,
  toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
  isEmpty: () => png.length === 0,
  resize: () => picture(png),
  setTemplateImage: () => {},
});

export const nativeImage = {
  createEmpty: (): Picture => picture(Buffer.alloc(0)),
  createFromBuffer: picture,
  createFromPath: (path: string): Picture => picture(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromDataURL: (url: string): Picture => picture(Buffer.from(url.split(',')[1] ?? '', 'base64')),
};

interface DialogOptions {
  readonly title?: string;
  readonly message?: string;
  readonly buttons?: readonly string[];
  readonly defaultPath?: string;
}

/** A dialog gets the answer that the test wrote beforehand, else it is dismissed. The window before the options may be left out. */
const dialogOf =
  (name: string, dismissed: unknown) =>
  async (...args: readonly unknown[]): Promise<unknown> => {
    // Safe: Electron's documented last argument.
    const { title, message, buttons, defaultPath } = (args.at(-1) ?? {}) as DialogOptions;
    const answer = takeAnswer(name, dismissed);
    osLog(`dialog.${name}`, { options: { title, message, buttons, defaultPath }, answer });
    return answer;
  };

export const dialog = {
  showOpenDialog: dialogOf('showOpenDialog', { canceled: true, filePaths: [] }),
  showSaveDialog: dialogOf('showSaveDialog', { canceled: true, filePath: '' }),
  showMessageBox: dialogOf('showMessageBox', { response: 0, checkboxChecked: false }),
  showMessageBoxSync: (): number => 0,
  showErrorBox: (title: string, content: string): void => osLog('dialog.showErrorBox', { title, content }),
};

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly #options: { readonly title?: string; readonly body?: string };

  constructor(options: { readonly title?: string; readonly body?: string } = {}) {
    super();
    this.#options = options;
  }
  show(): void {
    osLog('notification', { title: this.#options.title, body: this.#options.body });
    setImmediate(() => this.emit('show'));
  }
  close(): void {
    this.emit('close');
  }
}

export class Tray extends EventEmitter {
  #isDestroyed = false;

  constructor() {
    super();
    osLog('tray');
  }
  setToolTip(text: string): void {
    osLog('tray.setToolTip', { text });
  }
  setContextMenu(): void {}
  setImage(): void {}
  setTitle(): void {}
  destroy(): void {
    this.#isDestroyed = true;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
}

class Theme extends EventEmitter {
  readonly shouldUseHighContrastColors = false;
  #source: 'system' | 'light' | 'dark' = 'system';

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source;
    for (const { page } of allWindows()) {
      page?.emulateMedia({ colorScheme: this.shouldUseDarkColors ? 'dark' : 'light' }).catch(() => undefined);
    }
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark' || (this.#source === 'system' && process.env['STANDIN_DARK'] === '1');
  }
}

export const nativeTheme = new Theme();

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleState: (): string => 'active',
  getSystemIdleTime: (): number => 0,
  isOnBatteryPower: (): boolean => false,
});

export const powerSaveBlocker = { start: (): number => 1, stop: (): void => {}, isStarted: (): boolean => false };

const DISPLAY = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
};

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => DISPLAY,
  getAllDisplays: () => [DISPLAY],
  getDisplayMatching: () => DISPLAY,
});

let clipboardText = '';

export const clipboard = {
  readText: (): string => clipboardText,
  writeText: (text: string): void => {
    clipboardText = text;
    // Its length only: what is copied may be private.
    osLog('clipboard.writeText', { length: text.length });
  },
  clear: (): void => {
    clipboardText = '';
  },
};

export const autoUpdater = Object.assign(new EventEmitter(), {
  setFeedURL: (): void => {},
  getFeedURL: (): string => '',
  checkForUpdates: (): void => osLog('autoUpdater.checkForUpdates'),
  quitAndInstall: (): void => osLog('autoUpdater.quitAndInstall'),
});
