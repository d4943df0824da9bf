import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { WireCall } from '../../../../shared/contract/client.ts';
import type { CallContext, Core } from '../../../core/core.ts';
import type { Logger } from '../../../core/ports/environment.ts';
import { type Answer, jsonAnswer, plainAnswer, send } from './answers.ts';
import { createEventStreams, type EventStreams } from './event-stream.ts';
import { createGate, type Gate } from './gate.ts';
import { readBody } from './read-body.ts';
import { staticFile } from './static-files.ts';

export const CALL_PATH = '/api/call';
export const EVENTS_PATH = '/api/events';
const TOKEN_PARAMETER = 'token';

export interface LoopbackServerOptions {
  readonly core: Core;
  readonly context: CallContext;
  readonly logger: Logger;
  /** Folder of the built renderer. */
  readonly renderer: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface LoopbackServer {
  /** The one-time address: opening it makes the browser the one that may come in. */
  readonly url: string;
  readonly port: number;
  /** Lets calls that are on end, and takes no new ones. */
  close(): Promise<void>;
}

interface Parts extends LoopbackServerOptions {
  readonly gate: Gate;
  readonly streams: EventStreams;
}

/**
 * The screens and the core over HTTP on 127.0.0.1 only: a one-time token swapped for a cookie that no script reads, Host and
 * Origin checked, no CORS. Rejects where the port is taken.
 */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  let port = 0;
  const gate = createGate(() => port);
  const streams = createEventStreams(options.core.events);
  const parts: Parts = { ...options, gate, streams };
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      options.logger.log('failure', 'http-failed', { stack: error instanceof Error ? error.stack : String(error) });
      if (response.headersSent) {
        response.destroy();
      } else {
        send(response, plainAnswer(500, 'Something went wrong inside Purser.'));
      }
    });
  });
  try {
    port = await listen(server, options.port);
  } catch (error) {
    streams.closeAll();
    throw error;
  }
  return {
    port,
    url: `http://127.0.0.1:${port}/?${TOKEN_PARAMETER}=${gate.token}`,
    close: () =>
      new Promise((resolve) => {
        streams.closeAll();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? 0 : address.port);
    });
  });
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { gate } = parts;
  if (!gate.isOwnHost(request.headers)) {
    return send(response, plainAnswer(403, 'This address is not Purser’s.'));
  }
  const target = request.url ?? '/';
  // "//name/path" would be read as another host's address.
  const url = target.startsWith('/') && !target.startsWith('//') ? URL.parse(target, 'http://127.0.0.1') : null;
  if (url === null) {
    return send(response, plainAnswer(400, 'Bad request'));
  }
  const token = url.searchParams.get(TOKEN_PARAMETER);
  if (url.pathname === '/' && token !== null && request.method === 'GET') {
    return send(response, admission(gate, token, request));
  }
  if (!gate.isAdmitted(request.headers)) {
    return send(
      response,
      plainAnswer(401, 'Open the address that Purser printed when it was started. It works once; start Purser again for a new one.'),
    );
  }
  await answerAdmitted(parts, url.pathname, request, response);
}

/** The token is taken out of the address bar at once. A page that is opened again with its used token still has its cookie. */
function admission(gate: Gate, token: string, request: IncomingMessage): Answer {
  const session = gate.admit(token);
  const toStart = { ...plainAnswer(303, 'Go on to the start page.'), headers: { Location: '/' } };
  if (session !== null) {
    return { ...toStart, headers: { Location: '/', 'Set-Cookie': gate.cookieFor(session) } };
  }
  return gate.isAdmitted(request.headers)
    ? toStart
    : plainAnswer(403, 'This address was used already or is not Purser’s. Start Purser again for a new one.');
}

async function answerAdmitted(parts: Parts, pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  if (pathname === CALL_PATH) {
    return method === 'POST' ? answerCall(parts, request, response) : send(response, notAllowed('POST'));
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return send(response, notAllowed('GET, HEAD'));
  }
  if (pathname === EVENTS_PATH) {
    // An EventSource of our own page carries no Origin; one of another page does, and has no cookie either.
    const isForeign = request.headers.origin !== undefined && !parts.gate.isOwnOrigin(request.headers);
    return isForeign ? send(response, plainAnswer(403, 'Only Purser’s own page may listen.')) : parts.streams.open(request, response);
  }
  if (pathname.startsWith('/api/')) {
    return send(response, plainAnswer(404, 'Not found'));
  }
  send(response, await staticFile(parts.renderer, pathname), method === 'HEAD');
}

const notAllowed = (methods: string): Answer => ({ ...plainAnswer(405, 'Method not allowed'), headers: { Allow: methods } });

async function answerCall({ gate, core, context }: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!gate.isOwnOrigin(request.headers)) {
    return send(response, plainAnswer(403, 'Only Purser’s own page may call.'));
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return send(response, plainAnswer(415, 'A call is application/json.'));
  }
  const body = await readBody(request);
  if (!body.ok) {
    const failure = body.status === 413 ? plainAnswer(413, 'The call is too long.') : plainAnswer(400, 'The call can’t be read.');
    return send(response, { ...failure, headers: { Connection: 'close' } });
  }
  const call = parseCall(body.text);
  if (call === undefined) {
    return send(response, plainAnswer(400, 'The call is not JSON.'));
  }
  // Safe: the dispatcher trusts nothing of a call and parses it whole.
  send(response, jsonAnswer(await core.dispatch(call as WireCall, context)));
}

function parseCall(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
