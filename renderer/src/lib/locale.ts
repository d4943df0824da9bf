/** The languages that the screens speak. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

const DEFAULT_COUNTRY: Readonly<Record<Language, string>> = { en: 'US', es: 'US' };

const browserLocales = (): readonly string[] => (typeof navigator === 'undefined' ? ['en-US'] : navigator.languages);

let language: Language = 'en';
let locale = 'en-US';

/** The first language of the person's system that the screens speak; English where they speak none of them. */
export function systemLanguage(wanted: readonly string[] = browserLocales()): Language {
  for (const tag of wanted) {
    const known = LANGUAGES.find((name) => tag.toLowerCase().split('-')[0] === name);
    if (known !== undefined) {
      return known;
    }
  }
  return 'en';
}

/**
 * The locale of a company's numbers, dates and money: the person's language as the company's country writes it ("es-US",
 * "en-CA"). Where the country is not known yet, the system's own region counts.
 * @param country two letters as QuickBooks tells them, or null
 */
export function localeOf(speaks: Language, country: string | null, wanted: readonly string[] = browserLocales()): string {
  if (country !== null && /^[A-Za-z]{2}$/.test(country)) {
    return `${speaks}-${country.toUpperCase()}`;
  }
  return wanted.find((tag) => tag.toLowerCase().startsWith(`${speaks}-`)) ?? `${speaks}-${DEFAULT_COUNTRY[speaks]}`;
}

/** The language that the screens speak now. */
export const languageNow = (): Language => language;

/** BCP 47 tag for Intl: the company's, as `writeAs` was told last. */
export const localeNow = (): string => locale;

/** Sets the language of the screens, and the locale until a company is known. */
export function speakLanguage(speaks: Language): void {
  language = speaks;
  locale = localeOf(speaks, null);
}

/** Numbers, dates and money are written by this company's locale from now on. */
export function writeAs(country: string | null): string {
  locale = localeOf(language, country);
  return locale;
}

const countFormats = new Map<string, Intl.NumberFormat>();

/** "12,500" */
export function countText(count: number): string {
  let format = countFormats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale);
    countFormats.set(locale, format);
  }
  return format.format(count);
}
