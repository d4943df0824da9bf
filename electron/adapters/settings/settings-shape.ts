import { z } from 'zod';

import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { CompanyRecord } from '../../core/ports/store/companies.ts';

/** The file's name in the data directory, without its ending; the same in either host. */
export const SETTINGS_NAME = 'settings';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const companyShape: z.ZodType<CompanyRecord> = z.object({
  slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  practice: z.boolean(),
  unfinished: z.literal(true).optional(),
  createdAt: z.custom<Instant>((value) => typeof value === 'string' && INSTANT.test(value)),
});

/** What the small settings file holds. Keys of a newer version are kept. */
export interface Settings {
  readonly version: 1;
  readonly companies: readonly CompanyRecord[];
  /** As preferences-store.ts reads them: never in the way of the companies, whatever stands there. */
  readonly preferences?: unknown;
}

export const settingsShape: z.ZodType<Settings> = z.looseObject({
  version: z.literal(1),
  companies: z.array(companyShape),
  preferences: z.unknown().optional(),
});

export const NO_SETTINGS: Settings = { version: 1, companies: [] };
