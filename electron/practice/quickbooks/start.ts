import { setTimeout as wait } from 'node:timers/promises';

import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { PracticeAccess, PracticeRegime } from '../practice.ts';
import { CompanyFile } from './company-file.ts';
import { controlOf, type PracticeQuickBooksControl } from './control.ts';
import { openPracticeDatabase } from './database.ts';
import { inspect, type PracticeBooksView } from './inspection.ts';
import { AUTHORIZE_PATH } from './oauth/authorize.ts';
import { REVOKE_PATH, TOKEN_PATH } from './oauth/token-endpoint.ts';
import { seedBooks } from './seed/seed-books.ts';
import { listen } from './server.ts';

export interface PracticeQuickBooksOptions {
  /** Folder of quickbooks.db; made where it is missing. */
  readonly directory: string;
  /** Ignored once seeded. */
  readonly regime: PracticeRegime;
  /** Milliseconds since 1970: token lives, limits and server times follow it. */
  readonly now: () => number;
  /** The shop's "today" when it is first seeded. Ignored once seeded. */
  readonly anchorOn: BusinessDate;
  /** Any free one where it is left out. */
  readonly port?: number;
  /** Waits before a slow answer; real time where it is left out. */
  readonly delay?: (ms: number) => Promise<void>;
}

type QuickBooksAccess = Pick<
  PracticeAccess,
  'quickbooksApiUrl' | 'intuitAuthorizeUrl' | 'intuitTokenUrl' | 'intuitRevokeUrl' | 'quickbooks'
>;

/** The running stand-in for QuickBooks Online and Intuit's sign-in. */
export interface PracticeQuickBooks extends PracticeBooksView {
  readonly access: QuickBooksAccess;
  readonly control: PracticeQuickBooksControl;
  close(): Promise<void>;
}

/**
 * Starts the practice company's QuickBooks on loopback. Its books live in the directory: a later process finds objects,
 * request ids, tokens, planned faults and counters as they were.
 */
export async function startQuickBooks(options: PracticeQuickBooksOptions): Promise<PracticeQuickBooks> {
  const database = openPracticeDatabase(options.directory);
  try {
    seedBooks(database, options.regime, options.anchorOn);
    const company = new CompanyFile(database, options.now);
    const server = await listen(company, { port: options.port ?? 0, delay: options.delay ?? ((ms) => wait(ms)) });
    return {
      ...inspect(company),
      access: accessOf(company, server.url),
      control: controlOf(company),
      close: async () => {
        await server.close();
        database.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The practice books without a server, for planning troubles from another process than the one that serves them. */
export interface OpenPracticeBooks extends PracticeBooksView {
  readonly control: PracticeQuickBooksControl;
  close(): void;
}

export function openPracticeBooks(
  options: Pick<PracticeQuickBooksOptions, 'directory' | 'regime' | 'now' | 'anchorOn'>,
): OpenPracticeBooks {
  const database = openPracticeDatabase(options.directory);
  seedBooks(database, options.regime, options.anchorOn);
  const company = new CompanyFile(database, options.now);
  return {
    ...inspect(company),
    control: controlOf(company),
    close: () => {
      database.close();
    },
  };
}

function accessOf(company: CompanyFile, url: string): QuickBooksAccess {
  return {
    quickbooksApiUrl: url,
    intuitAuthorizeUrl: `${url}${AUTHORIZE_PATH}`,
    intuitTokenUrl: `${url}${TOKEN_PATH}`,
    intuitRevokeUrl: `${url}${REVOKE_PATH}`,
    quickbooks: {
      clientId: company.requiredFact('clientId'),
      clientSecret: company.requiredFact('clientSecret'),
      realmId: company.requiredFact('realmId'),
    },
  };
}
