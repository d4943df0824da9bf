import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { plantProject } from '../helpers/project.ts';

const TAKEN = ['.dependency-cruiser.mjs', 'scripts/layers.ts', 'package.json'];

/** Each planted line of import, by the rule that must refuse it. */
const REFUSED: readonly { readonly rule: string; readonly file: string; readonly imports: string }[] = [
  { rule: 'domain-stands-alone', file: 'shared/domain/money/planted.ts', imports: 'zod' },
  { rule: 'domain-stands-alone', file: 'shared/domain/time/planted.ts', imports: '../../contract/clean.ts' },
  { rule: 'domain-stands-alone', file: 'shared/domain/orders/planted.ts', imports: 'node:crypto' },
  { rule: 'contract-knows-the-domain', file: 'shared/contract/planted.ts', imports: '../../electron/core/ports/clean.ts' },
  { rule: 'core-knows-only-shared', file: 'electron/core/planted.ts', imports: 'node:fs' },
  { rule: 'core-knows-only-shared', file: 'electron/core/engine/planted.ts', imports: '../../adapters/http/clean.ts' },
  { rule: 'adapters-apart', file: 'electron/adapters/sqlite/planted.ts', imports: '../shipstation/clean.ts' },
  { rule: 'adapters-know-the-ports', file: 'electron/adapters/oauth/planted.ts', imports: '../../core/use-cases/clean.ts' },
  { rule: 'adapters-know-the-ports', file: 'electron/adapters/logging/planted.ts', imports: '../../hosts/headless/clean.ts' },
  { rule: 'practice-stands-on-the-other-side', file: 'electron/practice/planted.ts', imports: '../../shared/domain/planning/clean.ts' },
  { rule: 'practice-stands-on-the-other-side', file: 'electron/practice/seed/planted.ts', imports: '../../core/ports/clean.ts' },
  { rule: 'headless-is-a-host', file: 'electron/hosts/headless/planted.ts', imports: 'electron' },
  { rule: 'headless-is-a-host', file: 'electron/hosts/headless/second.ts', imports: 'electron-store' },
  { rule: 'headless-never-reaches-electron', file: 'electron/hosts/headless/third.ts', imports: '../../adapters/settings/stores.ts' },
  { rule: 'electron-only-in-desktop-and-preload', file: 'electron/adapters/secrets/planted.ts', imports: 'electron' },
  { rule: 'desktop-is-a-host', file: 'electron/hosts/desktop/planted.ts', imports: '../headless/clean.ts' },
  { rule: 'composition-serves-both-hosts', file: 'electron/hosts/composition/planted.ts', imports: '../headless/clean.ts' },
  { rule: 'composition-serves-both-hosts', file: 'electron/hosts/composition/second.ts', imports: 'electron' },
  { rule: 'preload-is-thin', file: 'electron/preload/planted.ts', imports: '../adapters/http/clean.ts' },
  {
    rule: 'renderer-knows-the-contract',
    file: 'renderer/src/features/review/planted.tsx',
    imports: '../../../../electron/core/ports/clean.ts',
  },
  { rule: 'features-apart', file: 'renderer/src/features/mapping/planted.tsx', imports: '../review/clean.tsx' },
  { rule: 'ui-below-features', file: 'renderer/src/ui/planted.tsx', imports: '../features/review/clean.tsx' },
  { rule: 'renderer-runs-in-a-browser', file: 'renderer/src/lib/planted.ts', imports: 'node:fs' },
  { rule: 'relay-stands-alone', file: 'relay/planted.ts', imports: '../shared/domain/money/clean.ts' },
  { rule: 'product-without-tests', file: 'shared/domain/sync/planted.ts', imports: '../../../test/clean.ts' },
  { rule: 'everything-resolves', file: 'shared/domain/posting/planted.ts', imports: './nowhere.ts' },
];

