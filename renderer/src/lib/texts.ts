import { type Language, speakLanguage } from './locale.ts';
import { activityTexts } from './texts/activity.ts';
import { auditTexts } from './texts/audit.ts';
import { backupTexts } from './texts/backup.ts';
import { computerTexts } from './texts/computer.ts';
import { commonTexts, failureTexts, stateTexts } from './texts/common.ts';
import { companyTexts } from './texts/companies.ts';
import { completenessTexts } from './texts/completeness.ts';
import { connectionTexts } from './texts/connections.ts';
import { frameTexts } from './texts/frame.ts';
import { helpTexts } from './texts/help.ts';
import { mappingFileTexts } from './texts/mapping-files.ts';
import { mappingHistoryTexts } from './texts/mapping-history.ts';
import { mappingTexts } from './texts/mapping.ts';
import { overviewTexts } from './texts/overview.ts';
import { paletteTexts } from './texts/palette.ts';
import { practiceTexts } from './texts/practice.ts';
import { reconcileTexts } from './texts/reconcile.ts';
import { rehearsalTexts } from './texts/rehearsal.ts';
import { relayTexts } from './texts/relay.ts';
import { replayTexts } from './texts/replay.ts';
import { reviewTexts } from './texts/review.ts';
import { scheduleTexts } from './texts/schedule.ts';
import { setUpTexts } from './texts/set-up.ts';
import { settingsTexts } from './texts/settings.ts';
import { toldTexts } from './texts/told.ts';
import { undoTexts } from './texts/undo.ts';

/** Every text of the screens. Another language is another object of this type. */
const en = {
  common: commonTexts,
  failures: failureTexts,
  states: stateTexts,
  frame: frameTexts,
  overview: overviewTexts,
  palette: paletteTexts,
  review: reviewTexts,
  mapping: mappingTexts,
  mappingFiles: mappingFileTexts,
  mappingHistory: mappingHistoryTexts,
  replay: replayTexts,
  reconcile: reconcileTexts,
  completeness: completenessTexts,
  activity: activityTexts,
  audit: auditTexts,
  backup: backupTexts,
  companies: companyTexts,
  connections: connectionTexts,
  setUp: setUpTexts,
  rehearsal: rehearsalTexts,
  relay: relayTexts,
  schedule: scheduleTexts,
  settings: settingsTexts,
  computer: computerTexts,
  help: helpTexts,
  practice: practiceTexts,
  told: toldTexts,
  undo: undoTexts,
};

/** The same shape with any words in it: literal texts of English must not bind another language. */
type InAnyWords<T> = T extends string
  ? string
  : T extends (...inputs: infer Inputs) => infer Answer
    ? (...inputs: Inputs) => InAnyWords<Answer>
    : { readonly [Key in keyof T]: InAnyWords<T[Key]> };

export type Texts = InAnyWords<typeof en>;

/** In the person's language. Set once, before the first screen is loaded: a change of language loads the page anew. */
export let texts: Texts = en;

/** Loads the catalogue of a language; English is in the first load already. */
export async function speak(language: Language): Promise<void> {
  speakLanguage(language);
  texts = language === 'es' ? (await import('./texts/es/catalogue.ts')).es : en;
}
