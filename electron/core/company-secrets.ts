import { z } from 'zod';

import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/instants.ts';
import type { PortFault } from './ports/faults.ts';
import type { RelayPairing } from './ports/relay.ts';
import type { SecretName, SecretVault } from './ports/secret-vault.ts';
import type { BooksCredentials, BooksTokens, SourceCredentials } from './ports/services.ts';
import { coreFault } from './engine/port-fault.ts';

const instant = z.custom<Instant>((value) => z.iso.datetime({ precision: 3 }).safeParse(value).success);

const pairSchema = z.object({ apiKey: z.string(), apiSecret: z.string() });
/** Pairs that were stored before there was a second API have no version. */
const sourceSchema: z.ZodType<SourceCredentials> = z.union([
  z.object({ version: z.literal('v2'), apiKey: z.string() }),
  pairSchema.extend({ version: z.literal('v1') }),
  pairSchema.transform((pair) => ({ version: 'v1' as const, ...pair })),
]);
const booksSchema: z.ZodType<BooksCredentials> = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  environment: z.enum(['sandbox', 'production']),
  redirect: z.string().nullish(),
});
const tokensSchema: z.ZodType<BooksTokens> = z.object({
  realmId: z.string(),
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  refreshExpiresAt: instant,
  refreshHardExpiresAt: instant.nullable(),
});
/** Tokens that were stored before keys and tokens were one entry have their keys in `books-credentials`. */
const keyedTokensSchema = z.object({ keys: booksSchema.optional() });
/** What a renewal leaves as it is, and what it must have come from. */
const renewableSchema = keyedTokensSchema.extend({ refreshToken: z.string() });

const pairingSchema: z.ZodType<RelayPairing> = z.object({
  address: z.string(),
  mailbox: z.string(),
  inboundUrl: z.string(),
  readingSecret: z.string(),
  privateKey: z.string(),
});

/** By which a company is backed up every day. */
export interface BackupPlan {
  readonly passphrase: string;
  /** How many daily backups stay. */
  readonly keep: number;
  /** Null: where backups go that are given no other place. */
  readonly folder: string | null;
}

const backupPlanSchema: z.ZodType<BackupPlan> = z.object({ passphrase: z.string(), keep: z.int().min(1), folder: z.string().nullable() });

type Kept<T> = Promise<Result<T | null, PortFault>>;
type Done = Promise<Result<null, PortFault>>;

/** One company's credentials and tokens in the vault, parsed when they come out. Null: there is none. */
export interface CompanySecrets {
  source(): Kept<SourceCredentials>;
  keepSource(credentials: SourceCredentials): Done;
  forgetSource(): Done;
  books(): Kept<BooksCredentials>;
  tokens(): Kept<BooksTokens>;
  /** Keys and tokens of a consent in one durable step: tokens are of no use without the keys that they were given to. */
  keepConsent(credentials: BooksCredentials, tokens: BooksTokens): Done;
  /** Renewed tokens of the consent that is kept. Where it was ended, or given anew, since `replaced` was read nothing is kept. */
  keepTokens(tokens: BooksTokens, replaced: string): Done;
  forgetBooks(): Done;
  relay(): Kept<RelayPairing>;
  keepRelay(pairing: RelayPairing): Done;
  forgetRelay(): Done;
  backupPlan(): Kept<BackupPlan>;
  keepBackupPlan(plan: BackupPlan): Done;
  forgetBackupPlan(): Done;
}

export function createCompanySecrets(vault: SecretVault, slug: string): CompanySecrets {
  const read = async <T>(name: SecretName, schema: z.ZodType<T>): Kept<T> => {
    const found = await vault.get(slug, name);
    if (!found.ok) {
      return found;
    }
    return found.value === null ? ok(null) : parseSecret(found.value, schema);
  };
  const keep = (name: SecretName, value: unknown): Done => vault.set(slug, name, JSON.stringify(value));
  return {
    source: () => read('source-credentials', sourceSchema),
    keepSource: (credentials) => keep('source-credentials', credentials),
    forgetSource: () => vault.delete(slug, 'source-credentials'),
    async books() {
      const keyed = await read('books-tokens', keyedTokensSchema);
      if (!keyed.ok) {
        return keyed;
      }
      return keyed.value?.keys === undefined ? read('books-credentials', booksSchema) : ok(keyed.value.keys);
    },
    tokens: () => read('books-tokens', tokensSchema),
    keepConsent: (keys, tokens) => keep('books-tokens', { ...tokens, keys }),
    async keepTokens(tokens, replaced) {
      const kept = await read('books-tokens', renewableSchema);
      if (!kept.ok) {
        return kept;
      }
      if (kept.value === null || kept.value.refreshToken !== replaced) {
        return ok(null);
      }
      const { keys } = kept.value;
      return keep('books-tokens', keys === undefined ? tokens : { ...tokens, keys });
    },
    relay: () => read('relay-pairing', pairingSchema),
    keepRelay: (pairing) => keep('relay-pairing', pairing),
    forgetRelay: () => vault.delete(slug, 'relay-pairing'),
    backupPlan: () => read('backup-plan', backupPlanSchema),
    keepBackupPlan: (plan) => keep('backup-plan', plan),
    forgetBackupPlan: () => vault.delete(slug, 'backup-plan'),
    async forgetBooks() {
      const tokens = await vault.delete(slug, 'books-tokens');
      return tokens.ok ? vault.delete(slug, 'books-credentials') : tokens;
    },
  };
}

/** The message must not quote what was found: it is a secret. */
function parseSecret<T>(text: string, schema: z.ZodType<T>): Result<T, PortFault> {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : fail(damaged());
  } catch {
    return fail(damaged());
  }
}

function damaged(): PortFault {
  return coreFault('storage', 'vault/damaged', 'A secret in the vault is not what it should be. Connect the service again.');
}
