import { describe, expect, it } from 'vitest';

import { chosenLanguage } from '../../renderer/src/lib/chosen-language.ts';
import { formatCount, formatDate, formatMoney } from '../../renderer/src/lib/format.ts';
import { localeOf, speakLanguage, systemLanguage, writeAs } from '../../renderer/src/lib/locale.ts';
import { texts as en } from '../../renderer/src/lib/texts.ts';
import { es } from '../../renderer/src/lib/texts/es/catalogue.ts';
import { REPORT_TEXTS } from '../../shared/contract/report-texts.ts';
import { ERROR_CODES } from '../../shared/contract/errors.ts';
import { errorText } from '../../shared/contract/error-texts.ts';
import { functionsOf, plainTexts } from '../helpers/catalogue-texts.ts';

/** Words that are the same in both languages: names, signs, codes, and what Spanish writes like English. */
const SAME_WORDS = new Set([
  'Purser', 'ShipStation', 'QuickBooks', 'SKU', 'Total', 'No', '—', 'Ctrl K', 'Ctrl a', 'Escape', 'Tab', 'Enter', 'English', 'Español',
  'j / k', 'x', 'a', 'u', 'e', '/', '?',
]); // prettier-ignore

/** Sentences that stand in the catalogue in one language because they name something outside. */
const isSame = (text: string): boolean => SAME_WORDS.has(text) || !/\p{L}{2}/u.test(text) || /^[A-Z]{2,4}$/.test(text);

