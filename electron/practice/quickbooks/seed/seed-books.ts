import { randomBytes } from 'node:crypto';

import { addDays, type BusinessDate, epochMsOf } from '../../../../shared/domain/time/instants.ts';
import { startOfDateIn } from '../../../../shared/domain/time/zones.ts';
import type { PracticeRegime } from '../../practice.ts';
import { ACCOUNTS } from '../../seed/catalogue.ts';
import { CompanyFile } from '../company-file.ts';
import type { PracticeDatabase } from '../database.ts';
import { seedAccounts, seedItems, seedSmallLists } from './chart.ts';
import { closeBooks, companyInfo, companyOf, preferences } from './company.ts';
import { seedHistory } from './history.ts';
import { seedPeople } from './people.ts';
import { seedTaxes } from './taxes.ts';

const NINE_HOURS_MS = 9 * 3_600_000;
/** The company is this much older than the shop's first day. */
const FOUNDED_DAYS_BEFORE = 400;

/**
 * Fills fresh books, once. The same regime and anchor give the same books; only the app's secret is made anew, because it
 * must not stand in the source.
 */
export function seedBooks(database: PracticeDatabase, regime: PracticeRegime, anchorOn: BusinessDate): void {
  const { timeZone, realmId } = companyOf(regime);
  const morningOf = (date: BusinessDate): number => epochMsOf(startOfDateIn(date, timeZone)) + NINE_HOURS_MS;
  let nowMs = morningOf(addDays(anchorOn, -FOUNDED_DAYS_BEFORE));
  const company = new CompanyFile(database, () => nowMs);
  database
    .transaction(() => {
      if (company.fact('regime') !== null) {
        return;
      }
      company.setFact('regime', regime);
      company.setFact('timeZone', timeZone);
      company.setFact('realmId', realmId);
      company.setFact('undepositedFunds', ACCOUNTS.undeposited);
      company.setFact('clientId', `AB${realmId}practice`);
      company.setFact('clientSecret', randomBytes(24).toString('base64url'));
      company.insert('CompanyInfo', companyInfo(regime), '1');
      seedAccounts(company);
      seedItems(company);
      seedSmallLists(company);
      company.insert('Preferences', preferences(company, regime, seedTaxes(company, regime)), '1');
      seedPeople(company, regime);
      seedHistory(company, anchorOn, (date) => {
        nowMs = morningOf(date);
      });
      closeBooks(company, anchorOn);
      database.exec('DELETE FROM counters');
    })
    .immediate();
}
