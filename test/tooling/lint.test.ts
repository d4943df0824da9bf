import { spawnSync } from 'node:child_process';

import { describe, expect, test } from 'vitest';

import { plantProject } from '../helpers/project.ts';

const TAKEN = ['.oxlintrc.json', 'scripts/lint', 'tsconfig.json', 'package.json'];

const NOTHING_WRONG = 'export const answer = (value: number): number => value;\n';

/** A planted line and the rule that must refuse it there. */
const REFUSED: readonly { readonly rule: string; readonly file: string; readonly line: string }[] = [
  { rule: 'no-explicit-any', file: 'shared/contract/a.ts', line: 'export const x: any = 1;' },
  { rule: 'no-non-null-assertion', file: 'shared/contract/b.ts', line: 'export const x = (y: string | null): string => y!;' },
  { rule: 'no-default-export', file: 'shared/contract/c.ts', line: 'export default 1;' },
  { rule: 'no-floating-promises', file: 'electron/adapters/http/a.ts', line: 'export const f = (): void => { Promise.resolve(1); };' },
  {
    rule: 'switch-exhaustiveness-check',
    file: 'shared/contract/d.ts',
    line: "export function f(x: 'a' | 'b'): number { switch (x) { case 'a': return 1; } return 2; }",
  },
  { rule: 'curly', file: 'shared/contract/e.ts', line: 'export function f(x: boolean): number { if (x) return 1; return 2; }' },
  { rule: 'no-nested-ternary', file: 'shared/contract/f.ts', line: 'export const f = (x: number): number => (x > 1 ? 1 : x > 0 ? 2 : 3);' },
  { rule: 'max-lines', file: 'shared/contract/g.ts', line: 'export {};\n'.repeat(401) },
  { rule: 'short-functions', file: 'shared/contract/h.ts', line: `export function f(): void {\n${'  void 0;\n'.repeat(51)}}` },
  { rule: 'max-lines-per-function', file: 'shared/contract/i.ts', line: `export function f(): void {\n${'  void 0;\n'.repeat(121)}}` },
  { rule: 'no-console', file: 'electron/adapters/http/b.ts', line: "console.log('x');" },
  {
    rule: 'no-restricted-imports',
    file: 'electron/hosts/desktop/a.ts',
    line: "import { ipcMain } from 'electron';\nipcMain.removeAllListeners();",
  },
  { rule: 'no-restricted-imports', file: 'electron/preload/a.ts', line: "import { ipcRenderer } from 'electron';\nipcRenderer.send('x');" },
  { rule: 'no-ambient-time', file: 'shared/domain/a.ts', line: 'export const x = (): number => Date.now();' },
  { rule: 'no-ambient-time', file: 'shared/domain/b.ts', line: 'export const x = (): Date => new Date();' },
  { rule: 'no-ambient-time', file: 'electron/core/a.ts', line: 'export const x = (): number => Math.random();' },
  { rule: 'no-ambient-time', file: 'electron/core/b.ts', line: 'export const x = (f: () => void): unknown => setTimeout(f, 1);' },
  { rule: 'no-vendor-names', file: 'electron/core/c.ts', line: 'export const quickbooksClient = 1;' },
  {
    rule: 'no-sleep',
    file: 'test/unit/a.ts',
    line: 'export const f = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));',
  },
  { rule: 'no-sleep', file: 'test/unit/b.ts', line: "import { setTimeout as pause } from 'node:timers/promises';\nawait pause(5);" },
  {
    rule: 'no-sleep',
    file: 'test/unit/c.ts',
    line: 'export const f = (page: { waitForTimeout(ms: number): void }): void => page.waitForTimeout(5);',
  },
  {
    rule: 'no-focused-tests',
    file: 'test/unit/d.test.ts',
    line: "import { expect, test } from 'vitest';\ntest.only('x', () => { expect(1).toBe(1); });",
  },
];

/** The same words where they are allowed. */
const ALLOWED: Readonly<Record<string, string>> = {
  'electron/core/words.ts': "/** QuickBooks and ShipStation in words. */\nexport const label = 'QuickBooks';\n",
  'electron/core/clock.ts': 'export const x = (clock: { now(): number }): Date => new Date(clock.now());\n',
  'electron/adapters/http/clock.ts': 'export const x = (): number => Date.now();\n',
  'electron/hosts/desktop/ipc.ts': "import { ipcMain } from 'electron';\nipcMain.removeAllListeners();\n",
  'electron/hosts/headless/print.ts': "console.log('x');\n",
  'shared/contract/factory.ts': `export const make = () => {\n${'  void (() => {\n    void 0;\n    void 0;\n  });\n'.repeat(20)}};\n`,
  'test/unit/timers.ts': 'export const f = (timers: { sleep(ms: number): Promise<void> }): Promise<void> => timers.sleep(5);\n',
};

interface Finding {
  readonly code: string;
  readonly filename: string;
}

function lint(planted: Readonly<Record<string, string>>): { readonly code: number | null; readonly found: readonly string[] } {
  using project = plantProject(TAKEN, planted);
  const ran = spawnSync(process.execPath, ['node_modules/oxlint/bin/oxlint', '--deny-warnings', '--format=json'], {
    cwd: project.path,
    encoding: 'utf8',
  });
  // Safe: oxlint's own JSON, of the version pinned in package.json.
  const { diagnostics } = JSON.parse(ran.stdout) as { diagnostics: readonly Finding[] };
  return { code: ran.status, found: diagnostics.map(({ code, filename }) => `${filename} ${/\(([^)]*)\)/.exec(code)?.[1] ?? code}`) };
}

describe('the linter', () => {
  const broken = lint(Object.fromEntries(REFUSED.map(({ file, line }) => [file, `${line}\n`])));
  const clean = lint({ ...ALLOWED, 'shared/domain/clean.ts': NOTHING_WRONG });

  test.each(REFUSED)('$rule refuses its case in $file', ({ rule, file }) => {
    expect(broken.found).toContain(`${file} ${rule}`);
  });

  test('ends with a failure when it found something', () => {
    expect(broken.code).toBe(1);
  });

  test('leaves the same words alone where they are allowed', () => {
    expect(clean.found).toEqual([]);
    expect(clean.code).toBe(0);
  });
});
