import { z } from 'zod';

const lineSchema = z.looseObject({ at: z.string(), level: z.string(), event: z.string() });

/** What holds a word of Purser's own: its codes, its kinds, its methods. */
const WORD_FIELDS: ReadonlySet<string> = new Set(['code', 'class', 'kind', 'status', 'method']);
/** What holds a count, or a time in milliseconds. An amount, a telephone number and an id are numbers too: only these are kept. */
const NUMBER_FIELDS: ReadonlySet<string> = new Set([
  ...['pulled', 'created', 'changed', 'unchanged', 'parked', 'updated', 'posted', 'ready', 'blocked', 'count'],
  ...['compared', 'missing', 'overlooked', 'fetched', 'shipping', 'unreadable', 'gone', 'unsettled', 'unlisted', 'stored'],
  ...['waitMs', 'sleptMs', 'lastedMs', 'took', 'attempt', 'httpStatus'],
]);
const FLAG_FIELDS: ReadonlySet<string> = new Set(['ok', 'isRotated']);
/** By which a call is found again, here and at the books' maker. */
const TRACE_FIELDS: ReadonlySet<string> = new Set(['callId', 'traceId']);
const TRACE = /^[0-9a-f-]{8,40}$/i;
/** Without digits: keys and numbers have some. */
const WORD = /^[a-z][A-Za-z]*([/.:-][A-Za-z]+)*$/;
/** The kind of error and the places in Purser's own files; the message of an error may hold anything. */
const FRAME = /\b((?:electron|shared|renderer|dist|node_modules)\/[\w./@-]+:\d+:\d+|node:[\w/]+:\d+:\d+)/g;
const ERROR_NAME = /^(\w*Error)\b/;
const MOST_FRAMES = 12;

export interface SupportLogLine {
  readonly at: string;
  readonly level: string;
  readonly event: string;
  readonly [field: string]: string | number | boolean | readonly string[];
}

/**
 * A line of the log with nothing in it but what Purser itself writes: times, events, codes, counts and places in its own files. Everything
 * else is left out, whatever it is. Null for what is no line of Purser's.
 */
export function supportLine(line: string): SupportLogLine | null {
  const parsed = lineSchema.safeParse(jsonOf(line));
  if (!parsed.success || !isWord(parsed.data.event) || !z.iso.datetime().safeParse(parsed.data.at).success || !isWord(parsed.data.level)) {
    return null;
  }
  const { at, level, event, ...fields } = parsed.data;
  return { ...Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => keptField(name, value))), at, level, event };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Half a line, as a crash leaves it.
    return null;
  }
}

const isWord = (text: string): boolean => text.length <= 80 && WORD.test(text);

type Kept = string | number | boolean | readonly string[];

function keptField(name: string, value: unknown): readonly (readonly [string, Kept])[] {
  if (name === 'stack' && typeof value === 'string') {
    const frames = [...value.matchAll(FRAME)].slice(0, MOST_FRAMES).map(([, place = '']) => place);
    return [[name, [ERROR_NAME.exec(value)?.[1] ?? 'Error', ...frames]]];
  }
  return isOwn(name, value) ? [[name, value]] : [];
}

/** Whether Purser itself wrote it: by the name of the field, and by what it looks like. */
function isOwn(name: string, value: unknown): value is Kept {
  if (typeof value === 'string') {
    return (WORD_FIELDS.has(name) && isWord(value)) || (TRACE_FIELDS.has(name) && TRACE.test(value));
  }
  return typeof value === 'number'
    ? NUMBER_FIELDS.has(name) && Number.isSafeInteger(value)
    : typeof value === 'boolean' && FLAG_FIELDS.has(name);
}
