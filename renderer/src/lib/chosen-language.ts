import { LANGUAGE_CHOICES, type LanguageChoice } from '../../../shared/domain/preferences.ts';
import { type Language, systemLanguage } from './locale.ts';

const KEY = 'purser.language';

/** What was chosen, as this browser or window remembers it for its first paint; the host keeps it for all of them. */
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
