import { instantOf } from '../../../shared/domain/time/instants.ts';
import { csvFormat } from '../../adapters/csv/csv-format.ts';
import { createBackupFiles } from '../../adapters/backup/create-backup-files.ts';
import { createReportFiles } from '../../adapters/reports/create-report-files.ts';
import { readBaseAddresses } from '../../adapters/http/base-addresses.ts';
import { createHttp, type Http } from '../../adapters/http/http.ts';
import { createLaneRegistry } from '../../adapters/http/lane-registry.ts';
import { createDiagnostics } from '../../adapters/logging/create-diagnostics.ts';
import { createJsonLogger } from '../../adapters/logging/json-logger.ts';
import { createRotatingFile, logFileIn } from '../../adapters/logging/rotating-file.ts';
import { createHeadlessVault } from '../../adapters/secrets/choose-vault.ts';
import { openHeadlessSettings } from '../../adapters/settings/headless-settings.ts';
import { createCompanyStores } from '../../adapters/sqlite/company-stores.ts';
import { type DataDirectory, openDataDirectory } from '../../adapters/sqlite/data-directory.ts';
import type { WriterLock } from '../../adapters/sqlite/writer-lock.ts';
import { systemClock, systemIds, systemTimers } from '../../adapters/system/environment.ts';
import { createClockJumpPower, createPolledNetwork, hasNetworkAddress, systemTicker } from '../../adapters/system/machine.ts';
import type { Core } from '../../core/core.ts';
import { createCore } from '../../core/create-core.ts';
import type { Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { PreferencesStore } from '../../core/ports/preferences-store.ts';
import type { CompanyRecord, CompanyRegistry } from '../../core/ports/store/companies.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { oneWriterVault } from '../composition/one-writer-vault.ts';
import { createPracticeCompanies, type PracticeCompanies } from '../composition/practice-companies.ts';
import { createServices } from '../composition/services.ts';
import { openInBrowser } from './browser-opener.ts';
import { CliFailure } from './cli-failure.ts';
import type { CommandIo } from './io.ts';

/** `write` holds the data directory alone (exit 4 where another Purser does); `read` works beside whoever holds it. */
export type HostMode = 'read' | 'write';

export interface HeadlessHostOptions {
  readonly dataDirectory: string;
  readonly mode: HostMode;
  readonly version: string;
  readonly io: Pick<CommandIo, 'variables'>;
}

/** The core with the adapters of plain Node. */
export interface HeadlessHost {
  readonly core: Core;
  readonly dataDirectory: string;
  /** Who sits at this command line, for the audit. */
  readonly actor: string;
  companies(): readonly CompanyRecord[];
  /** The stand-ins behind practice companies, for the demonstration. */
  readonly practice: PracticeCompanies;
  readonly logger: Logger;
  close(): Promise<void>;
}

/** Opens a data directory and composes the core on it. Throws a {@link CliFailure} where that can't be. */
export async function openHost({ dataDirectory, mode, version, io }: HeadlessHostOptions): Promise<HeadlessHost> {
  orFail(readBaseAddresses('production', io.variables));
  const directory = orFail(openDataDirectory(dataDirectory));
  const lock =
    mode === 'write' ? orFail(directory.acquireLock({ pid: process.pid, host: 'headless', since: instantOf(systemClock.now()) })) : null;
  try {
    const settings = orFail(openHeadlessSettings(directory.path, instantOf(systemClock.now()).slice(0, 10)));
    return await compose({ directory, lock, ...settings, version, variables: io.variables });
  } catch (error) {
    lock?.release();
    throw error;
  }
}

interface Composition {
  readonly directory: DataDirectory;
  readonly lock: WriterLock | null;
  readonly registry: CompanyRegistry;
  readonly preferences: PreferencesStore;
  readonly version: string;
  readonly variables: CommandIo['variables'];
}

async function compose(given: Composition): Promise<HeadlessHost> {
  const { directory, lock, registry } = given;
  const clock = systemClock;
  const logger = createJsonLogger(createRotatingFile(logFileIn(directory.path)), clock);
  const http = createHttp({ clock, logger });
  const practice = createPracticeCompanies({ companyFolder: directory.companyFolder, clock });
  const core = composeCore(given, { logger, http, practice });
  if (lock !== null) {
    await core.start({ schedule: false });
  }
  return {
    core,
    dataDirectory: directory.path,
    actor: actorOf(given.variables),
    companies: () => registry.list(),
    practice,
    logger,
    async close() {
      await core.stop();
      await Promise.all(registry.list().map((company) => practice.stop(company)));
      http.close();
      lock?.release();
    },
  };
}

function composeCore(
  { directory, lock, registry, preferences, version, variables }: Composition,
  { logger, http, practice }: { readonly logger: Logger; readonly http: Http; readonly practice: PracticeCompanies },
): Core {
  const isPractice = (slug: string): boolean => registry.list().some((company) => company.slug === slug && company.practice);
  return createCore({
    registry,
    stores: createCompanyStores({ directory, lock, clock: systemClock }),
    vault: oneWriterVault(
      createHeadlessVault({
        dataDirectory: directory.path,
        companyFolder: directory.companyFolder,
        isPractice,
        passphrase: variables['PURSER_PASSPHRASE'],
        keyring: null,
      }),
      directory.path,
      systemTimers,
    ),
    services: createServices({
      http,
      lanes: createLaneRegistry(),
      clock: systemClock,
      timers: systemTimers,
      logger,
      practice,
      companyFolder: directory.companyFolder,
      variables,
    }),
    clock: systemClock,
    timers: systemTimers,
    ids: systemIds,
    logger,
    browser: { open: openInBrowser },
    power: createClockJumpPower(systemClock, systemTicker, logger),
    network: createPolledNetwork(hasNetworkAddress, systemTicker, logger),
    csv: csvFormat,
    reports: createReportFiles(),
    backups: createBackupFiles({ dataDirectory: directory.path, companyFolder: directory.companyFolder, clock: systemClock }),
    preferences,
    login: null,
    diagnostics: createDiagnostics(logFileIn(directory.path)),
    host: { kind: 'headless', version, dataDirectory: directory.path },
  });
}

function actorOf(variables: CommandIo['variables']): string {
  const name = variables['USER'] ?? variables['USERNAME'] ?? '';
  return name === '' ? 'person' : `person ${name.slice(0, 60)}`;
}

function orFail<T>(result: Result<T, PortFault>): T {
  if (!result.ok) {
    throw new CliFailure(result.fault);
  }
  return result.value;
}
