import { Agent as PlainAgent, type ClientRequest, type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';

import axios, { type AxiosError, type AxiosResponse } from 'axios';

import type { Clock, Logger } from '../../core/ports/environment.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent byte for byte, as UTF-8. */
  readonly body: string | null;
  /** From the call until the last byte of the answer. */
  readonly timeoutMs: number;
  /** Longest answer that is read, after decompression. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** An answer with any status. Header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/**
 * Why there is no whole answer. `isSent` false means that the connection never stood, so that certainly nothing was
 * executed; true means that the other side may have read and executed the request.
 */
export interface HttpBreak {
  readonly reason: 'unreachable' | 'timed-out' | 'broken-off' | 'too-large' | 'stopped';
  readonly isSent: boolean;
  /** The operating system's or TLS's own code, e.g. ECONNREFUSED. */
  readonly systemCode: string | null;
  /** Status of an answer whose body never arrived whole. */
  readonly status: number | null;
}

export interface Http {
  request(request: HttpRequest): Promise<Result<HttpAnswer, HttpBreak>>;
  /** Ends pooled connections. */
  close(): void;
}

/** 500 orders with fifty lines each, or 1,000 invoices, stay well below it. */
export const MAX_LIST_BYTES = 50 * 1024 * 1024;
export const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

export interface HttpParts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The one way out to the network: no redirects, no proxies from the environment, a size limit, a time limit. Statuses are
 * for the caller to judge. The time limit runs on the machine's own timer, not on the Timers port: it guards real input and
 * output, which a virtual clock does not move.
 */
export function createHttp({ clock, logger }: HttpParts): Http {
  // Reads share connections. A write opens its own: a pooled connection that the other side has just closed would make its
  // outcome unknown for nothing.
  const pooled = { httpAgent: new PlainAgent({ keepAlive: true }), httpsAgent: new SecureAgent({ keepAlive: true }) };
  const single = { httpAgent: new PlainAgent({ keepAlive: false }), httpsAgent: new SecureAgent({ keepAlive: false }) };
  return {
    async request(request) {
      const startedMs = clock.now();
      const outcome = await send(request, request.method === 'GET' ? pooled : single);
      const { origin, pathname } = new URL(request.url);
      logger.log('debug', 'http.request', {
        method: request.method,
        // Without the query: it holds names and numbers of customers.
        address: `${origin}${pathname}`,
        tookMs: clock.now() - startedMs,
        ...(outcome.ok
          ? { status: outcome.value.status, characters: outcome.value.text.length }
          : { break: outcome.fault.reason, systemCode: outcome.fault.systemCode }),
      });
      return outcome;
    },
    close() {
      for (const agent of [pooled.httpAgent, pooled.httpsAgent, single.httpAgent, single.httpsAgent]) {
        agent.destroy();
      }
    },
  };
}

interface Agents {
  readonly httpAgent: PlainAgent;
  readonly httpsAgent: SecureAgent;
}

async function send(request: HttpRequest, agents: Agents): Promise<Result<HttpAnswer, HttpBreak>> {
  if (isAborted(request.signal)) {
    return fail({ reason: 'stopped', isSent: false, systemCode: null, status: null });
  }
  const connection = { stood: false };
  const timeLimit = AbortSignal.timeout(request.timeoutMs);
  try {
    const response: AxiosResponse<unknown> = await axios.request({
      ...agents,
      method: request.method,
      url: request.url,
      headers: { 'User-Agent': 'Purser', ...request.headers },
      ...(request.body === null ? {} : { data: request.body }),
      adapter: 'http',
      transport: watchedTransport(connection),
      proxy: false,
      maxRedirects: 0,
      maxContentLength: request.maxBytes,
      maxBodyLength: Infinity,
      responseType: 'text',
      responseEncoding: 'utf8',
      transformRequest: [(body: unknown) => body],
      transformResponse: [(text: unknown) => text],
      validateStatus: () => true,
      signal: request.signal === undefined ? timeLimit : AbortSignal.any([request.signal, timeLimit]),
    });
    return ok({ status: response.status, headers: headersOf(response), text: typeof response.data === 'string' ? response.data : '' });
  } catch (error) {
    return fail(breakOf(error, { isSent: connection.stood, isTimedOut: timeLimit.aborted, isStopped: isAborted(request.signal) }));
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Node's own transport, watched for the moment from which bytes of the request can have left. */
function watchedTransport(connection: { stood: boolean }) {
  return {
    request(options: RequestOptions, onResponse: (message: IncomingMessage) => void): ClientRequest {
      const isSecure = options.protocol === 'https:';
      const request = isSecure ? secureRequest(options, onResponse) : plainRequest(options, onResponse);
      request.once('socket', (socket) => {
        if (request.reusedSocket || !socket.connecting) {
          connection.stood = true;
          return;
        }
        socket.once(isSecure ? 'secureConnect' : 'connect', () => {
          connection.stood = true;
        });
      });
      return request;
    },
  };
}

function headersOf(response: AxiosResponse<unknown>): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== null && value !== undefined) {
      headers.set(name.toLowerCase(), String(value));
    }
  }
  return headers;
}

function breakOf(error: unknown, how: { isSent: boolean; isTimedOut: boolean; isStopped: boolean }): HttpBreak {
  if (!axios.isAxiosError(error) && !axios.isCancel(error)) {
    throw error;
  }
  // Safe: both guards above give errors with axios' fields; only plain ones are read.
  const { code, message, response } = error as AxiosError;
  const status = response?.status ?? null;
  if (how.isStopped) {
    return { reason: 'stopped', isSent: how.isSent, systemCode: null, status };
  }
  if (how.isTimedOut) {
    return { reason: 'timed-out', isSent: how.isSent, systemCode: null, status };
  }
  if (message.startsWith('maxContentLength')) {
    return { reason: 'too-large', isSent: true, systemCode: null, status };
  }
  return { reason: how.isSent ? 'broken-off' : 'unreachable', isSent: how.isSent, systemCode: code ?? null, status };
}
