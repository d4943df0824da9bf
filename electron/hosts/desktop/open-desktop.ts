import { join } from 'node:path';

import { net, powerMonitor, shell } from 'electron';

import { csvFormat } from '../../adapters/csv/csv-format.ts';
import { createBackupFiles } from '../../adapters/backup/create-backup-files.ts';
import { createReportFiles } from '../../adapters/reports/create-report-files.ts';
import { createHttp } from '../../adapters/http/http.ts';
import { createLaneRegistry } from '../../adapters/http/lane-registry.ts';
import { createDiagnostics } from '../../adapters/logging/create-diagnostics.ts';
import { createJsonLogger } from '../../adapters/logging/json-logger.ts';
import { createRotatingFile, logFileIn } from '../../adapters/logging/rotating-file.ts';
import { chooseVault, createLockedVault, VAULT_FILE } from '../../adapters/secrets/choose-vault.ts';
import { createGeneratedKeyVault } from '../../adapters/secrets/generated-key-vault.ts';
import { createSystemVault } from '../../adapters/secrets/system-vault.ts';
import { createCompanyStores } from '../../adapters/sqlite/company-stores.ts';
import { type DataDirectory, openDataDirectory } from '../../adapters/sqlite/data-directory.ts';
import { systemClock, systemIds, systemTimers } from '../../adapters/system/environment.ts';
import { createPolledNetwork, systemTicker } from '../../adapters/system/machine.ts';
import type { Core } from '../../core/core.ts';
import { createCore } from '../../core/create-core.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { Power } from '../../core/ports/machine.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';
import type { CompanyRegistry } from '../../core/ports/store/companies.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import { oneWriterVault } from '../composition/one-writer-vault.ts';
import { createPracticeCompanies } from '../composition/practice-companies.ts';
import { createServices } from '../composition/services.ts';
import { openDesktopSettings } from './desktop-settings.ts';
import { createLoginItem } from './login-item.ts';
import { safeStorageCipher, safeStorageState } from './safe-storage.ts';

/** The core with the desktop's adapters, and what ends it. */
export interface Desktop {
  readonly core: Core;
  readonly registry: CompanyRegistry;
  close(): Promise<void>;
}

/** Opens the data directory for writing and puts the core together. Faults name what holds the directory, or what is wrong with it. */
export async function openDesktop(dataPath: string, version: string): Promise<Result<Desktop, PortFault>> {
  const directory = openDataDirectory(dataPath);
  if (!directory.ok) {
    return directory;
  }
  const lock = directory.value.acquireLock({ pid: process.pid, host: 'desktop', since: instantOf(systemClock.now()) });
  if (!lock.ok) {
    return lock;
  }
  const settings = openDesktopSettings(dataPath, instantOf(systemClock.now()).slice(0, 10));
  if (!settings.ok) {
    lock.value.release();
    return fail(settings.fault);
  }
  const { registry, preferences } = settings.value;
  const logger = createJsonLogger(createRotatingFile(logFileIn(dataPath)), systemClock);
  const http = createHttp({ clock: systemClock, logger });
  const environment = { clock: systemClock, timers: systemTimers, logger };
  const practice = createPracticeCompanies({ companyFolder: directory.value.companyFolder, clock: systemClock });
  const core = createCore({
    ...environment,
    registry,
    stores: createCompanyStores({ directory: directory.value, lock: lock.value, clock: systemClock }),
    vault: oneWriterVault(await openVault(directory.value, registry), directory.value.path, systemTimers),
    services: createServices({
      ...environment,
      http,
      lanes: createLaneRegistry(),
      practice,
      companyFolder: directory.value.companyFolder,
      variables: process.env,
    }),
    ids: systemIds,
    browser: { open: (url) => shell.openExternal(url) },
    power: electronPower,
    network: createPolledNetwork(() => net.isOnline(), systemTicker, logger),
    ...filePorts(directory.value),
    preferences,
    login: createLoginItem(),
    host: { kind: 'desktop', version, dataDirectory: dataPath },
  });
  return ok({
    core,
    registry,
    async close() {
      await core.stop();
      http.close();
      lock.value.release();
    },
  });
}

/** What is written into files that people take along, and what is read of the log. */
function filePorts({ path, companyFolder }: DataDirectory): Pick<Ports, 'csv' | 'reports' | 'backups' | 'diagnostics'> {
  return {
    csv: csvFormat,
    reports: createReportFiles(),
    backups: createBackupFiles({ dataDirectory: path, companyFolder, clock: systemClock }),
    diagnostics: createDiagnostics(logFileIn(path)),
  };
}

const electronPower: Power = {
  onResumed(listener) {
    powerMonitor.on('resume', listener);
    return () => powerMonitor.off('resume', listener);
  },
};

/** Clients' secrets by the operating system, practice companies' by their generated keys. */
async function openVault(directory: DataDirectory, registry: CompanyRegistry): Promise<SecretVault> {
  const isPractice = (slug: string): boolean => registry.list().some((company) => company.slug === slug && company.practice);
  const state = await safeStorageState(process.platform);
  const clients =
    state.kind === 'available'
      ? createSystemVault(join(directory.path, VAULT_FILE), safeStorageCipher, state.protection)
      : createLockedVault(state.advice);
  return chooseVault(isPractice, createGeneratedKeyVault({ companyFolder: directory.companyFolder, isPractice }), clients);
}
