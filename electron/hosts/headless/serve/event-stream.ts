import type { IncomingMessage, ServerResponse } from 'node:http';

import type { CoreEvents } from '../../../core/core.ts';
import { SECURITY_HEADERS } from './answers.ts';

/** Keeps the connection from looking dead to anything between; a comment line, which EventSource ignores (WHATWG HTML, 9.2). */
const HEARTBEAT_MS = 25_000;
/** A page that stops reading must not fill the memory: it is cut off and connects again. */
const MAX_WAITING_BYTES = 1_000_000;

export interface EventStreams {
  open(request: IncomingMessage, response: ServerResponse): void;
  closeAll(): void;
}

/** Server-sent events: every event of the core to every open page. */
export function createEventStreams(events: CoreEvents): EventStreams {
  const open = new Set<ServerResponse>();
  const write = (response: ServerResponse, text: string): void => {
    if (response.writableLength > MAX_WAITING_BYTES) {
      response.destroy();
    } else {
      response.write(text);
    }
  };
  const broadcast = (text: string): void => {
    for (const response of open) {
      write(response, text);
    }
  };
  const unsubscribe = events.subscribe((event) => broadcast(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => broadcast(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    open(request, response) {
      response.writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write('retry: 2000\n\n');
      open.add(response);
      request.once('close', () => open.delete(response));
      response.once('close', () => open.delete(response));
    },
    closeAll() {
      unsubscribe();
      clearInterval(heartbeat);
      for (const response of open) {
        response.end();
      }
      open.clear();
    },
  };
}
