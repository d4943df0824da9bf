import { join } from 'node:path';

import { app, type BrowserWindow, dialog, session } from 'electron';

import { registerAppScheme, serveRenderer } from './app-protocol.ts';
import { guardAllContents, guardPermissions } from './guard-contents.ts';
import { serveContract } from './ipc.ts';
import { openMainWindow } from './main-window.ts';
import { type Desktop, openDesktop } from './open-desktop.ts';

/** Where the bundles are: this file is dist/main/main.js. */
const DIST = join(import.meta.dirname, '..');

// Before the app is ready: one instance, every renderer in the sandbox, our own scheme, guards on whatever is opened.
app.enableSandbox();
registerAppScheme();
guardAllContents();
if (app.requestSingleInstanceLock()) {
  void start();
} else {
  app.quit();
}

async function start(): Promise<void> {
  await app.whenReady();
  guardPermissions(session.defaultSession);
  serveRenderer(join(DIST, 'renderer'));
  const opened = await openDesktop(join(app.getPath('userData'), 'data'), app.getVersion());
  if (!opened.ok) {
    // Nothing was touched: another Purser writes here, or the folder can't be used. The sentence says which, and what to do.
    dialog.showErrorBox('Purser cannot start', opened.fault.message);
    app.exit(1);
    return;
  }
  const desktop = opened.value;
  await desktop.core.start({ schedule: true });
  const window = openWindow(desktop);
  closeInOrder(desktop, window);
  await makePracticeCompany(desktop);
}

function openWindow(desktop: Desktop): BrowserWindow {
  const window = openMainWindow(join(DIST, 'preload', 'preload.cjs'));
  const endContract = serveContract(desktop.core, window);
  window.on('closed', endContract);
  app.on('second-instance', () => {
    if (window.isMinimized()) {
      window.restore();
    }
    window.focus();
  });
  return window;
}

/** A checkout opens on the practice company at once; the installed app asks first, with its two doors. */
async function makePracticeCompany({ core, registry }: Desktop): Promise<void> {
  if (app.isPackaged || registry.list().length > 0) {
    return;
  }
  const made = await core.dispatch({ method: 'company.add', input: { name: 'Practice', practice: true } }, { actor: 'purser' });
  if (made.ok) {
    await core.dispatch({ method: 'sync.run', input: { company: 'practice' } }, { actor: 'purser' });
  }
}

/** Quitting waits until what runs has come to a safe end and the databases are closed; a second request does not wait again. */
function closeInOrder(desktop: Desktop, window: BrowserWindow): void {
  let isClosed = false;
  let isClosing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isClosed) {
      return;
    }
    event.preventDefault();
    if (isClosing) {
      return;
    }
    isClosing = true;
    if (!window.isDestroyed()) {
      window.hide();
    }
    void desktop.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}
