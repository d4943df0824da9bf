import type { BackupFiles } from './backup-files.ts';
import type { CsvFormat } from './csv.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { BrowserOpener, Clock, Ids, Logger, Timers } from './environment.ts';
import type { Network, Power } from './machine.ts';
import type { LoginItem, PreferencesStore } from './preferences-store.ts';
import type { ReportFiles } from './report-files.ts';
import type { SecretVault } from './secret-vault.ts';
import type { Services } from './services.ts';
import type { CompanyRegistry, CompanyStores } from './store/companies.ts';

/** Everything outside that the core knows. A host supplies the adapters. */
export interface Ports {
  readonly registry: CompanyRegistry;
  readonly stores: CompanyStores;
  readonly vault: SecretVault;
  readonly services: Services;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly browser: BrowserOpener;
  readonly power: Power;
  readonly network: Network;
  readonly csv: CsvFormat;
  readonly reports: ReportFiles;
  readonly backups: BackupFiles;
  readonly diagnostics: Diagnostics;
  readonly preferences: PreferencesStore;
  /** Null: this host can't be started with the computer. */
  readonly login: LoginItem | null;
  readonly host: { readonly kind: 'desktop' | 'headless'; readonly version: string; readonly dataDirectory: string };
}
