import type { CompanyFile } from './company-file.ts';
import { dateAt } from './entities/document-rules.ts';
import type { Entity } from './entity-names.ts';
import { isObject, type JsonDraft, type JsonObject, objectsAt, textAt } from './json-value.ts';
import { expireAccessTokens, revokeAll } from './oauth/tokens.ts';
import { clearFaults, openFaults, planFault, type PlannedFault } from './planned-faults.ts';
import type { PracticeQuickBooksSettings } from './settings.ts';
import { execute, type WriteOperation } from './writes.ts';

/** What a test or a demonstration does to the books from behind: troubles, settings, a person working in QuickBooks. */
export interface PracticeQuickBooksControl {
  plan(fault: PlannedFault): void;
  openFaults(): readonly PlannedFault[];
  clearFaults(): void;
  configure(settings: Partial<PracticeQuickBooksSettings>): void;
  /** Changes groups of the preferences: `{ SalesFormsPrefs: { AllowDiscount: false } }`. Null removes an entry. */
  changePreferences(groups: JsonObject): void;
  /** Closes the books through the date (YYYY-MM-DD), or opens them all. */
  closeBooksThrough(date: string | null): void;
  /** Every access token issued so far stops working; refreshing helps. */
  expireAccessTokens(): void;
  /** The person disconnects the app inside QuickBooks: refreshing fails too. */
  revokeConnection(): void;
  /** Saves as a person in QuickBooks would, with the current SyncToken; not counted as a write. Throws where it is refused. */
  edit(entity: Entity, operation: WriteOperation, body: JsonObject): JsonObject;
}

export function controlOf(company: CompanyFile): PracticeQuickBooksControl {
  const inTransaction = <T>(act: () => T): T => company.database.transaction(act).immediate();
  const changePreferences = (groups: JsonObject): void => inTransaction(() => mergePreferences(company, groups));
  return {
    plan: (fault) => planFault(company, fault),
    openFaults: () => openFaults(company),
    clearFaults: () => clearFaults(company),
    configure: (settings) => inTransaction(() => configure(company, settings)),
    changePreferences,
    closeBooksThrough: (date) => {
      if (date !== null && dateAt({ date }, 'date') === null) {
        throw new Error(`${date} is no date`);
      }
      changePreferences({ AccountingInfoPrefs: { BookCloseDate: date } });
    },
    expireAccessTokens: () => inTransaction(() => expireAccessTokens(company)),
    revokeConnection: () => inTransaction(() => revokeAll(company)),
    edit: (entity, operation, body) => inTransaction(() => edit(company, entity, operation, body)),
  };
}

function configure(company: CompanyFile, settings: Partial<PracticeQuickBooksSettings>): void {
  company.setFact('settings', JSON.stringify({ ...company.settings(), ...settings }));
  const { plan } = settings;
  const info = company.find('CompanyInfo', '1');
  if (plan !== undefined && info !== null) {
    const values = objectsAt(info.body, 'NameValue').map((entry) =>
      entry['Name'] === 'OfferingSku' ? { Name: 'OfferingSku', Value: `QuickBooks Online ${plan}` } : entry,
    );
    company.update(info, { ...info.body, NameValue: values });
  }
}

function mergePreferences(company: CompanyFile, groups: JsonObject): void {
  const stored = company.find('Preferences', '1');
  if (stored === null) {
    return;
  }
  const merged: JsonDraft = { ...stored.body };
  for (const [name, group] of Object.entries(groups)) {
    const before = merged[name];
    const after = { ...(isObject(before) ? before : {}), ...(isObject(group) ? group : {}) };
    merged[name] = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
  }
  company.update(stored, merged);
}

function edit(company: CompanyFile, entity: Entity, operation: WriteOperation, body: JsonObject): JsonObject {
  const id = textAt(body, 'Id');
  const stored = id === null ? null : company.find(entity, id);
  const complete = stored === null ? body : { sparse: true, ...body, SyncToken: textAt(stored.body, 'SyncToken') ?? '0' };
  const done = execute(company, { entity, operation, body: complete, allowDuplicateNumber: true });
  if (!done.ok) {
    throw new Error(`The practice books refuse this: ${done.fault.code} ${done.fault.detail}`);
  }
  return done.value;
}
