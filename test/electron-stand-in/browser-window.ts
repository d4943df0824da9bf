import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';

import { app } from './app.ts';
import { browserContext } from './chromium.ts';
import { osLog } from './environment.ts';
import { nativeTheme } from './operating-system.ts';
import { inside, outside } from './protocol.ts';
import { sandboxedPageScript } from './sandboxed-page.ts';
import { WebContents } from './web-contents.ts';
import { addWindow, allWindows, nextWindowId, removeWindow, windowById, windowOfPage } from './windows.ts';

interface WebPreferences {
  readonly preload?: string;
  readonly nodeIntegration?: boolean;
  readonly contextIsolation?: boolean;
  readonly sandbox?: boolean;
}

interface WindowOptions {
  readonly title?: string;
  readonly show?: boolean;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: WebPreferences;
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A window is a page of the headless Chromium. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return allWindows();
  }
  static fromId(id: number): BrowserWindow | null {
    return windowById(id);
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return allWindows().find((window) => window.webContents === contents) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return allWindows()[0] ?? null;
  }

  readonly id = nextWindowId();
  readonly webContents: WebContents;
  page: Page | undefined;
  loading = false;
  readonly #opened: Promise<Page>;
  readonly #state = new Set<'minimized' | 'maximized' | 'fullScreen'>();
  #title: string;
  #bounds: Bounds;
  #isVisible: boolean;
  #isDestroyed = false;

  constructor(options: WindowOptions = {}) {
    super();
    this.#title = options.title ?? app.name;
    this.#isVisible = options.show !== false;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    const preferences = options.webPreferences ?? {};
    if (preferences.nodeIntegration === true || preferences.contextIsolation === false || preferences.sandbox === false) {
      osLog('insecure-webPreferences', preferences);
    }
    this.webContents = new WebContents(this);
    addWindow(this);
    this.#opened = this.#open(preferences.preload);
    app.emit('web-contents-created', {}, this.webContents);
    setImmediate(() => app.emit('browser-window-created', {}, this));
  }

  async #open(preload: string | undefined): Promise<Page> {
    const context = await browserContext();
    const spare = context.pages().find((page) => page.url() === 'about:blank' && windowOfPage(page) === undefined);
    const page = spare ?? (await context.newPage());
    this.page = page;
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    await page.emulateMedia({ colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' });
    await page.addInitScript({ content: sandboxedPageScript(preload === undefined ? '' : readFileSync(preload, 'utf8')) });
    this.#listen(page);
    return page;
  }

  #listen(page: Page): void {
    page.on('console', (message) => {
      const { lineNumber, url } = message.location();
      const details = { level: message.type(), message: message.text(), lineNumber, sourceId: url };
      osLog('console', details);
      this.webContents.emit('console-message', details);
    });
    page.on('pageerror', (error) => osLog('pageerror', { error: error.stack ?? error.message }));
    page.on('crash', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('popup', (popup) => void this.#decideOpen(popup));
    page.on('close', () => this.#gone());
  }

  /** The app decides about a window that its page opens, by the address, which is known once the page is there. */
  async #decideOpen(popup: Page): Promise<void> {
    await popup.waitForLoadState('domcontentloaded').catch(() => undefined);
    const url = inside(popup.url());
    const { action } = this.webContents.answerOpen(url);
    osLog('window.open', { url, action });
    if (action === 'deny') {
      await popup.close().catch(() => undefined);
    }
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#opened;
    this.loading = true;
    this.webContents.emit('did-start-loading');
    try {
      await page.goto(outside(url), { waitUntil: 'load' });
    } catch (error) {
      this.webContents.emit('did-fail-load', {}, -2, String(error), url, true);
      throw error;
    } finally {
      this.loading = false;
    }
    this.#title = await page.title();
    this.webContents.emit('dom-ready', {});
    this.webContents.emit('did-finish-load');
    this.webContents.emit('did-stop-loading');
    this.emit('ready-to-show');
  }

  /** False when the app refused it. */
  async close(): Promise<boolean> {
    if (this.#isDestroyed) {
      return true;
    }
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (prevented) {
      return false;
    }
    await this.page?.close().catch(() => undefined);
    this.#gone();
    return true;
  }

  destroy(): void {
    this.page?.close().catch(() => undefined);
    this.#gone();
  }

  #gone(): void {
    if (this.#isDestroyed) {
      return;
    }
    this.#isDestroyed = true;
    removeWindow(this);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (allWindows().length > 0) {
      return;
    }
    if (app.listenerCount('window-all-closed') > 0) {
      app.emit('window-all-closed');
    } else {
      void app.quit();
    }
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  show(): void {
    this.#isVisible = true;
    osLog('window.show', { id: this.id });
    this.emit('show');
  }
  showInactive(): void {
    this.show();
  }
  hide(): void {
    this.#isVisible = false;
    osLog('window.hide', { id: this.id });
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  focus(): void {
    osLog('window.focus', { id: this.id });
    this.emit('focus');
  }
  isFocused(): boolean {
    return this.#isVisible;
  }

  minimize(): void {
    this.#state.add('minimized');
    this.emit('minimize');
  }
  restore(): void {
    this.#state.delete('minimized');
    this.emit('restore');
  }
  isMinimized(): boolean {
    return this.#state.has('minimized');
  }
  maximize(): void {
    this.#state.add('maximized');
    this.emit('maximize');
  }
  unmaximize(): void {
    this.#state.delete('maximized');
    this.emit('unmaximize');
  }
  isMaximized(): boolean {
    return this.#state.has('maximized');
  }
  setFullScreen(wanted: boolean): void {
    this.#state[wanted ? 'add' : 'delete']('fullScreen');
  }
  isFullScreen(): boolean {
    return this.#state.has('fullScreen');
  }

  getBounds(): Bounds {
    return { ...this.#bounds };
  }
  getNormalBounds(): Bounds {
    return this.getBounds();
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.page?.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height }).catch(() => undefined);
    this.emit('resize');
    this.emit('move');
  }
  getSize(): [number, number] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  reload(): void {
    this.webContents.reload();
  }
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setProgressBar(): void {}
  setBackgroundColor(): void {}
  setIcon(): void {}
  flashFrame(): void {}
  center(): void {}
  moveTop(): void {}
}
