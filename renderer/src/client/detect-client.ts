import type { Client } from '../../../shared/contract/client.ts';
import { createBridgeClient } from './bridge-client.ts';
import { createHttpClient } from './http-client.ts';

/** The desktop window has a bridge of its preload; everything else is a browser before the headless host. */
export function detectClient(): Client {
  return window.purser === undefined ? createHttpClient() : createBridgeClient(window.purser);
}
