import type { Page } from 'playwright-core';

import type { BrowserWindow } from './browser-window.ts';

/** The open windows. A module of its own, because the app, the browser and the windows all ask it. */
const open = new Map<number, BrowserWindow>();
let lastId = 0;

export const nextWindowId = (): number => ++lastId;

export const addWindow = (window: BrowserWindow): void => {
  open.set(window.id, window);
};

export const removeWindow = (window: BrowserWindow): void => {
  open.delete(window.id);
};

export const allWindows = (): BrowserWindow[] => [...open.values()];

export const windowById = (id: number): BrowserWindow | null => open.get(id) ?? null;

export const windowOfPage = (page: Page): BrowserWindow | undefined => allWindows().find((window) => window.page === page);
