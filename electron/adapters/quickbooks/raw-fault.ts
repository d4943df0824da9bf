import { XMLParser } from 'fast-xml-parser';

import { isRecord, readBody } from '../http/json-text.ts';
import { textOf } from './raw-fields.ts';

/** One error as Intuit words it, whatever the envelope. */
export interface RawError {
  readonly code: string | null;
  readonly message: string;
  readonly detail: string;
  readonly element: string | null;
}

export interface RawFault {
  readonly type: string | null;
  readonly errors: readonly RawError[];
}

/** Entities are not expanded and depth is bounded by the size limit of answers: a hostile text stays text. */
const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
});

/** Finds the fault in a body of any of the forms that were seen: PascalCase JSON, lower-case JSON, XML. Null where there is none. */
export function readFault(text: string): RawFault | null {
  const body = readBody(text);
  if (body.kind === 'json') {
    return faultIn(body.value);
  }
  if (body.kind !== 'markup') {
    return null;
  }
  try {
    const tree: unknown = xml.parse(text);
    return isRecord(tree) ? faultIn(tree['IntuitResponse']) : null;
  } catch {
    return null;
  }
}

/** The fault inside a parsed value: an answer, or one member of a batch answer. */
export function faultIn(value: unknown): RawFault | null {
  const fault = pick(value, 'Fault');
  if (!isRecord(fault)) {
    return null;
  }
  const list = pick(fault, 'Error');
  const errors = Array.isArray(list) ? list : [list];
  return { type: textOf(fault['type']), errors: errors.filter(isRecord).map(toError) };
}

function toError(error: Readonly<Record<string, unknown>>): RawError {
  const message = textOf(pick(error, 'Message')) ?? '';
  // The gateway's message carries the code too: "message=ThrottleExceeded; errorCode=003001; statusCode=429".
  const code = textOf(pick(error, 'code')) ?? /errorCode=(\d+)/.exec(message)?.[1] ?? null;
  return {
    code: code?.replace(/^0+(?=\d)/, '') ?? null,
    message,
    detail: textOf(pick(error, 'Detail')) ?? '',
    element: textOf(pick(error, 'element')),
  };
}

/** A property in any case of its first letter. */
function pick(value: unknown, name: string): unknown {
  if (!isRecord(value)) {
    return undefined;
  }
  return value[name] ?? value[name.toLowerCase()] ?? value[name.charAt(0).toUpperCase() + name.slice(1)];
}
