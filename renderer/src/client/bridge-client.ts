import type { Client, WireCall } from '../../../shared/contract/client.ts';
import type { CallResult } from '../../../shared/contract/errors.ts';
import type { PurserEvent } from '../../../shared/contract/events.ts';
import { texts } from '../lib/texts.ts';
import { HOST_UNREACHABLE, hostFailure } from './call-failure.ts';

/** What the desktop's preload puts on the window. */
export interface PreloadBridge {
  call(call: WireCall): Promise<CallResult<unknown>>;
  subscribe(listener: (event: PurserEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly purser?: PreloadBridge;
  }
}

/** The client inside the desktop window: one IPC channel, checked on the other side. */
export function createBridgeClient(bridge: PreloadBridge): Client {
  return {
    async call(method, input, options) {
      try {
        // Safe: the dispatcher parses every output with the schema that this type comes from.
        return (await bridge.call({ method, input, commandId: options?.commandId })) as never;
      } catch {
        return { ok: false, error: hostFailure(HOST_UNREACHABLE, texts.failures.hostUnreachable) };
      }
    },
    subscribe: (listener) => bridge.subscribe(listener),
  };
}
