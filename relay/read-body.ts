import type { IncomingMessage } from 'node:http';

import type { Outcome, Refusal } from './refusal.ts';
import { accept, badRequest, refuse } from './refusal.ts';

const TOO_LARGE: Refusal = { status: 413, code: 'too-large', message: 'The body is too large.' };
const NOT_JSON: Refusal = { status: 415, code: 'not-json', message: 'The body must be application/json, in UTF-8 and not compressed.' };
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

export interface JsonText {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Reads a JSON body of at most `most` bytes. It refuses as soon as more arrives, and keeps no more than that. */
export async function readJsonText(request: IncomingMessage, most: number): Promise<Outcome<JsonText>> {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '') || (request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refuse(NOT_JSON);
  }
  if (Number(request.headers['content-length'] ?? 0) > most) {
    return refuse(TOO_LARGE);
  }
  const read = await readBytes(request, most);
  if (!read.ok) {
    return read;
  }
  try {
    return accept({ bytes: read.value, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(read.value) });
  } catch {
    return refuse(badRequest('The body is not UTF-8.'));
  }
}

function readBytes(request: IncomingMessage, most: number): Promise<Outcome<Uint8Array>> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const settle = (outcome: Outcome<Uint8Array>): void => {
      request.removeAllListeners('data');
      resolve(outcome);
    };
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > most) {
        request.pause();
        settle(refuse(TOO_LARGE));
        return;
      }
      parts.push(part);
    });
    request.once('end', () => settle(accept(Buffer.concat(parts))));
    // Whoever went away does not read the answer; it is counted all the same.
    request.once('error', () => settle(refuse(badRequest('The request ended too early.'))));
    request.once('close', () => settle(refuse(badRequest('The request ended too early.'))));
  });
}
