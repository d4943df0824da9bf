import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { PROJECT } from '../helpers/project.ts';

/** The code of test/helpers/refuse-electron.mjs, which is not imported here: its hook would watch this process too. */
const REFUSED_CODE = 86;

function runGuarded(code: string) {
  const hook = join(PROJECT, 'test/helpers/refuse-electron.mjs');
  return spawnSync(process.execPath, ['--import', hook, '--input-type=module', '--eval', code], { cwd: PROJECT, encoding: 'utf8' });
}

test.each(['electron', 'electron-store', 'electron/main'])(
  'resolving %s ends the process, though the caller catches the failure',
  (name) => {
    const ran = runGuarded(`await import('${name}').catch(() => undefined); console.log('went on');`);
    expect(ran.status).toBe(REFUSED_CODE);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain(`refused to resolve "${name}"`);
  },
);

test('requiring electron from CommonJS ends the process as well', () => {
  expect(runGuarded("import { createRequire } from 'node:module'; createRequire(import.meta.url)('electron');").status).toBe(REFUSED_CODE);
});

test('anything else resolves', () => {
  const ran = runGuarded("await import('zod'); console.log('went on');");
  expect(ran.stdout).toBe('went on\n');
  expect(ran.status).toBe(0);
});
