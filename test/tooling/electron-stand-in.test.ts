import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { LaunchedApp } from '../helpers/launch-app.ts';
import { launchApp } from '../helpers/launch-app.ts';
import { plantProject } from '../helpers/project.ts';
import type { TempDirectory } from '../helpers/temp-directory.ts';

const MAIN = `
import { app, BrowserWindow, ipcMain, protocol, safeStorage, shell } from 'electron';
import { join } from 'node:path';
const PAGE = '<!doctype html><title>Planted</title><iframe src="app://planted/below.html"></iframe>';
await app.whenReady();
protocol.handle('app', (request) => new Response(new URL(request.url).pathname === '/' ? PAGE : '<p>below</p>', {
  headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'; frame-src 'self'" },
}));
const window = new BrowserWindow({ width: 640, height: 480, webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), sandbox: true } });
ipcMain.handle('who', (event) => ({ isMain: event.senderFrame === event.sender.mainFrame, origin: event.senderFrame.origin }));
ipcMain.handle('fail', () => { throw new TypeError('refused'); });
ipcMain.handle('secret', async (_event, text) => (await safeStorage.decryptStringAsync(await safeStorage.encryptStringAsync(text))).result);
window.webContents.on('will-navigate', (event, url) => { event.preventDefault(); void shell.openExternal(url); });
await window.loadURL('app://planted/');
window.webContents.send('greeting', 'hello');
`;

const PRELOAD = `
const { contextBridge, ipcRenderer } = require('electron');
let greeting = null;
ipcRenderer.on('greeting', (_event, text) => { greeting = text; });
contextBridge.exposeInMainWorld('planted', { call: (name, ...args) => ipcRenderer.invoke(name, ...args), greeting: () => greeting });
`;

/** What the planted preload exposes, called from the page. */
const inPage = (expression: string): string => `window.planted.${expression}`;

describe('the stand-in for Electron', () => {
  let project: TempDirectory;
  let app: LaunchedApp;

  beforeAll(async () => {
    const manifest = JSON.stringify({ name: 'planted', version: '1.0.0', type: 'module' });
    project = plantProject([], { 'package.json': manifest, 'main.js': MAIN, 'preload.cjs': PRELOAD });
    app = await launchApp({ main: join(project.path, 'main.js') });
  });

  afterAll(async () => {
    await app.close();
    project.remove();
  });

  test('carries a call from the page to the main process and back, and gives the main frame one identity', async () => {
    const answers: unknown = await app.page.evaluate(`Promise.all([${inPage("call('who')")}, ${inPage("call('who')")}])`);
    const main = { isMain: true, origin: 'app://planted' };
    expect(answers).toEqual([main, main]);
  });

  test('shows a call from a frame below as one of another frame', async () => {
    const below = app.page.frames().find((frame) => frame !== app.page.mainFrame());
    const answer: unknown = await below?.evaluate("window.__standinIpc({ kind: 'invoke', channel: 'who', args: [] })");
    expect(answer).toMatchObject({ value: { isMain: false } });
    expect(await below?.evaluate('typeof window.planted')).toBe('undefined');
  });

  test('words a failure as Electron does', async () => {
    const message: unknown = await app.page.evaluate(`${inPage("call('fail')")}.catch((error) => error.message)`);
    expect(message).toBe("Error invoking remote method 'fail': TypeError: refused");
  });

  test('hides Node, the raw channel and the preload from the page', async () => {
    const seen: unknown = await app.page.evaluate('[typeof require, typeof process, typeof __standinIpc, Object.isFrozen(window.planted)]');
    expect(seen).toEqual(['undefined', 'undefined', 'undefined', true]);
  });

  test('delivers what the main process sends', async () => {
    await expect.poll(() => app.page.evaluate(inPage('greeting()'))).toBe('hello');
  });

  test('keeps a secret in the key store', async () => {
    expect(await app.page.evaluate(inPage("call('secret', 'token')"))).toBe('token');
  });

  test('asks the app before its page leaves, and records what it asks of the operating system', async () => {
    await app.page.evaluate("location.href = 'https://elsewhere.example/'");
    await expect.poll(() => app.osLog().filter(({ what }) => what === 'shell.openExternal')).toHaveLength(1);
    expect(app.page.url()).toBe('https://planted.app.standin/');
    expect(app.osLog().filter(({ what }) => ['preload-error', 'pageerror', 'insecure-webPreferences'].includes(what))).toEqual([]);
  });

  test('ends with code 0 when it is asked to quit', async () => {
    const second = await launchApp({ main: join(project.path, 'main.js') });
    await expect.poll(() => second.page.evaluate(inPage('greeting()'))).toBe('hello');
    expect(await second.close(), second.output()).toBe(0);
  });
});