/** Files that keep every rule; each is also a target of the planted imports. */
const CLEAN: Readonly<Record<string, string>> = {
  'shared/domain/money/clean.ts': "import Big from 'big.js';\nexport const clean = new Big(1);\n",
  'shared/domain/planning/clean.ts': "import type { clean } from '../money/clean.ts';\nexport type Clean = typeof clean;\n",
  'shared/contract/clean.ts':
    "import { z } from 'zod';\nimport type { clean } from '../domain/money/clean.ts';\nexport const schema = z.string();\nexport type Clean = typeof clean;\n",
  'electron/core/ports/clean.ts': "import { schema } from '../../../shared/contract/clean.ts';\nexport const clean = schema;\n",
  'electron/core/use-cases/clean.ts': "import { clean } from '../ports/clean.ts';\nexport const again = clean;\n",
  'electron/adapters/http/clean.ts':
    "import axios from 'axios';\nimport { request } from 'node:http';\nexport const clean = { axios, request };\n",
  'electron/adapters/shipstation/clean.ts':
    "import { clean } from '../http/clean.ts';\nimport { clean as port } from '../../core/ports/clean.ts';\nexport const used = { clean, port };\n",
  'electron/adapters/settings/stores.ts': "import Store from 'electron-store';\nexport const store = Store;\n",
  'electron/practice/clean.ts':
    "import Database from 'better-sqlite3';\nimport { clean } from '../../shared/domain/money/clean.ts';\nexport const used = { Database, clean };\n",
  'electron/hosts/headless/clean.ts':
    "import { clean } from '../../adapters/http/clean.ts';\nimport { again } from '../../core/use-cases/clean.ts';\nimport { createServer } from 'node:http';\nexport const used = { clean, again, createServer };\n",
  'electron/hosts/desktop/clean.ts':
    "import { app } from 'electron';\nimport { used } from '../../practice/clean.ts';\nexport const both = { app, used };\n",
  'electron/preload/clean.ts': "import { contextBridge } from 'electron';\nexport const bridge = contextBridge;\n",
  'renderer/src/ui/clean.tsx': 'export const Clean = (): string => "clean";\n',
  'renderer/src/features/review/clean.tsx':
    "import { Clean } from '../../ui/clean.tsx';\nimport { schema } from '../../../../shared/contract/clean.ts';\nexport const used = { Clean, schema };\n",
  'relay/clean.ts': "import Database from 'better-sqlite3';\nexport const used = Database;\n",
  'test/clean.ts': 'export const clean = 1;\n',
};

function runLayers(planted: Readonly<Record<string, string>>): {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
} {
  using project = plantProject(TAKEN, planted);
  const ran = spawnSync(process.execPath, [join(project.path, 'scripts/layers.ts'), project.path], { cwd: project.path, encoding: 'utf8' });
  return { code: ran.status, out: ran.stdout, errors: ran.stderr };
}

const planted = Object.fromEntries(
  REFUSED.map(({ file, imports }) => [file, `import * as planted from '${imports}';\nexport const found = planted;\n`]),
);

describe('the layer check', () => {
  const clean = runLayers(CLEAN);
  const broken = runLayers({ ...CLEAN, ...planted });

  test('passes a project that keeps every rule', () => {
    expect(clean.errors).toBe('');
    expect(clean.code).toBe(0);
    expect(clean.out).toContain(`${Object.keys(CLEAN).length - 1} modules, 0 violations`);
  });

  test('fails a project that breaks them', () => {
    expect(broken.code).toBe(1);
  });

  test.each(REFUSED)('$rule refuses $imports in $file', ({ rule, file }) => {
    expect(broken.errors).toContain(`${rule}: ${file} -> `);
  });

  test('finds a cycle', () => {
    const cycle = runLayers({
      'shared/domain/a.ts': "import { b } from './b.ts';\nexport const a = (): unknown => b;\n",
      'shared/domain/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;\n",
    });
    expect(cycle.code).toBe(1);
    expect(cycle.errors).toContain('no-cycles: shared/domain/');
  });

  test('fails when no module was read', () => {
    const nothing = runLayers({ 'shared/notes.txt': 'no code here' });
    expect(nothing.code).toBe(1);
    expect(nothing.errors).toContain('no-modules');
  });
});
