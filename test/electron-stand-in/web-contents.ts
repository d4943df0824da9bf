import { EventEmitter } from 'node:events';

import type { Frame } from 'playwright-core';

import type { BrowserWindow } from './browser-window.ts';
import type { PageMessage } from './chromium.ts';
import { osLog } from './environment.ts';
import { clone, IpcMain, ipcMain } from './ipc.ts';
import { nativeImage } from './operating-system.ts';
import type { Session } from './protocol.ts';
import { inside, session } from './protocol.ts';

/** A frame as IPC shows its sender. One object for each frame for as long as it lives: apps compare them by identity. */
class WebFrameMain {
  readonly #frame: Frame;
  readonly #of: (frame: Frame) => WebFrameMain;

  constructor(frame: Frame, of: (frame: Frame) => WebFrameMain) {
    this.#frame = frame;
    this.#of = of;
  }
  get url(): string {
    return inside(this.#frame.url());
  }
  /** Of a scheme of our own, URL.origin is "null" in Node; in Electron it is scheme://host. */
  get origin(): string {
    const { origin, protocol: scheme, host } = new URL(this.url || 'about:blank');
    return origin === 'null' && host !== '' ? `${scheme}//${host}` : origin;
  }
  get parent(): WebFrameMain | null {
    const parent = this.#frame.parentFrame();
    return parent === null ? null : this.#of(parent);
  }
  get top(): WebFrameMain {
    return this.parent === null ? this : this.parent.top;
  }
  isDestroyed(): boolean {
    return this.#frame.isDetached();
  }
}

type OpenAnswer = { readonly action: 'allow' | 'deny' };
type OpenHandler = (details: { url: string; frameName: string; features: string; disposition: string }) => OpenAnswer;

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session = session.defaultSession;
  readonly ipc = new IpcMain();
  readonly navigationHistory = { canGoBack: (): boolean => false, goBack: (): void => {}, clear: (): void => {} };
  readonly #window: BrowserWindow;
  readonly #frames = new WeakMap<Frame, WebFrameMain>();
  #openHandler: OpenHandler | null = null;

  constructor(window: BrowserWindow) {
    super();
    this.#window = window;
    this.id = window.id;
  }

  #frameOf(frame: Frame): WebFrameMain {
    const known = this.#frames.get(frame);
    if (known !== undefined) {
      return known;
    }
    const made = new WebFrameMain(frame, (other) => this.#frameOf(other));
    this.#frames.set(frame, made);
    return made;
  }

  get mainFrame(): WebFrameMain | undefined {
    const { page } = this.#window;
    return page === undefined ? undefined : this.#frameOf(page.mainFrame());
  }

  /** A message of a page's frame. What is thrown reaches the page as Electron words it. */
  async receive(frame: Frame, { kind, channel, args }: PageMessage): Promise<unknown> {
    if (kind === 'preload-error') {
      osLog('preload-error', { error: args[0] });
      this.emit('preload-error', {}, '', new Error(String(args[0])));
      return undefined;
    }
    const senderFrame = this.#frameOf(frame);
    const event = { sender: this, senderFrame, frameId: 1, processId: 1, type: 'frame', reply: this.send.bind(this) };
    if (kind === 'send') {
      ipcMain.emit(channel, event, ...args);
      return undefined;
    }
    const handler = this.ipc.handlers.get(channel) ?? ipcMain.handlers.get(channel);
    if (handler === undefined) {
      return { error: `Error: No handler registered for '${channel}'` };
    }
    try {
      return { value: clone(await handler(event, ...args)) };
    } catch (error) {
      return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
  }

  send(channel: string, ...args: readonly unknown[]): void {
    const emit = ([name, values]: readonly [string, readonly unknown[]]): void => {
      // Runs in the page; sandboxed-page.ts put this function there.
      const deliver: unknown = Reflect.get(globalThis, Symbol.for('standin.emit'));
      if (typeof deliver === 'function') {
        deliver(name, values);
      }
    };
    const message: readonly [string, readonly unknown[]] = [channel, clone(args)];
    this.#window.page?.evaluate(emit, message).catch(() => undefined);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  answerOpen(url: string): OpenAnswer {
    return this.#openHandler?.({ url, frameName: '', features: '', disposition: 'new-window' }) ?? { action: 'allow' };
  }
  getURL(): string {
    return this.mainFrame?.url ?? '';
  }
  getTitle(): string {
    return this.#window.getTitle();
  }
  isLoading(): boolean {
    return this.#window.loading;
  }
  isDestroyed(): boolean {
    return this.#window.isDestroyed();
  }
  isCrashed(): boolean {
    return false;
  }
  reload(): void {
    void this.#window.page?.reload();
  }
  async executeJavaScript(code: string): Promise<unknown> {
    return await this.#window.page?.evaluate(code);
  }
  async capturePage(): Promise<ReturnType<typeof nativeImage.createFromBuffer>> {
    const picture = await this.#window.page?.screenshot();
    return nativeImage.createFromBuffer(picture ?? Buffer.alloc(0));
  }
  async printToPDF(options: { readonly printBackground?: boolean; readonly landscape?: boolean } = {}): Promise<Buffer> {
    const pdf = await this.#window.page?.pdf({ printBackground: options.printBackground === true, landscape: options.landscape === true });
    return pdf ?? Buffer.alloc(0);
  }
  setZoomFactor(): void {}
  getZoomFactor(): number {
    return 1;
  }
  setZoomLevel(): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}
  setBackgroundThrottling(): void {}
  focus(): void {}
}
