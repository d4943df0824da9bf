// Loaded before the command line: ends the process with SIGKILL when the answer to a batch that holds PURSER_TEST_DIE_ON_ANSWER has
// arrived whole, right before the first lasting step after it: the answer is known and nothing of it is stored.
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

import { beforeEachLastingStep } from './lasting-steps.ts';

const wanted = process.env['PURSER_TEST_DIE_ON_ANSWER'] ?? '';
let hasArrived = false;

beforeEachLastingStep(() => {
  if (hasArrived) {
    process.kill(process.pid, 'SIGKILL');
  }
});

const original = http.request;
Reflect.set(http, 'request', (...values: Parameters<typeof original>): ClientRequest => {
  const request = original(...values);
  let body = '';
  for (const name of ['write', 'end'] as const) {
    const send: unknown = Reflect.get(request, name);
    Reflect.set(request, name, (...parts: unknown[]): unknown => {
      const [chunk] = parts;
      body += typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk.toString() : '';
      return typeof send === 'function' ? Reflect.apply(send, request, parts) : request;
    });
  }
  request.on('response', (response: IncomingMessage) => {
    response.on('end', () => {
      hasArrived ||= request.path.includes('/batch') && body.includes(wanted);
    });
  });
  return request;
});
syncBuiltinESMExports();
