import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { screenLiterals } from '../helpers/screen-literals.ts';

const ROOT = join(import.meta.dirname, '../../renderer/src');
const files = globSync('**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !file.startsWith('lib/texts'));

describe('every text of the screens', () => {
  it('stands in the catalogue', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) =>
      screenLiterals(file, readFileSync(join(ROOT, file), 'utf8')).map(({ line, text }) => `${file}:${line} ${text}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['text between tags', 'export const A = () => <p>Hello there</p>;', 'Hello there'],
    ['an accessible name', 'export const A = () => <b aria-label="Close it" />;', 'Close it'],
    ['a placeholder that a condition chooses', 'export const A = (x: boolean) => <input placeholder={x ? "Some" : y} />;', 'Some'],
    ['a template with words', 'export const A = (n: number) => <p>{`${n} orders`}</p>;', 'orders'],
    ['a text behind a condition', 'export const A = (x: boolean) => <p>{x && "gone"}</p>;', 'gone'],
    ['a notice', 'notify("Saved", name);', 'Saved'],
    ['a label in a list of choices', 'const data = [{ value: "a", label: "All of it" }];', 'All of it'],
  ])('is found where it does not: %s', (_what, source, text) => {
    expect(screenLiterals('a.tsx', source).map((literal) => literal.text)).toEqual([text]);
  });

  it('may be signs, keys and what is compared', () => {
    const source = 'export const A = (k: string) => <p title="—">{k === "Enter" ? "→" : `${k} · ${k}`} / x</p>;';
    expect(screenLiterals('a.tsx', source)).toEqual([]);
  });
});
