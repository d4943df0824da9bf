import type { Result } from '../../../shared/domain/result.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { Books } from './books.ts';
import type { PortFault } from './faults.ts';
import type { OrderSource } from './order-source.ts';
import type { PracticeHands } from './practice.ts';
import type { Relay } from './relay.ts';
import type { SourceSubscriptions } from './source-subscriptions.ts';
import type { CompanyRecord } from './store/companies.ts';

/** Keys of the source: a pair for its first API, a single key for its second. The two kinds are not interchangeable. */
export type SourceCredentials =
  | { readonly version: 'v1'; readonly apiKey: string; readonly apiSecret: string }
  | { readonly version: 'v2'; readonly apiKey: string };

export interface BooksCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: 'sandbox' | 'production';
  /** The address that the consent came back by, as it is entered in the vendor's app; left out or null: the loopback one, or not known. */
  readonly redirect?: string | null | undefined;
}

/** Rest only in the vault. */
export interface BooksTokens {
  readonly realmId: string;
  readonly accessToken: string;
  readonly accessExpiresAt: Instant;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Instant;
  readonly refreshHardExpiresAt: Instant | null;
}

/** Where an adapter keeps tokens. `write` is durable when it resolves: the new refresh token before the new access token is used. */
export interface TokenKeeper {
  read(): Promise<BooksTokens | null>;
  /**
   * Keeps renewed tokens.
   *
   * @param replaced the refresh token that they were got with. Where another one is kept by now, a person has consented anew
   *   meanwhile: then nothing is written, because the newer consent counts.
   */
  write(tokens: BooksTokens, replaced: string): Promise<void>;
}

/** Told of each request that the vendor may have counted: reads are metered, writes are not. Must not throw. */
export type RequestMeter = (kind: 'read' | 'write') => void;

/** One run of the consent in a browser: one at a time for each company, with a time limit. */
export interface AuthorizationFlow {
  readonly authorizeUrl: string;
  readonly redirectUri: string;
  /** For a browser that could not reach the loopback address: the whole final address, pasted. */
  complete(pastedAddress: string): Result<null, PortFault>;
  cancel(): void;
  readonly outcome: Promise<Result<BooksTokens, PortFault>>;
}

/** Opens the outside services of a company. For the practice company they are its own stand-ins, through the same clients. */
export interface Services {
  /** `areKnown`: the credentials have worked before, so that a refusal means that they ran out. */
  orderSource(company: CompanyRecord, credentials: SourceCredentials, areKnown: boolean): Promise<OrderSource>;
  /** Who is told of new orders and labels. The only thing that is ever changed at the source. */
  sourceSubscriptions(company: CompanyRecord, credentials: SourceCredentials): Promise<SourceSubscriptions>;
  /** The other end of the company's relay, whichever it is paired with. */
  relay(company: CompanyRecord): Promise<Relay>;
  books(company: CompanyRecord, credentials: BooksCredentials, tokens: TokenKeeper, meter: RequestMeter): Promise<Books>;
  authorize(
    company: CompanyRecord,
    credentials: BooksCredentials,
    redirectUri: string | null,
  ): Promise<Result<AuthorizationFlow, PortFault>>;
  /**
   * Runs a task while no process of this machine renews the tokens of the company's books: a consent that is kept, or ended, in it cannot be
   * overwritten by a renewal that was under way.
   */
  whileNobodyRenews<T>(company: CompanyRecord, task: () => Promise<Result<T, PortFault>>): Promise<Result<T, PortFault>>;
  /** Tells the vendor that the connection is over; best effort. */
  revoke(company: CompanyRecord, credentials: BooksCredentials, tokens: BooksTokens): Promise<Result<null, PortFault>>;
  /** A cheap look whether the source's address answers at all; asks it for nothing. Never throws. */
  reachesSource(company: CompanyRecord): Promise<boolean>;
  /** Practice companies only: keys that work, a consent that answers itself, and a config to start from. */
  practiceSetUp(company: CompanyRecord): Promise<PracticeSetUp>;
  /** Practice companies only: what everybody outside of Purser does. */
  practiceHands(company: CompanyRecord): Promise<PracticeHands>;
  close(company: CompanyRecord): Promise<void>;
}

export interface PracticeSetUp {
  readonly source: SourceCredentials;
  readonly books: BooksCredentials;
  /** Acts as the person in the browser. */
  consent(authorizeUrl: string): Promise<void>;
  /** A config document, still to be parsed. */
  readonly config: unknown;
}
