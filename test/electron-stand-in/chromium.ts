// The headless Chromium whose pages are the app's windows.
import { join } from 'node:path';

import type { BrowserContext, Request as PageRequest, Route } from 'playwright-core';
import { chromium } from 'playwright-core';

import { defaultPath, manifest, osLog } from './environment.ts';
import { handlerOf, inside, session } from './protocol.ts';
import { windowOfPage } from './windows.ts';

/** What crosses from a page: see sandboxed-page.ts. */
export interface PageMessage {
  readonly kind: 'invoke' | 'send' | 'preload-error';
  readonly channel: string;
  readonly args: readonly unknown[];
}

let started: Promise<BrowserContext> | null = null;

/** Started with the first window. Its address for a test is STANDIN_CDP_PORT. */
export function browserContext(): Promise<BrowserContext> {
  started ??= start();
  return started;
}

export async function closeBrowser(): Promise<void> {
  const context = await started?.catch(() => null);
  await context?.close().catch(() => undefined);
}

async function start(): Promise<BrowserContext> {
  const { env } = process;
  const flags = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const port = env['STANDIN_CDP_PORT'];
  const profile = join(defaultPath('sessionData', manifest.productName ?? manifest.name), 'standin-chromium');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: env['STANDIN_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    args: port === undefined ? flags : [...flags, `--remote-debugging-port=${port}`],
    viewport: null,
    serviceWorkers: 'allow',
  });
  await context.exposeBinding('__standinIpc', ({ page, frame }, message: PageMessage) =>
    windowOfPage(page)?.webContents.receive(frame, message),
  );
  await context.route('**/*', answer);
  await Promise.all(
    context
      .pages()
      .slice(1)
      .map((page) => page.close()),
  );
  return context;
}

async function answer(route: Route, request: PageRequest): Promise<void> {
  const url = inside(request.url());
  if (isOfNewWindow(request)) {
    // Nothing is fetched: the app decides about the address, and the window of a refused one is closed.
    return await route.fulfill({ status: 200, contentType: 'text/html', body: '' });
  }
  if (isNavigationRefused(request, url)) {
    return await route.abort('aborted');
  }
  const handler = handlerOf(url);
  if (handler === undefined) {
    const details = { url, method: request.method(), resourceType: request.resourceType() };
    return await (session.defaultSession.webRequest.isCancelled(details) ? route.abort('blockedbyclient') : route.continue());
  }
  try {
    const body = request.postDataBuffer();
    const headers = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':'));
    const response = await handler(
      new Request(url, {
        method: request.method(),
        headers: Object.fromEntries(headers),
        ...(body === null ? {} : { body: new Uint8Array(body) }),
      }),
    );
    await route.fulfill({
      status: response.status,
      headers: session.defaultSession.webRequest.headersFor(url, Object.fromEntries(response.headers)),
      body: Buffer.from(await response.arrayBuffer()),
    });
  } catch (error) {
    osLog('protocol-error', { url, error: String(error) });
    await route.abort('failed').catch(() => undefined);
  }
}

/** The first request of a page that opens a window comes before the window's frame is there. */
function isOfNewWindow(request: PageRequest): boolean {
  if (!request.isNavigationRequest()) {
    return false;
  }
  try {
    request.frame();
    return false;
  } catch {
    return true;
  }
}

/** Asks the app (`will-navigate`) about a page that leaves by itself; the app's own loadURL is not asked about. */
function isNavigationRefused(request: PageRequest, url: string): boolean {
  if (!request.isNavigationRequest()) {
    return false;
  }
  const window = windowOfPage(request.frame().page());
  const page = window?.page;
  if (
    window === undefined ||
    page === undefined ||
    request.frame() !== page.mainFrame() ||
    page.url() === 'about:blank' ||
    window.loading
  ) {
    return false;
  }
  let refused = false;
  window.webContents.emit('will-navigate', { preventDefault: () => (refused = true), url, isMainFrame: true }, url);
  if (refused) {
    osLog('navigation.refused', { url });
  }
  return refused;
}
