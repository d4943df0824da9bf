import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { type Ran, runInProcess } from './run-purser.ts';

let folder: TempDirectory;
let dataDirectory: string;
beforeAll(async () => {
  folder = makeTempDirectory('mapping-cli');
  dataDirectory = join(folder.path, 'data');
  await run('company', 'add', 'Practice', '--practice');
  await run('sync');
});
afterAll(() => folder.remove());

const run = (...args: readonly string[]): Promise<Ran> => runInProcess([...args, '--json'], { dataDirectory });
const answerOf = async (...args: readonly string[]): Promise<Record<string, unknown>> =>
  // Safe: every command answers with one JSON object.
  (await run(...args)).json() as Record<string, unknown>;
const file = (name: string, text: string): string => {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
};

it('mappings go out to a file, are filled in, and come back: nothing, or all of it', async () => {
  const out = join(folder.path, 'products.csv');
  expect(await answerOf('config', 'mappings', 'export', '--out', out)).toMatchObject({ rows: 4 });
  const exported = readFileSync(out, 'utf8');
  expect(exported).toMatch(/^\uFEFFSKU,Product,QuickBooks item,QuickBooks item Id,Orders waiting\r\n/);
  expect(exported).toContain('vase-bl,Blue Vase,,,2\r\n');

  const bad = file('bad.csv', 'sku;quickbooks item\nvase-bl;Oak Board\nlamp-br;Nowhere\n;Oak Board\nVASE-BL;Walnut Board\nother;\n');
  const refused = await run('config', 'mappings', 'import', bad);
  expect(refused.code).toBe(1);
  expect(refused.json()).toMatchObject({
    saved: false,
    added: 1,
    empty: 1,
    badCount: 3,
    bad: [
      { line: 3, reason: 'record-not-found', value: 'Nowhere' },
      { line: 4, reason: 'no-sku' },
      { line: 5, reason: expect.stringMatching(/twice-in-file|record-not-found/) },
    ],
  });
  expect(await answerOf('config', 'mappings', 'export', '--no-waiting')).toMatchObject({ rows: 0 });

  const filled = file('filled.csv', exported.replace('vase-bl,Blue Vase,,', 'vase-bl,Blue Vase,Oak Board,'));
  expect(await answerOf('config', 'mappings', 'import', filled, '--dry-run')).toMatchObject({
    saved: false,
    added: 1,
    empty: 3,
    badCount: 0,
    effect: { changed: 2, becomesReady: 2 },
  });
  expect(await answerOf('config', 'mappings', 'import', filled)).toMatchObject({
    saved: true,
    effect: { becomesReady: 2, accounts: expect.any(Array) },
  });
  const { config } = { config: await answerOf('config', 'export') };
  expect(config['products']).toEqual([{ sku: 'vase-bl', item: { name: 'Oak Board' } }]);
  expect(await answerOf('config', 'mappings', 'import', filled)).toMatchObject({ saved: false, unchanged: 1 });
  expect(await answerOf('config', 'mappings', 'export')).toMatchObject({ text: expect.stringContaining('vase-bl,Blue Vase,Oak Board') });
});

it('a file without the columns that it needs says which', async () => {
  const ran = await run('config', 'mappings', 'import', file('other.csv', 'name,price\nMug,3\n'));
  expect(ran.code).toBe(2);
  expect(ran.json()).toMatchObject({ error: { code: 'mapping-file/no-columns', message: expect.stringContaining('SKU') } });
});

it('shipping methods round trip without a change', async () => {
  const out = join(folder.path, 'methods.csv');
  await run('config', 'mappings', 'export', '--what', 'shipping-methods', '--out', out);
  const checked = await answerOf('config', 'mappings', 'import', out, '--what', 'shipping-methods', '--remove-others', '--dry-run');
  expect(checked).toMatchObject({ added: 0, changed: 0, removed: 0, badCount: 0, unchanged: 3 });
});

it('every version is listed with what it changed, compared, and gone back to as a new one', async () => {
  const { versions } = await answerOf('config', 'history');
  expect(versions).toMatchObject([
    {
      version: 2,
      reason: 'csv',
      changes: { total: 1, first: [{ area: 'product', subject: 'vase-bl', change: 'added', after: 'Oak Board' }] },
    },
    { version: 1 },
  ]);
  expect(await answerOf('config', 'compare', '2', '1')).toMatchObject({ total: 1, changes: [{ change: 'removed', before: 'Oak Board' }] });
  expect(await answerOf('config', 'restore', '1', '--dry-run')).toMatchObject({ saved: false, effect: { becomesBlocked: 2 } });
  expect(await answerOf('config', 'restore', '1')).toMatchObject({ saved: true, effect: { version: 3, versionBefore: 2 } });
  const after = await answerOf('config', 'history');
  expect(after['versions']).toMatchObject([{ version: 3, reason: 'restored', restored: 1 }, { version: 2 }, { version: 1 }]);
  expect((await run('config', 'restore', '9')).code).toBe(2);
  // What it was mapped to before is the best suggestion now.
  const filled = await answerOf('config', 'mappings', 'export');
  expect(filled).toMatchObject({ text: expect.stringContaining('vase-bl,Blue Vase,,') });
});
