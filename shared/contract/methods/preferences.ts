import { z } from 'zod';

import { COLOUR_CHOICES, LANGUAGE_CHOICES } from '../../domain/preferences.ts';
import { command, query } from '../define.ts';

const preferencesShape = {
  language: z.enum(LANGUAGE_CHOICES),
  colours: z.enum(COLOUR_CHOICES),
  tell: z.object({ reconnect: z.boolean(), failures: z.boolean() }),
};

const shownSchema = z.object({
  ...preferencesShape,
  /** Whether Purser starts with the computer; null: this host can't. */
  startsAtLogin: z.boolean().nullable(),
});

/** How Purser is on this computer, whatever the company. */
export const preferenceMethods = {
  'app.preferences': query({ input: z.object({}), output: shownSchema, errors: [] }),
  /** What is left out stays as it is. */
  'app.savePreferences': command({
    input: z.object({ ...preferencesShape, startsAtLogin: z.boolean() }).partial(),
    output: shownSchema,
    errors: [],
  }),
} as const;
