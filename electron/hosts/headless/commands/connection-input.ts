import { z } from 'zod';

import type { MethodInput } from '../../../../shared/contract/client.ts';
import { readSourceKeys } from '../../../../shared/domain/connections/source-keys.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandIo } from '../io.ts';

/** Far more than any key document; standard input is not read without end. */
const MAX_INPUT = 64 * 1024;

const expiresOn = z.string().nullish();
const sourceSchema = z.union([
  z.strictObject({ v1: z.strictObject({ apiKey: z.string(), apiSecret: z.string(), expiresOn }) }),
  z.strictObject({ v2: z.strictObject({ apiKey: z.string(), expiresOn }) }),
]);

const booksSchema = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  environment: z.enum(['sandbox', 'production']),
  redirect: z.string().nullish(),
});
export type BooksInput = z.output<typeof booksSchema>;

export interface InputReader {
  /** The JSON document that standard input begins with; null where there is none. */
  document(): Promise<unknown>;
  /** The next line after it; null at the end. */
  nextLine(): Promise<string | null>;
}

/** Reads a JSON document and then single lines from standard input, which may stay open. */
export function readInput(io: CommandIo): InputReader {
  let opened: AsyncIterator<string> | null = null;
  const lines = (): AsyncIterator<string> => (opened ??= io.lines());
  return {
    async document() {
      let text = '';
      // Nobody types a key document into a terminal: there the keys come from the environment.
      while (!io.isInputTerminal) {
        const line = await lines().next();
        if (line.done === true) {
          return parseAtEnd(text);
        }
        text += `${line.value}\n`;
        if (text.length > MAX_INPUT) {
          throw usageFailure('Standard input is too long for a key document.');
        }
        const parsed = tryParse(text);
        if (parsed !== undefined) {
          return parsed;
        }
      }
      return null;
    },
    async nextLine() {
      const line = await lines().next();
      return line.done === true ? null : line.value;
    },
  };
}

function parseAtEnd(text: string): unknown {
  if (text.trim() === '') {
    return null;
  }
  // The text may hold a secret: the message must not quote it.
  throw usageFailure('Standard input is not JSON.');
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type SourceInput = Pick<MethodInput<'source.connect'>, 'version' | 'apiKey' | 'apiSecret' | 'expiresOn'>;

/**
 * Keys from standard input, else from PURSER_SHIPSTATION_API_KEY, PURSER_SHIPSTATION_API_SECRET (without it, a V2 key) and
 * PURSER_SHIPSTATION_KEY_EXPIRES_ON.
 */
export function sourceKeysOf(document: unknown, variables: CommandIo['variables']): SourceInput {
  const apiKey = variables['PURSER_SHIPSTATION_API_KEY'];
  if (document === null && apiKey !== undefined) {
    const apiSecret = variables['PURSER_SHIPSTATION_API_SECRET'] ?? '';
    const isSingle = readSourceKeys({ apiKey, apiSecret }).kind === 'keys' && apiSecret.trim() === '';
    return {
      version: isSingle ? 'v2' : 'v1',
      apiKey,
      apiSecret,
      expiresOn: variables['PURSER_SHIPSTATION_KEY_EXPIRES_ON'] ?? null,
    };
  }
  const parsed = sourceSchema.safeParse(document);
  if (!parsed.success) {
    throw usageFailure(
      'Standard input must be {"v1":{"apiKey":"…","apiSecret":"…"}} or {"v2":{"apiKey":"…"}}, with "expiresOn":"YYYY-MM-DD" where the key’s end is known.',
    );
  }
  return 'v1' in parsed.data ? inputOf('v1', parsed.data.v1) : inputOf('v2', { ...parsed.data.v2, apiSecret: '' });
}

function inputOf(
  version: 'v1' | 'v2',
  { expiresOn: endsOn, ...keys }: { readonly apiKey: string; readonly apiSecret: string; readonly expiresOn?: string | null | undefined },
): SourceInput {
  return { version, ...keys, expiresOn: endsOn ?? null };
}

/** Client keys from standard input, else from PURSER_QUICKBOOKS_CLIENT_ID, …_CLIENT_SECRET and …_ENVIRONMENT. */
export function booksKeysOf(document: unknown, variables: CommandIo['variables']): BooksInput {
  const given = document ?? {
    clientId: variables['PURSER_QUICKBOOKS_CLIENT_ID'],
    clientSecret: variables['PURSER_QUICKBOOKS_CLIENT_SECRET'],
    environment: variables['PURSER_QUICKBOOKS_ENVIRONMENT'],
  };
  const parsed = booksSchema.safeParse(given);
  if (!parsed.success) {
    throw usageFailure(
      'Standard input must be {"clientId":"…","clientSecret":"…","environment":"sandbox" or "production"}, with "redirect" where the app has one of its own.',
    );
  }
  return parsed.data;
}
