import { z } from 'zod';

const lineSchema = z.looseObject({ at: z.string(), level: z.string(), event: z.string() });

/** Words that Purser itself writes into these: codes, kinds, methods. */
const WORD_FIELDS = ['code', 'kind', 'status', 'method', 'reason', 'service', 'operation', 'name', 'stopped'] as const;
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

/** Numbers that are counts or times; ids of orders and documents are numbers too, and are nobody's business. */
function keptField(name: string, value: unknown): readonly (readonly [string, string | number | boolean | readonly string[]])[] {
  if (!isWord(name) || /id$|number$|key$/i.test(name)) {
    return [];
  }
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
    return [[name, value]];
  }
  if (typeof value === 'string' && name === 'stack') {
    const frames = [...value.matchAll(FRAME)].slice(0, MOST_FRAMES).map(([, place = '']) => place);
    return [[name, [ERROR_NAME.exec(value)?.[1] ?? 'Error', ...frames]]];
  }
  return typeof value === 'string' && WORD_FIELDS.some((known) => known === name) && isWord(value) ? [[name, value]] : [];
}
