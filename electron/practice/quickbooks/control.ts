import { colleagueIn, type PracticeColleague } from './colleague.ts';
import type { CompanyFile } from './company-file.ts';
import { dateAt } from './entities/document-rules.ts';
import type { Entity } from './entity-names.ts';
import { isObject, type JsonDraft, type JsonObject, objectsAt } from './json-value.ts';
import { ageConnection, expireAccessTokens, hasConsent, revokeAll } from './oauth/tokens.ts';
import { clearFaults, type FaultTarget, openFaults, planFault, type PlannedFault, type Trouble } from './planned-faults.ts';
import type { PracticeQuickBooksSettings } from './settings.ts';
import type { WriteOperation } from './writes.ts';

/** What a test or a demonstration does to the books from behind: troubles, settings, a person working in QuickBooks. */
export interface PracticeQuickBooksControl {
  plan(fault: PlannedFault): void;
  openFaults(): readonly PlannedFault[];
  clearFaults(): void;
  configure(settings: Partial<PracticeQuickBooksSettings>): void;
  settings(): PracticeQuickBooksSettings;
  /** Refuses the next write that fits with a code of Intuit's table, in Intuit's words, at the place that answers it. */
  refuseNext(code: string, when?: FaultTarget): void;
  /** Does the next request that fits, and cuts the connection instead of answering. */
  loseNextAnswer(when?: FaultTarget): void;
  /** The subscription ends (6190), or is paid again. */
  suspend(suspended: boolean): void;
  /** At the next connection the person chooses another company; null: this one again. */
  connectAnotherCompany(realmId: string | null): void;
  /** Changes groups of the preferences: `{ SalesFormsPrefs: { AllowDiscount: false } }`. Null removes an entry. */
  changePreferences(groups: JsonObject): void;
  /** Closes the books through the date (YYYY-MM-DD), or opens them all. */
  closeBooksThrough(date: string | null): void;
  /** Every access token issued so far stops working; refreshing helps. */
  expireAccessTokens(): void;
  /**
   * The consent is older by `consentMs` (five years are the most), the refresh value by `refreshMs` (101 days are the most; one
   * that is older than a day is replaced at the next refresh).
   */
  ageConnection(by: { readonly consentMs?: number; readonly refreshMs?: number }): void;
  /** The person disconnects the app inside QuickBooks: refreshing fails too. */
  revokeConnection(): void;
  /** Whether the app holds a consent that stands. */
  isConnected(): boolean;
  /** Saves as a person in QuickBooks would, with the current SyncToken; not counted as a write. Throws where it is refused. */
  edit(entity: Entity, operation: WriteOperation, body: JsonObject): JsonObject;
  /** The same person by what they do. */
  readonly colleague: PracticeColleague;
}

export function controlOf(company: CompanyFile): PracticeQuickBooksControl {
  const inTransaction = <T>(act: () => T): T => company.database.transaction(act).immediate();
  const changePreferences = (groups: JsonObject): void => inTransaction(() => mergePreferences(company, groups));
  const colleague = colleagueIn(company, inTransaction);
  const change = (settings: Partial<PracticeQuickBooksSettings>): void => inTransaction(() => configure(company, settings));
  const aimed = (trouble: Trouble, when: FaultTarget | undefined): void =>
    planFault(company, when === undefined ? trouble : { ...trouble, when });
  return {
    plan: (fault) => planFault(company, fault),
    openFaults: () => openFaults(company),
    clearFaults: () => clearFaults(company),
    configure: change,
    settings: () => company.settings(),
    refuseNext: (code, when) => aimed(AT_THE_DOOR[code] ?? { kind: 'refuse', code }, when),
    loseNextAnswer: (when) => aimed({ kind: 'lose-answer' }, when),
    suspend: (suspended) => change({ subscription: suspended ? 'ended' : 'active' }),
    connectAnotherCompany: (realmId) => change({ consentRealmId: realmId }),
    changePreferences,
    closeBooksThrough: (date) => {
      if (date !== null && dateAt({ date }, 'date') === null) {
        throw new Error(`${date} is no date`);
      }
      changePreferences({ AccountingInfoPrefs: { BookCloseDate: date } });
    },
    expireAccessTokens: () => inTransaction(() => expireAccessTokens(company)),
    ageConnection: (by) => inTransaction(() => ageConnection(company, by)),
    revokeConnection: () => inTransaction(() => revokeAll(company)),
    isConnected: () => hasConsent(company),
    edit: (entity, operation, body) => colleague.edit(entity, operation, body),
    colleague,
  };
}

/** Codes that the gateway in front answers, each in its own envelope, before anybody looks at the document. */
const AT_THE_DOOR: Readonly<Record<string, Trouble>> = {
  '130': { kind: 'wrong-cluster' },
  '3001': { kind: 'throttle' },
  '3100': { kind: 'wrong-company' },
  '3200': { kind: 'unauthorised' },
  '6190': { kind: 'suspended' },
};

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
