import type { MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import { USUAL_PREFERENCES } from '../../shared/domain/preferences.ts';
import { backupAnswers, supportAnswer } from './fake-backups.ts';

/** The usual ones, in a host that can't be started with the computer. */
const usual = (): MethodOutput<'app.preferences'> => ({ ...USUAL_PREFERENCES, startsAtLogin: null });

/** What has to do with the computer and not with a shop: backups, preferences, the support bundle. */
export const machineAnswers = {
  ...backupAnswers,
  'support.bundle': supportAnswer,
  'app.preferences': usual,
  'app.savePreferences': ({ language, colours, tell }: MethodInput<'app.savePreferences'>): MethodOutput<'app.savePreferences'> => {
    const { language: usualLanguage, colours: usualColours, tell: usualTell } = usual();
    return { language: language ?? usualLanguage, colours: colours ?? usualColours, tell: tell ?? usualTell, startsAtLogin: null };
  },
};
