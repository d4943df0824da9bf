// A custom scheme is served to Chromium as an https origin that no network ever sees: app://purser/x <-> https://purser.app.standin/x.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

export const handlerOf = (url: string): Handler | undefined => handlers.get(new URL(url).protocol.slice(0, -1));

/** The address by which Chromium knows one of ours. */
export function outside(url: string): string {
  const [scheme = '', rest = ''] = url.split('://');
  if (!handlers.has(scheme)) {
    return url;
  }
  const slash = rest.indexOf('/');
  const host = slash < 0 ? rest : rest.slice(0, slash);
  return `https://${host}.${scheme}.standin${slash < 0 ? '/' : rest.slice(slash)}`;
}

/** The address that the app knows. */
export const inside = (url: string): string =>
  url.replace(/^https:\/\/([^/]+)\.([a-z0-9+-]+)\.standin\//, (whole, host: string, scheme: string) =>
    handlers.has(scheme) ? `${scheme}://${host}/` : whole,
  );

export const protocol = {
  registerSchemesAsPrivileged: (): void => {},
  handle: (scheme: string, handler: Handler): void => {
    handlers.set(scheme, handler);
  },
  unhandle: (scheme: string): void => {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
};

type Headers = Record<string, string[]>;
type HeadersListener = (
  details: { url: string; responseHeaders: Headers },
  callback: (answer: { responseHeaders?: Record<string, string | string[]>; cancel?: boolean }) => void,
) => void;
type RequestListener = (
  details: { url: string; method: string; resourceType: string },
  callback: (answer: { cancel?: boolean }) => void,
) => void;

/** A listener comes alone or after a filter. */
const listenerIn = <Listener>(args: readonly unknown[]): Listener | null =>
  // Safe: Electron's documented order of arguments.
  (args.at(-1) as Listener | null) ?? null;

class WebRequest {
  headersListener: HeadersListener | null = null;
  requestListener: RequestListener | null = null;

  onHeadersReceived(...args: unknown[]): void {
    this.headersListener = listenerIn<HeadersListener>(args);
  }
  onBeforeRequest(...args: unknown[]): void {
    this.requestListener = listenerIn<RequestListener>(args);
  }
  onBeforeSendHeaders(): void {}
  onCompleted(): void {}
  onErrorOccurred(): void {}

  isCancelled(details: { url: string; method: string; resourceType: string }): boolean {
    let cancelled = false;
    this.requestListener?.(details, (answer) => {
      cancelled = answer.cancel === true;
    });
    return cancelled;
  }

  /** The headers as the app's listener leaves them. */
  headersFor(url: string, headers: Readonly<Record<string, string>>): Record<string, string> {
    let changed: Record<string, string> = { ...headers };
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    this.headersListener?.({ url, responseHeaders: lists }, (answer) => {
      if (answer.responseHeaders !== undefined) {
        changed = Object.fromEntries(Object.entries(answer.responseHeaders).map(([name, value]) => [name, [value].flat().join(', ')]));
      }
    });
    return changed;
  }
}

export class Session extends EventEmitter {
  readonly webRequest = new WebRequest();
  readonly protocol = protocol;
  readonly cookies = { get: async () => [], set: async () => {}, remove: async () => {} };
  permissionRequest: unknown = null;
  permissionCheck: unknown = null;

  setPermissionRequestHandler(handler: unknown): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setCertificateVerifyProc(): void {}
  setSpellCheckerEnabled(): void {}
  async setProxy(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async clearCache(): Promise<void> {}
}

const defaultSession = new Session();

export const session = { defaultSession, fromPartition: (): Session => new Session() };

export const net = {
  fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : input.url;
    return url.startsWith('file:') ? new Response(readFileSync(fileURLToPath(url))) : fetch(input, init);
  },
  isOnline: (): boolean => true,
  online: true,
};
