import type { BusinessDate } from '../../shared/domain/time/instants.ts';

/** How the practice company's QuickBooks treats sales tax. */
export const PRACTICE_REGIMES = ['us-automated', 'us-manual', 'us-none', 'canada'] as const;
export type PracticeRegime = (typeof PRACTICE_REGIMES)[number];

export interface PracticeOptions {
  /** Folder of the stand-ins' own databases; made where it is missing, met again where it is there. */
  readonly directory: string;
  readonly regime: PracticeRegime;
  /** Milliseconds since 1970; rate windows, token lives and server times follow it. */
  readonly now: () => number;
  /** The shop's "today" when it is first seeded; the same anchor gives the same shop. Ignored once seeded. */
  readonly anchorOn: BusinessDate;
}

/** Addresses and keys by which the ordinary clients reach the stand-ins. All addresses are http://127.0.0.1:port. */
export interface PracticeAccess {
  readonly shipstationV1Url: string;
  /** Base address of V2; its paths begin with /v2. The same listener as V1's. */
  readonly shipstationV2Url: string;
  /** Where the keys that sign V2's webhooks are published. */
  readonly shipstationJwksUrl: string;
  readonly quickbooksApiUrl: string;
  readonly intuitAuthorizeUrl: string;
  readonly intuitTokenUrl: string;
  readonly intuitRevokeUrl: string;
  readonly shipstation: { readonly apiKey: string; readonly apiSecret: string };
  readonly shipstationV2: { readonly apiKey: string };
  readonly quickbooks: { readonly clientId: string; readonly clientSecret: string; readonly realmId: string };
}
