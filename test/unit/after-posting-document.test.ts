import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { FINDING_CODES } from '../../shared/domain/findings.ts';
import { PROJECT } from '../helpers/project.ts';

const DOCUMENT = readFileSync(join(PROJECT, 'docs/after-posting.md'), 'utf8');
const ROWS = DOCUMENT.split('\n').filter((line) => line.startsWith('| ') && line.includes('`: '));

test('every row of the list of states after posting is proven by a test of that name', () => {
  expect(ROWS.length).toBeGreaterThan(20);
  for (const row of ROWS) {
    const [, file = '', name = ''] = /`([a-z-]+)`: ([^|]+?)(?: \(each key of both\))? \|$/.exec(row) ?? [];
    const path = ['ports', 'unit'].map((folder) => join(PROJECT, 'test', folder, `${file}.test.ts`)).find((each) => existsSync(each));
    expect(path, row).toBeDefined();
    expect(readFileSync(path ?? '', 'utf8').includes(name), `${file}: ${name}`).toBe(true);
  }
});

test('every finding about a posted order is in the list', () => {
  const afterPosting = FINDING_CODES.filter(
    (code) => code.endsWith('-after-posting') || ['books/gone', 'books/changed', 'books/total-differs'].includes(code),
  );
  for (const code of afterPosting) {
    expect(DOCUMENT, code).toContain(`\`${code}\``);
  }
});
