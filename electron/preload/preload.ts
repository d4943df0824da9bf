import { contextBridge, ipcRenderer } from 'electron';

import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/channels.ts';
import type { CallResult } from '../../shared/contract/errors.ts';
import type { PurserEvent } from '../../shared/contract/events.ts';

/**
 * All that a page can reach: one call and one subscription. The call's name and input are checked by the dispatcher in the
 * main process, never here, because a page could come round this file.
 */
const bridge = {
  call(call: unknown): Promise<CallResult<unknown>> {
    // Safe: the handler of this channel answers with nothing else (hosts/desktop/ipc.ts).
    return ipcRenderer.invoke(CALL_CHANNEL, call) as Promise<CallResult<unknown>>;
  },
  /** Returns the function that ends the subscription: it removes the very listener that was added. */
  subscribe(listener: (event: PurserEvent) => void): () => void {
    const wrapped = (_event: unknown, event: PurserEvent): void => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, wrapped);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, wrapped);
    };
  },
};

contextBridge.exposeInMainWorld('purser', bridge);
