// What `electron` resolves to under register.ts: the parts of Electron 45's main-process API that the desktop host uses, over headless Chromium and
// plain Node. Real: the built main and preload, IPC and its checks, the protocol handler, the content security policy, rendering.
// Not real: context isolation, the sandbox, fuses, permissions, tray, updater, keychain, asar. A pass proves wiring, not isolation.
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc.ts';
import { Menu, MenuItem } from './menu.ts';
import {
  autoUpdater,
  clipboard,
  dialog,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  Tray,
} from './operating-system.ts';
import { net, protocol, session } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';

const webContents = {
  getAllWebContents: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
  fromId: (id: number) => BrowserWindow.fromId(id)?.webContents,
};

export {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
};

/** CommonJS packages (electron-store) take the module as a whole. */
export default {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
};
