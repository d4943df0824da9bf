import { LANGUAGES, type Language, systemLanguage } from './locale.ts';

/** What a person may choose; "system" follows the language of the computer. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

const KEY = 'purser.language';

/** What was chosen in this browser or window. */
export function readLanguageChoice(): LanguageChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return LANGUAGE_CHOICES.find((choice) => choice === kept) ?? 'system';
  } catch {
    // A browser that keeps nothing speaks the language of the system.
    return 'system';
  }
}

/** Keeps the choice. It counts once the page is loaded anew. */
export function keepLanguageChoice(choice: LanguageChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Then it counts for nothing, and the language of the system stays.
  }
}

/** The language that the person has chosen, else that of the system. */
export function chosenLanguage(choice: LanguageChoice = readLanguageChoice()): Language {
  return choice === 'system' ? systemLanguage() : choice;
}
