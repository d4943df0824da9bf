import { StoreFault } from '../../core/ports/store/store-fault.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { CompanyRecord, CompanyRegistry } from '../../core/ports/store/companies.ts';
import { NO_SETTINGS, type Settings, settingsShape } from './settings-shape.ts';

/** Where a host keeps the settings: `conf` in the headless one, electron-store on the desktop; both in one file format. */
export interface SettingsFile {
  /** The whole file's content; an empty object where there is none. Throws where it can't be read. */
  read(): unknown;
  /** Replaces the whole file at once. */
  write(settings: Settings): void;
}

export function settingsFault(message: string): PortFault {
  return { code: 'store/damaged', message, class: 'storage', retryAfterMs: null, traceId: null, httpStatus: null };
}

/** The list of companies, read anew each time because another process may have written it. */
export function createCompanyRegistry(file: SettingsFile): CompanyRegistry {
  const companies = (): readonly CompanyRecord[] => readSettings(file).companies;
  const save = (next: readonly CompanyRecord[]): void => file.write({ ...readSettings(file), companies: next });
  return {
    list: companies,
    add: (company) => {
      if (companies().some(({ slug }) => slug === company.slug)) {
        throw new Error(`There is a company ${company.slug} already`);
      }
      save([...companies(), company]);
    },
    mark: (slug, state) =>
      save(
        companies().map((company) => {
          const { unfinished: _unfinished, ...record } = company;
          const marked: CompanyRecord = state === 'unfinished' ? { ...record, unfinished: true } : record;
          return company.slug === slug ? marked : company;
        }),
      ),
    remove: (slug) => save(companies().filter((company) => company.slug !== slug)),
  };
}

/** Throws a {@link StoreFault} where the file holds something else than settings. */
export function readSettings(file: SettingsFile): Settings {
  const found = file.read();
  if (typeof found === 'object' && found !== null && Object.keys(found).length === 0) {
    return NO_SETTINGS;
  }
  const parsed = settingsShape.safeParse(found);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StoreFault(
      settingsFault(
        `The settings file has an error at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown'}. Mend it or take it away; nothing was changed.`,
      ),
      parsed.error,
    );
  }
  return parsed.data;
}
