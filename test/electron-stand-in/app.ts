import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { closeBrowser } from './chromium.ts';
import { appPath, defaultPath, manifest, osLog } from './environment.ts';
import { allWindows } from './windows.ts';

class App extends EventEmitter {
  readonly isPackaged = process.env['STANDIN_PACKAGED'] === '1';
  readonly commandLine = { appendSwitch: (): void => {}, hasSwitch: (): boolean => false, getSwitchValue: (): string => '' };
  readonly dock = undefined;
  readonly #paths = new Map<string, string>();
  readonly #becameReady: Promise<void>;
  name = manifest.productName ?? manifest.name;
  #isReady = false;
  #isQuitting = false;
  #opensAtLogin = false;

  constructor() {
    super();
    this.#becameReady = new Promise((resolve) => {
      setImmediate(() => {
        mkdirSync(this.getPath('userData'), { recursive: true });
        this.#isReady = true;
        this.emit('ready', {}, {});
        resolve();
      });
    });
  }

  whenReady(): Promise<void> {
    return this.#becameReady;
  }
  isReady(): boolean {
    return this.#isReady;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return manifest.version;
  }
  getAppPath(): string {
    return appPath;
  }
  getLocale(): string {
    return 'en-US';
  }
  getSystemLocale(): string {
    return 'en-US';
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? defaultPath(name, this.name);
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppUserModelId(id: string): void {
    osLog('app.setAppUserModelId', { id });
  }
  setLoginItemSettings(settings: { readonly openAtLogin?: boolean }): void {
    osLog('app.setLoginItemSettings', settings);
    this.#opensAtLogin = settings.openAtLogin === true;
  }
  getLoginItemSettings(): { openAtLogin: boolean } {
    return { openAtLogin: this.#opensAtLogin };
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    osLog('app.setAsDefaultProtocolClient', { scheme });
    return true;
  }
  relaunch(): void {
    osLog('app.relaunch');
  }
  setBadgeCount(): boolean {
    return true;
  }
  setAboutPanelOptions(): void {}
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  focus(): void {}
  show(): void {}
  hide(): void {}

  /** Held by a file with the holder's process id; a dead holder's lock is taken over. */
  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'standin.lock');
    mkdirSync(dirname(file), { recursive: true });
    const holder = livingHolder(file);
    if (holder !== null && holder !== process.pid) {
      return false;
    }
    writeFileSync(file, String(process.pid));
    this.once('quit', () => rmSync(file, { force: true }));
    return true;
  }
  releaseSingleInstanceLock(): void {}

  #isAllowed(event: 'before-quit' | 'will-quit'): boolean {
    let prevented = false;
    this.emit(event, { preventDefault: () => (prevented = true) });
    return !prevented;
  }

  /** Electron's order: before-quit, each window closes, will-quit, quit. Any of them may refuse. */
  async quit(): Promise<void> {
    if (this.#isQuitting) {
      return;
    }
    this.#isQuitting = true;
    if (!this.#isAllowed('before-quit')) {
      this.#isQuitting = false;
      return;
    }
    for (const window of allWindows()) {
      if (!(await window.close())) {
        this.#isQuitting = false;
        return;
      }
    }
    if (!this.#isAllowed('will-quit')) {
      this.#isQuitting = false;
      return;
    }
    await this.exit(0);
  }

  async exit(code = 0): Promise<void> {
    this.emit('quit', {}, code);
    await closeBrowser();
    process.exit(code);
  }
}

function livingHolder(file: string): number | null {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    process.kill(holder, 0);
    return holder;
  } catch {
    return null;
  }
}

export const app = new App();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void app.quit());
}
