/** The languages that the screens speak, and that of the computer. */
export const LANGUAGE_CHOICES = ['system', 'en', 'es'] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** `auto` follows the computer. */
export const COLOUR_CHOICES = ['auto', 'light', 'dark'] as const;
export type ColourChoice = (typeof COLOUR_CHOICES)[number];

/** How Purser is to be on this computer, whatever the company. */
export interface Preferences {
  readonly language: LanguageChoice;
  readonly colours: ColourChoice;
  /** What the computer tells while nobody looks at Purser. */
  readonly tell: {
    /** A service that lets nobody in until a person has connected it again. */
    readonly reconnect: boolean;
    /** Postings that were refused, by themselves or in a background run. */
    readonly failures: boolean;
  };
}

/** A connection that has ended stands still until somebody knows of it; the rest can wait until Purser is looked at. */
export const USUAL_PREFERENCES: Preferences = { language: 'system', colours: 'auto', tell: { reconnect: true, failures: false } };
