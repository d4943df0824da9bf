import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { texts as en } from '../../renderer/src/lib/texts.ts';
import { es } from '../../renderer/src/lib/texts/es/catalogue.ts';
import { ROOT } from '../../scripts/build-stamp.mjs';
import { DECISION_CHOICES, FINDING_CODES } from '../../shared/domain/findings.ts';
import { choiceOf } from '../../shared/domain/planning/messages.ts';
import { functionsOf, plainTexts } from '../helpers/catalogue-texts.ts';

/** The count that the guide writes where a button carries one. */
const COUNT = 12;

/** What a text of one number says with the guide's count; null for a text that takes something else. */
function withCount(make: (...inputs: never[]) => unknown): string | null {
  try {
    // Safe: a function of a catalogue that takes no number throws or says something that the guide does not.
    const said = (make as (count: number) => unknown)(COUNT);
    return typeof said === 'string' ? said : null;
  } catch {
    return null;
  }
}

/** Every name that a screen in this language can show: plain texts, those with a count, findings and choices. */
function namesOf(texts: typeof en): ReadonlySet<string> {
  const made = functionsOf(texts).flatMap(({ make }) => {
    const said = withCount(make);
    // "Approve all ready (12)" is "Approve all ready" in the guide.
    return said === null ? [] : [said, said.replace(` (${COUNT})`, '')];
  });
  const findings = FINDING_CODES.map((code) => texts.told.findingName(code));
  const choices = DECISION_CHOICES.map((choice) => texts.told.choice(choice, choiceOf(choice).label));
  return new Set([...plainTexts(texts).map(({ text }) => text), ...made, ...findings, ...choices]);
}

/** What stands in bold, on one line; the full stop behind the name of a step belongs to the guide. */
const boldOf = (guide: string): readonly string[] =>
  [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name.replaceAll(/\s+/g, ' ').replace(/\.$/, ''));

describe.each([
  { language: 'English', file: 'guide.md', texts: en },
  { language: 'Spanish', file: 'guide.es.md', texts: es },
])('the guide in $language', ({ file, texts }) => {
  const bold = boldOf(readFileSync(join(ROOT, 'docs', file), 'utf8'));

  test('writes in bold only what the screens say, letter for letter', () => {
    const names = namesOf(texts);
    expect(bold.length).toBeGreaterThan(30);
    expect(bold.filter((name) => !names.has(name))).toEqual([]);
  });
});

test('both guides name in bold the same number of things', () => {
  const count = (file: string): number => boldOf(readFileSync(join(ROOT, 'docs', file), 'utf8')).length;
  expect(count('guide.es.md')).toBe(count('guide.md'));
});
