import { z } from 'zod';

import { COLOUR_CHOICES, LANGUAGE_CHOICES, type Preferences, USUAL_PREFERENCES } from '../../../shared/domain/preferences.ts';
import type { PreferencesStore } from '../../core/ports/preferences-store.ts';
import { readSettings, type SettingsFile } from './company-registry.ts';

/** Each by itself: one that a newer version wrote in another way takes none of the others along. */
const preferencesShape: z.ZodType<Preferences> = z.object({
  language: z.enum(LANGUAGE_CHOICES).catch(USUAL_PREFERENCES.language),
  colours: z.enum(COLOUR_CHOICES).catch(USUAL_PREFERENCES.colours),
  tell: z.object({ reconnect: z.boolean(), failures: z.boolean() }).catch(USUAL_PREFERENCES.tell),
});

/** Read anew each time, as the list of companies beside it. */
export function createPreferencesStore(file: SettingsFile): PreferencesStore {
  return {
    read: () => preferencesShape.catch(USUAL_PREFERENCES).parse(readSettings(file).preferences ?? {}),
    keep: (preferences) => file.write({ ...readSettings(file), preferences }),
  };
}
