import type { Result } from '../../../../shared/domain/result.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../faults.ts';
import type { CompanyStore } from './company-store.ts';

/** One client: one ShipStation account, one set of books, one database file. */
export interface CompanyRecord {
  readonly slug: string;
  readonly name: string;
  readonly practice: boolean;
  readonly createdAt: Instant;
  /** While it is being made or removed: what a process that was killed leaves so is taken away at the next start. */
  readonly unfinished?: true | undefined;
}

/** The small registry beside the companies' databases. */
export interface CompanyRegistry {
  list(): readonly CompanyRecord[];
  add(company: CompanyRecord): void;
  /** It is being made or removed, or that is done. */
  mark(slug: string, state: 'unfinished' | 'finished'): void;
  /** Takes it off the list; its folder is removed by {@link CompanyStores.remove}. */
  remove(slug: string): void;
}

/** Both rest in the vault; each is 32 random bytes in hex. */
export interface CompanyKeys {
  /** Encrypts the whole database file. */
  readonly databaseKey: string;
  /** Keys the hash chain of the audit. */
  readonly auditKey: string;
}

/** Opens companies' encrypted databases. */
export interface CompanyStores {
  /** Opens (and migrates) or makes the database. Faults: `store/wrong-key`, `store/from-the-future`, `store/disk`, `store/damaged`, `data-directory/locked`. */
  open(company: CompanyRecord, keys: CompanyKeys): Result<CompanyStore, PortFault>;
  /** 32 random bytes in hex. */
  newDatabaseKey(): string;
  /** 32 random bytes in hex. */
  newAuditKey(): string;
  remove(slug: string): void;
}
