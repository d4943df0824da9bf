// What a sandboxed preload finds in a page. Runs before any of the page's own scripts.

interface SandboxedElectron {
  readonly contextBridge: object;
  readonly ipcRenderer: object;
  readonly webFrame: object;
  readonly webUtils: object;
}

type RunPreload = (require: (id: string) => unknown, module: { exports: object }, exports: object, process: object) => void;
type Listener = (event: object, ...args: readonly unknown[]) => void;
type Send = (message: { kind: string; channel: string; args: readonly unknown[] }) => Promise<{ value?: unknown; error?: string }>;

/**
 * The preload's surroundings. It is turned into text and runs in the page, so it uses nothing from outside itself.
 * A frame below the window's own gets none of it, as in Electron; there `__standinIpc` stays within reach, so that a test can call from a foreign frame.
 */
function surround(runPreload: RunPreload, platform: string): void {
  if (window !== window.top) {
    return;
  }
  // Safe: chromium.ts exposes this binding.
  const send = Reflect.get(window, '__standinIpc') as Send;
  Reflect.deleteProperty(window, '__standinIpc');
  const listeners = new Map<string, Set<Listener>>();

  const clone = <Value>(value: Value): Value => {
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  const ipcRenderer = {
    async invoke(channel: string, ...args: readonly unknown[]): Promise<unknown> {
      const answer = await send({ kind: 'invoke', channel, args: clone(args) });
      if (answer.error !== undefined) {
        throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
      }
      return answer.value;
    },
    send(channel: string, ...args: readonly unknown[]): void {
      void send({ kind: 'send', channel, args: clone(args) });
    },
    on(channel: string, listener: Listener): object {
      const known = listeners.get(channel) ?? new Set<Listener>();
      listeners.set(channel, known.add(listener));
      return ipcRenderer;
    },
    once(channel: string, listener: Listener): object {
      const one: Listener = (event, ...args) => {
        ipcRenderer.off(channel, one);
        listener(event, ...args);
      };
      return ipcRenderer.on(channel, one);
    },
    off(channel: string, listener: Listener): object {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener): object {
      return ipcRenderer.off(channel, listener);
    },
    removeAllListeners(channel: string): object {
      listeners.delete(channel);
      return ipcRenderer;
    },
  };

  // What crosses Electron's context bridge is copied and frozen: no prototypes, functions proxied, errors reduced to a message.
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...args: readonly unknown[]): unknown => {
        try {
          return cross(Reflect.apply(value, undefined, args.map(cross)));
        } catch (error) {
          throw new Error(messageOf(error));
        }
      };
    }
    if (typeof value === 'symbol') {
      throw new Error('An object could not be cloned.');
    }
    if (value === null || typeof value !== 'object' || value instanceof Node) {
      return value;
    }
    if (value instanceof Promise) {
      return value.then(cross, (error: unknown) => Promise.reject(new Error(messageOf(error))));
    }
    if (Array.isArray(value)) {
      return value.map(cross);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      return clone(value);
    }
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cross(part)])));
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in window) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
      Object.defineProperty(window, key, { value: cross(api), enumerable: true, writable: false, configurable: false });
    },
  };
  Object.defineProperty(window, Symbol.for('standin.emit'), {
    value: (channel: string, args: readonly unknown[]): void => {
      // A copy: a listener may take itself off while they are told.
      for (const listener of Array.from(listeners.get(channel) ?? [])) {
        listener({ senderId: 0 }, ...args);
      }
    },
  });

  const electron: SandboxedElectron = {
    contextBridge,
    ipcRenderer,
    webFrame: { setZoomFactor: (): void => {}, getZoomFactor: (): number => 1 },
    webUtils: { getPathForFile: (file: File): string => file.name },
  };
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer') {
      return electron;
    }
    throw new Error(`module not found: ${id} (sandboxed preload)`);
  };
  const versions = { electron: '45.4.1', chrome: '156', node: '24' };
  const sandboxedProcess = { platform, versions, env: {}, argv: [], type: 'renderer', sandboxed: true, contextIsolated: true };
  const module = { exports: {} };
  try {
    runPreload(require, module, module.exports, sandboxedProcess);
  } catch (error) {
    void send({ kind: 'preload-error', channel: '', args: [error instanceof Error ? (error.stack ?? error.message) : String(error)] });
  }
}

/** The script for a page: the surroundings above, run with the built preload. */
export function sandboxedPageScript(preload: string): string {
  const source = preload.replace(/^\/\/# sourceMappingURL=.*$/gm, '');
  return `(${surround.toString()})((require, module, exports, process) => { 'use strict';\n${source}\n}, ${JSON.stringify(process.platform)});`;
}
