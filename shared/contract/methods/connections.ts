import { z } from 'zod';

import { command, query } from '../define.ts';
import { businessDateSchema } from '../config.ts';
import { countsSchema, dateSchema, inCompany, instantSchema, slugSchema } from '../shapes.ts';

const connectionSchema = z.object({
  status: z.enum(['not-connected', 'connected', 'needs-person']),
  label: z.string().nullable(),
  realmId: z.string().nullable(),
  environment: z.enum(['sandbox', 'production']).nullable(),
  connectedAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
  daysLeft: z.int().nullable(),
  lastSuccessAt: instantSchema.nullable(),
  lastFault: z.object({ code: z.string(), message: z.string(), at: instantSchema }).nullable(),
});

/** The source's key is for one of its two APIs and ends on a day. */
const sourceSchema = connectionSchema.extend({ version: z.enum(['v1', 'v2']).nullable(), expiresOn: dateSchema.nullable() });

/** Requests of the current month. The limit is for reads of all companies that the same keys connect. */
const booksUsageSchema = z.object({
  month: z.string(),
  reads: z.int(),
  writes: z.int(),
  readsOfKeys: z.int(),
  readLimit: z.int(),
  level: z.enum(['fine', 'near', 'over']),
});

/** The consent ends when it is not used for about a hundred days (`rollingEndsAt`), and in any case at `hardEndsAt`; null: not known. */
const booksSchema = connectionSchema.extend({
  rollingEndsAt: instantSchema.nullable(),
  hardEndsAt: instantSchema.nullable(),
  usage: booksUsageSchema,
});

const storeSchema = z.object({
  storeId: z.int(),
  storeName: z.string(),
  marketplaceName: z.string().nullable(),
  active: z.boolean(),
  refreshedAt: instantSchema.nullable(),
});

const booksConnectedSchema = z.object({
  connected: z.literal(true),
  realmId: z.string(),
  companyName: z.string(),
  country: z.string(),
  taxRegime: z.string(),
});

export const connectionMethods = {
  'connection.list': query({
    input: inCompany,
    output: z.object({ source: sourceSchema, books: booksSchema }),
    errors: [],
  }),
  /**
   * Recognises what was pasted, checks it with one call (a refused pair a second time with its halves exchanged) and keeps it
   * in the vault. Secrets go in, never out.
   */
  'source.connect': command({
    input: inCompany.extend({
      version: z.enum(['v1', 'v2']).default('v1'),
      apiKey: z.string().max(500),
      apiSecret: z.string().max(500).default(''),
      /** The key's last day, where the person knows it. */
      expiresOn: businessDateSchema.nullable().default(null),
    }),
    output: z.object({
      connected: z.literal(true),
      version: z.enum(['v1', 'v2']),
      /** Key and secret were given in each other's place; they are kept the right way round. */
      swapped: z.boolean(),
      expiresOn: dateSchema.nullable(),
      daysLeft: z.int().nullable(),
      stores: z.array(storeSchema),
    }),
    errors: [
      'source/key-shape',
      'source/wrong-key',
      'source/key-expired',
      'source/permission',
      'source/unreachable',
      'source/throttled',
      'source/bad-answer',
    ],
  }),
  /** The last day of the key in use, said later; null: not known after all. */
  'source.noteKeyEnd': command({
    input: inCompany.extend({ expiresOn: businessDateSchema.nullable() }),
    output: z.object({ expiresOn: dateSchema.nullable(), daysLeft: z.int().nullable() }),
    errors: ['source/not-connected'],
  }),
  'source.disconnect': command({ input: inCompany, output: z.object({ connected: z.literal(false) }), errors: [] }),
  'source.stores': query({ input: inCompany, output: z.object({ stores: z.array(storeSchema) }), errors: [] }),
  /** Keys of Intuit apps that a company here is connected with, this one's first: one app serves all clients of a firm. No secret is in it. */
  'books.knownKeys': query({
    input: inCompany,
    output: z.object({
      keys: z.array(
        z.object({
          /** Whose they are. */
          company: slugSchema,
          name: z.string(),
          environment: z.enum(['sandbox', 'production']),
          /** The last characters of the client id, to tell two apps apart. */
          clientIdEnd: z.string(),
          /** The redirect address that they were used with; null: the loopback one, or not known. */
          redirect: z.string().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  /** Starts the consent in the person's browser; one at a time for each company. Either new keys, or those of a company that is named. */
  'books.authorize': command({
    input: inCompany.extend({
      clientId: z.string().trim().min(1).max(200).nullable().default(null),
      clientSecret: z.string().trim().min(1).max(200).nullable().default(null),
      environment: z.enum(['sandbox', 'production']).nullable().default(null),
      /** Uses the keys that this company is connected with. */
      keysOf: slugSchema.nullable().default(null),
      redirect: z.url().max(500).nullable().default(null),
      /** Whether the host should open the browser itself. */
      openBrowser: z.boolean().default(true),
    }),
    output: z.object({ flowId: z.string(), authorizeUrl: z.string(), redirectUri: z.string() }),
    errors: ['oauth/busy', 'oauth/no-port', 'oauth/bad-address', 'books/not-connected'],
  }),
  /** Waits (at most 25 s a call) for the consent; `pending` means ask again. */
  'books.authorization': query({
    input: inCompany.extend({ flowId: z.string().max(100) }),
    output: z.union([z.object({ pending: z.literal(true) }), booksConnectedSchema.extend({ pending: z.literal(false) })]),
    errors: [
      'oauth/unknown-flow',
      'oauth/refused',
      'oauth/timed-out',
      'oauth/wrong-state',
      'oauth/exchange-failed',
      'books/unreachable',
      'books/permission',
      'books/wrong-environment',
      'books/subscription',
      'books/wrong-company',
      'books/bad-answer',
    ],
  }),
  /** For a browser that could not reach the loopback address: the final address, pasted whole. */
  'books.completeAuthorization': command({
    input: inCompany.extend({ flowId: z.string().max(100), address: z.string().max(4_000) }),
    output: z.object({ accepted: z.literal(true) }),
    errors: ['oauth/unknown-flow', 'oauth/bad-address', 'oauth/wrong-state', 'oauth/refused'],
  }),
  'books.cancelAuthorization': command({
    input: inCompany.extend({ flowId: z.string().max(100) }),
    output: z.object({ cancelled: z.boolean() }),
    errors: [],
  }),
  'books.disconnect': command({ input: inCompany, output: z.object({ connected: z.literal(false) }), errors: [] }),
  /** Practice companies only: consents by itself, through the same flow. */
  'practice.reconnect': command({
    input: inCompany,
    output: booksConnectedSchema,
    errors: [
      'company/not-practice',
      'oauth/refused',
      'oauth/busy',
      'oauth/no-port',
      'oauth/exchange-failed',
      'books/unreachable',
      'source/wrong-key',
      'source/unreachable',
    ],
  }),
  /** Reference data of both sides; counts by kind. */
  'reference.refresh': command({
    input: inCompany,
    output: z.object({ counts: countsSchema }),
    errors: [
      'source/not-connected',
      'books/not-connected',
      'source/wrong-key',
      'source/unreachable',
      'source/throttled',
      'source/bad-answer',
      'books/reconnect',
      'books/unreachable',
      'books/throttled',
      'books/bad-answer',
      'books/permission',
      'books/wrong-environment',
      'books/subscription',
    ],
  }),
} as const;
