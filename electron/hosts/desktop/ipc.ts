import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';

import { CALL_CHANNEL, EVENT_CHANNEL } from '../../../shared/contract/channels.ts';
import type { CallResult } from '../../../shared/contract/errors.ts';
import type { Core } from '../../core/core.ts';
import { APP_ORIGIN } from './app-protocol.ts';

/** The outer shape of a call; the dispatcher checks the method and its input. */
const wireCallSchema = z.object({ method: z.string().max(100), input: z.unknown(), commandId: z.string().max(100).optional() });

/**
 * Serves the contract to one window, and to nobody else: a call counts only where it comes from that window's own main frame
 * showing our own page. Everything else gets the same plain refusal and learns nothing.
 *
 * @returns the function that ends it
 */
export function serveContract(core: Core, window: BrowserWindow): () => void {
  ipcMain.handle(CALL_CHANNEL, async (event, raw: unknown): Promise<CallResult<unknown>> => {
    if (!isOurFrame(event, window)) {
      return refusal('contract/foreign-frame', 'Only the main window of Purser may call.');
    }
    const call = wireCallSchema.safeParse(raw);
    if (!call.success) {
      return refusal('contract/bad-input', 'The call has no method and input.');
    }
    return core.dispatch(call.data, { actor: 'person' });
  });
  const unsubscribe = core.events.subscribe((event) => {
    if (!window.isDestroyed()) {
      window.webContents.send(EVENT_CHANNEL, event);
    }
  });
  return () => {
    unsubscribe();
    ipcMain.removeHandler(CALL_CHANNEL);
  };
}

/** The window's own main frame, by identity, showing our own origin: a sub-frame or a page that was led astray is neither. */
function isOurFrame(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  if (window.isDestroyed() || event.sender !== window.webContents || frame === null || frame !== window.webContents.mainFrame) {
    return false;
  }
  const { protocol, host } = parsed(frame.url);
  return `${protocol}//${host}` === APP_ORIGIN;
}

function parsed(url: string): { readonly protocol: string; readonly host: string } {
  return URL.parse(url) ?? { protocol: '', host: '' };
}

function refusal(code: string, message: string): CallResult<never> {
  return { ok: false, error: { code, message, details: {}, callId: 'ipc' } };
}
