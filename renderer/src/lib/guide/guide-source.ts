import { type Language, languageNow } from '../locale.ts';
import { guideTasks } from './guide-tasks.ts';

/** Each guide is a file of its own in the build, so that only the one that is read is loaded. */
const SOURCES: Readonly<Record<Language, () => Promise<{ readonly default: string }>>> = {
  en: () => import('../../../../docs/guide.md?raw'),
  es: () => import('../../../../docs/guide.es.md?raw'),
};

/** The guide in the language of the screens, which is settled before the first of them is loaded. */
export const GUIDE = guideTasks((await SOURCES[languageNow()]()).default);
