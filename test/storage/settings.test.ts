import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { USUAL_PREFERENCES } from '../../shared/domain/preferences.ts';
import { openHeadlessSettings } from '../../electron/adapters/settings/headless-settings.ts';
import { temporaryFolder } from './fixtures.ts';
import { COMPANY, faultCodeOf, valueOf } from './records.ts';

const open = (folder: string) => openHeadlessSettings(folder, '2026-03-10');

test('companies are kept in the settings file, for this user alone', () => {
  const folder = temporaryFolder();
  const { registry } = valueOf(open(folder));
  expect(registry.list()).toEqual([]);
  expect(existsSync(join(folder, 'settings.json'))).toBe(false);
  const practice = { ...COMPANY, slug: 'practice', practice: true };
  registry.add(COMPANY);
  registry.add(practice);
  expect(valueOf(open(folder)).registry.list()).toEqual([COMPANY, practice]);
  expect(() => registry.add(COMPANY)).toThrow('already');
  registry.remove(COMPANY.slug);
  expect(registry.list()).toEqual([practice]);
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
});

test.each([
  ['text that is cut off', '{"version":1,"companies":[{"slug":"har'],
  ['no JSON at all', 'hello'],
  ['an empty file', ''],
  ['settings of another version', '{"version":2,"companies":[]}'],
  ['a company without a name', '{"version":1,"companies":[{"slug":"a","practice":false,"createdAt":"2026-03-10T12:00:00.000Z"}]}'],
  ['a list', '[1]'],
])('%s is an error; the file stays and a copy is kept', (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  const opened = open(folder);
  expect(faultCodeOf(opened)).toBe('store/damaged');
  expect(opened.ok ? '' : opened.fault.message).toContain('settings.json.unreadable-2026-03-10');
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(text);
  expect(readFileSync(join(folder, 'settings.json.unreadable-2026-03-10'), 'utf8')).toBe(text);
});

test('keys that this version does not know are kept', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), '{"version":1,"companies":[],"theme":"dark"}');
  valueOf(open(folder)).registry.add(COMPANY);
  expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual({ version: 1, companies: [COMPANY], theme: 'dark' });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test('preferences are kept beside the companies, and what makes no sense there is the usual', () => {
  const folder = temporaryFolder();
  const { registry, preferences } = valueOf(open(folder));
  expect(preferences.read()).toEqual(USUAL_PREFERENCES);
  registry.add(COMPANY);
  preferences.keep({ ...USUAL_PREFERENCES, language: 'es', tell: { reconnect: false, failures: true } });
  const again = valueOf(open(folder));
  expect(again.preferences.read()).toEqual({ language: 'es', colours: 'auto', tell: { reconnect: false, failures: true } });
  expect(again.registry.list()).toEqual([COMPANY]);
  const written: unknown = { version: 1, companies: [COMPANY], preferences: { language: 'tlh', colours: 'dark', tell: 7 } };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(written));
  expect(valueOf(open(folder)).preferences.read()).toEqual({ ...USUAL_PREFERENCES, colours: 'dark' });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, companies: [COMPANY], preferences: 'none' }));
  expect(valueOf(open(folder)).preferences.read()).toEqual(USUAL_PREFERENCES);
});