describe('Spanish', () => {
  it('has no text that is still English', () => {
    const english = new Map(plainTexts(en).map(({ path, text }) => [path, text]));
    const same = plainTexts(es).filter(({ path, text }) => english.get(path) === text && !isSame(text));
    expect(same).toEqual([]);
  });

  it('has no empty text where English has one, and no list of another length', () => {
    const paths = (catalogue: unknown): readonly string[] => plainTexts(catalogue).map(({ path }) => path);
    const empty = (catalogue: unknown): readonly string[] =>
      plainTexts(catalogue).flatMap(({ path, text }) => (text.trim() === '' ? [path] : []));
    expect(empty(es)).toEqual(empty(en));
    // Records of what Purser sends may name more or fewer keys: an unknown one is shown as it is.
    const open = /^(?:told|activity\.(?:kinds|counts|statuses)|connections\.taxRegimes|replay\.screens)/;
    const own = (catalogue: unknown): readonly string[] => paths(catalogue).filter((path) => !open.test(path));
    expect(own(es)).toEqual(expect.arrayContaining([...own(en)]));
    expect(own(es).length).toBe(own(en).length);
  });

  it('has in each made sentence the same numbers and names as English', () => {
    const spanish = new Map(functionsOf(es).map(({ path, make }) => [path, make]));
    const differing: { path: string; english: unknown; spanish: unknown }[] = [];
    let compared = 0;
    for (const { path, make } of functionsOf(en)) {
      const other = spanish.get(path);
      if (path.startsWith('told.') || path.startsWith('practice.') || path === 'audit.kindName' || other === undefined) {
        continue;
      }
      for (const inputs of [samplesOf(make, 0), samplesOf(make, 1)]) {
        const [one, two] = [said(make, inputs), said(other, inputs)];
        // A sample of another kind than the function takes says nothing.
        if (one === null || two === null) {
          continue;
        }
        compared += 1;
        if (JSON.stringify(heldBy(one)) !== JSON.stringify(heldBy(two))) {
          differing.push({ path, english: one, spanish: two });
        }
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(150);
  });

  it('says something else than English wherever a sentence is made', () => {
    const spanish = new Map(functionsOf(es).map(({ path, make }) => [path, make]));
    const same = functionsOf(en).flatMap(({ path, make }) => {
      const inputs = samplesOf(make, 0);
      const [one, two] = [said(make, inputs), said(spanish.get(path) ?? make, inputs)];
      return one !== null && one === two && /\p{L}{3}/u.test(one.replaceAll(/word\d|zz\d+/g, '')) ? [path] : [];
    });
    // These put names beside each other, or show what came as it came.
    expect(
      same.filter(
        (path) =>
          !/^(?:told\.|mapping\.reasonOf|common\.zoneTitle|connections\.(?:consentDoneBody|listsCount)|settings\.refreshCounts)/.test(path),
      ),
    ).toEqual([]);
  });

  it('knows every code of the contract', () => {
    for (const code of ERROR_CODES) {
      const english = errorText(code)?.sentence ?? '';
      expect(es.told.fault(code, english, {}), code).not.toBe(english);
      expect(es.told.nextStep(code, {}), code).not.toBeNull();
    }
  });

  it('shows what it does not know as it came', () => {
    expect(es.told.fault('some/new-code', 'As it was said.', {})).toBe('As it was said.');
    expect(es.told.finding('some/new-code', 'As it was said.', {})).toBe('As it was said.');
    expect(es.told.audit('something-new', 'As it was said.', null)).toBe('As it was said.');
    expect(es.told.fault('books/rule', 'Refused. QuickBooks says: "Bad line". Mend it.', {})).toContain('QuickBooks dice: "Bad line".');
  });

  it('has reports with the same words as English has', () => {
    expect(Object.keys(REPORT_TEXTS.es.kinds)).toEqual(Object.keys(REPORT_TEXTS.en.kinds));
    expect(Object.keys(REPORT_TEXTS.es.sentences ?? {})).toEqual(Object.keys(REPORT_TEXTS.en.kinds));
  });
});

describe('the language and the locale', () => {
  it('is the first language of the computer that Purser speaks, unless one was chosen', () => {
    expect(systemLanguage(['fr-CA', 'es-MX', 'en-US'])).toBe('es');
    expect(systemLanguage(['fr-CA'])).toBe('en');
    expect(chosenLanguage('es')).toBe('es');
  });

  it('writes numbers, dates and money as the company’s country does', () => {
    expect(localeOf('es', 'US')).toBe('es-US');
    expect(localeOf('en', null, ['en-GB'])).toBe('en-GB');
    expect(localeOf('es', 'not a country', ['en-GB'])).toBe('es-US');
    speakLanguage('es');
    writeAs('US');
    expect(formatMoney({ minor: 123_456, currency: 'USD' })).toBe('$1,234.56');
    expect(formatCount(12_500)).toBe('12,500');
    writeAs('ES');
    expect(formatMoney({ minor: 123_456_789, currency: 'EUR' }).replaceAll(/\s/g, ' ')).toBe('1.234.567,89 €');
    expect(formatDate('2026-11-22')).toBe('22 nov 2026');
    speakLanguage('en');
    writeAs('GB');
    expect(formatDate('2026-11-22')).toBe('22 Nov 2026');
    writeAs('US');
    expect(formatDate('2026-11-22')).toBe('Nov 22, 2026');
  });
});

/** Samples by the number of parameters; numbers and texts that can be found again in the sentence. */
function samplesOf(make: (...inputs: never[]) => unknown, kind: 0 | 1): readonly unknown[] {
  return Array.from({ length: Math.max(1, make.length) }, (_, index) => (kind === 0 ? 41 + index : `word${index}`));
}

/** What the function says; null where it takes something else than these samples. */
function said(make: (...inputs: never[]) => unknown, inputs: readonly unknown[]): string | null {
  try {
    const answer = make(...(inputs as never[])); // safe: a wrong sample throws or says nothing of use
    return typeof answer === 'string' && !answer.includes('undefined') && !answer.includes('NaN') ? answer : null;
  } catch {
    return null;
  }
}

/** The samples that a sentence holds, in no order: languages put them elsewhere. */
function heldBy(sentence: string | null): readonly string[] {
  return [...new Set(sentence?.match(/\b4[0-9]\b|word\d/g) ?? [])].toSorted();
}
