import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { TempDirectory } from './temp-directory.ts';
import { makeTempDirectory } from './temp-directory.ts';

/** The project's folder. */
export const PROJECT = dirname(dirname(import.meta.dirname));

/** A small project of its own: the named files and folders of this one, these files besides, and the same packages. */
export function plantProject(taken: readonly string[], planted: Readonly<Record<string, string>>): TempDirectory {
  const directory = makeTempDirectory('planted');
  for (const name of taken) {
    cpSync(join(PROJECT, name), join(directory.path, name), { recursive: true });
  }
  for (const [name, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(directory.path, name)), { recursive: true });
    writeFileSync(join(directory.path, name), text);
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(directory.path, 'node_modules'), 'junction');
  return directory;
}
