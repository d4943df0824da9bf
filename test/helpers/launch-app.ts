import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { _electron, chromium } from 'playwright-core';
import { vi } from 'vitest';

import { installedElectron, whyNoWindow } from '../../scripts/electron-binary.mjs';
import { browserExecutable } from './browser.ts';
import { PROJECT } from './project.ts';
import { makeTempDirectory } from './temp-directory.ts';

/** What the app asked of the operating system (only the stand-in records it). */
export interface OsRequest {
  readonly what: string;
  readonly [detail: string]: unknown;
}

export interface LaunchedApp extends AsyncDisposable {
  readonly page: Page;
  /** False where Playwright drives Electron itself: then osLog is empty. */
  readonly isStandIn: boolean;
  osLog(): readonly OsRequest[];
  /** What the main process wrote. */
  output(): string;
  /** Asks the app to quit and gives its exit code. */
  close(): Promise<number | null>;
}

export interface LaunchOptions {
  /** The built main; the project's own where it is left out. */
  readonly main?: string;
  /** The folder for everything the app keeps; a fresh one that goes away where it is left out. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const STARTED_WITHIN_MS = 30_000;

/** The built desktop app with its first window open: in Electron where its binary can run here, else in the stand-in. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const electron = whyNoWindow() === null ? installedElectron() : null;
  return electron === null ? await launchStandIn(options) : await launchElectron(electron, options);
}

function environment(home: string, extra: LaunchOptions['env']): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), XDG_CONFIG_HOME: home, STANDIN_HOME: home, ...extra };
}

async function launchElectron(executablePath: string, { main = PROJECT, home, env }: LaunchOptions): Promise<LaunchedApp> {
  const temporary = home === undefined ? makeTempDirectory('app') : null;
  const app = await _electron.launch({ executablePath, args: [main], env: environment(home ?? temporary?.path ?? '', env) });
  const child = app.process();
  const output = collectOutput(child);
  const page = await app.firstWindow();
  const close = async (): Promise<number | null> => {
    await app.close();
    temporary?.remove();
    return child.exitCode;
  };
  return { page, isStandIn: false, osLog: () => [], output, close, [Symbol.asyncDispose]: async () => void (await close()) };
}

async function launchStandIn({ main, home, env }: LaunchOptions): Promise<LaunchedApp> {
  const temporary = makeTempDirectory('app');
  const log = join(temporary.path, 'operating-system.jsonl');
  const port = await freePort();
  const register = join(PROJECT, 'test/electron-stand-in/register.ts');
  const child = spawn(process.execPath, ['--import', register, main ?? join(PROJECT, 'dist/main/main.js')], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment(home ?? temporary.path, env),
      STANDIN_LOG: log,
      STANDIN_CDP_PORT: String(port),
      STANDIN_CHROMIUM: await browserExecutable(),
    },
  });
  const output = collectOutput(child);
  const close = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    temporary.remove();
    return child.exitCode;
  };
  try {
    const { browser, page } = await vi.waitFor(() => attach(child, port, output), { timeout: STARTED_WITHIN_MS, interval: 100 });
    await page.waitForLoadState('load');
    return {
      page,
      isStandIn: true,
      osLog: () => readLog(log),
      output,
      close: async () => {
        await browser.close();
        return await close();
      },
      [Symbol.asyncDispose]: async () => void (await close()),
    };
  } catch (error) {
    await close();
    throw new Error(`The app opened no window. It wrote:\n${output()}`, { cause: error });
  }
}

/** The window's page, seen over Chromium's debugging port; throws while it is not there yet. */
async function attach(child: ChildProcess, port: number, output: () => string): Promise<{ browser: Browser; page: Page }> {
  if (child.exitCode !== null) {
    throw new Error(`The app ended with code ${child.exitCode}:\n${output()}`);
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser
    .contexts()[0]
    ?.pages()
    .find((each) => each.url().includes('.standin/'));
  if (page === undefined) {
    await browser.close();
    throw new Error('There is no window yet.');
  }
  return { browser, page };
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return () => text;
}

function readLog(file: string): readonly OsRequest[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  // Safe: test/electron-stand-in/environment.ts writes these lines.
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as OsRequest);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('The system gave no port.');
  }
  return address.port;
}
