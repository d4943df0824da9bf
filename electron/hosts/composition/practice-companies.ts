import { join } from 'node:path';

import { instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { Clock } from '../../core/ports/environment.ts';
import type { PracticeHands } from '../../core/ports/practice.ts';
import type { CompanyRecord } from '../../core/ports/store/companies.ts';
import type { PracticeRegime } from '../../practice/practice.ts';
import { booksClosedThrough } from '../../practice/seed/already-booked.ts';
import { practiceConfig } from '../../practice/seed/practice-config.ts';
import { type Practice, startPractice } from '../../practice/start-practice.ts';
import { createPracticeHands } from './practice-hands/create-hands.ts';

/** The shop's books are kept in New York. */
const SHOP_ZONE = 'America/New_York';

export interface PracticeCompanies {
  /** Starts the company's stand-ins where they do not run yet. */
  running(company: CompanyRecord): Promise<Practice>;
  /** The config document that a new practice company begins with. */
  firstConfig(company: CompanyRecord): unknown;
  /** Everybody outside of Purser, starting the stand-ins where they do not run yet. */
  hands(company: CompanyRecord): Promise<PracticeHands>;
  stop(company: CompanyRecord): Promise<void>;
}

export interface PracticeCompaniesOptions {
  readonly companyFolder: (slug: string) => string;
  readonly clock: Clock;
  readonly regime?: PracticeRegime;
}

/** Where a practice company's stand-ins keep their own files. */
export function practiceFolder(companyFolder: string): string {
  return join(companyFolder, 'practice');
}

/** The stand-ins of practice companies: one pair for each, started when first needed, with a state that outlives the process. */
export function createPracticeCompanies({ companyFolder, clock, regime = 'us-automated' }: PracticeCompaniesOptions): PracticeCompanies {
  const started = new Map<string, Promise<Practice>>();
  const anchorOn = (company: CompanyRecord) => businessDateIn(instantOf(Date.parse(company.createdAt)), SHOP_ZONE);
  const running: PracticeCompanies['running'] = (company) => {
    const known = started.get(company.slug);
    if (known !== undefined) {
      return known;
    }
    const starting = startPractice({
      directory: practiceFolder(companyFolder(company.slug)),
      regime,
      now: () => clock.now(),
      anchorOn: anchorOn(company),
    });
    started.set(company.slug, starting);
    // A start that failed must not be remembered: the next use tries again.
    starting.catch(() => started.delete(company.slug));
    return starting;
  };
  return {
    running,
    hands: async (company) =>
      createPracticeHands({
        practice: await running(company),
        clock,
        regime,
        today: businessDateIn(instantOf(clock.now()), SHOP_ZONE),
        closedThrough: booksClosedThrough(anchorOn(company)),
      }),
    firstConfig: (company) => practiceConfig(regime, anchorOn(company)),
    async stop(company) {
      const running = started.get(company.slug);
      started.delete(company.slug);
      await (await running)?.close();
    },
  };
}
