import type { Result } from '../../../shared/domain/result.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from './faults.ts';
import type { CompanyKeys, CompanyRecord } from './store/companies.ts';

/** What a backup says of itself, once its passphrase has opened it. */
export interface BackupContents {
  readonly company: CompanyRecord;
  readonly madeAt: Instant;
  /** Purser's version that made it. */
  readonly version: string;
  /** Of the database in it: they open nothing but that, and prove that two copies are of one company. */
  readonly keys: CompanyKeys;
}

/** A backup file as it lies on the disk; what is in it shows only with its passphrase. */
export interface StoredBackup {
  readonly file: string;
  readonly bytes: number;
  readonly writtenAt: Instant;
}

export interface BackupControl {
  readonly signal: AbortSignal;
  /** Bytes that are done, of about how many. */
  readonly progress: (done: number, total: number) => void;
}

/**
 * Encrypted copies of a company's database, one file each. They hold no key of ShipStation and no consent of QuickBooks: whoever has a
 * backup and its passphrase can read the books' history, and can change nothing anywhere.
 *
 * Faults: `backup/wrong-passphrase`, `backup/damaged`, `backup/not-a-backup`, `backup/from-the-future`, `store/disk`, `run/stopped`.
 */
export interface BackupFiles {
  /** Where backups go that are given no other place. */
  readonly folder: string;
  /** Takes away what a process left that was killed in the middle. Only where this process may write. */
  tidy(): void;
  /** Those in {@link folder} or in another one, newest first. */
  list(folder?: string): readonly StoredBackup[];
  /** Whether backups can be written into a folder, which is made where there is none. */
  accepts(folder: string): Result<null, PortFault>;
  /** Takes a backup away for good. */
  remove(file: string): Result<null, PortFault>;
  /** Writes a copy that is consistent while everything goes on; the file is there whole or not at all. */
  write(contents: BackupContents, file: string, passphrase: string, control: BackupControl): Promise<Result<StoredBackup, PortFault>>;
  read(file: string, passphrase: string): Promise<Result<BackupContents, PortFault>>;
  /** The company's database came from a backup and nobody has looked at it since: what it holds is of an earlier day. */
  isFreshlyRestored(slug: string): boolean;
  /** It was looked at. */
  forgetRestored(slug: string): void;
  /**
   * Puts the database of a backup in the place of the company's, which must be closed. Where there was one it is kept beside, under
   * `before-restore`; whatever happens in between, either of the two is in place, whole.
   */
  restore(file: string, passphrase: string, slug: string, control: BackupControl): Promise<Result<BackupContents, PortFault>>;
}
