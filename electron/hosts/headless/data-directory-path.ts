import { resolve } from 'node:path';

import envPaths from 'env-paths';

/** `--data-dir`, else PURSER_DATA_DIR, else the operating system's application data folder. */
export function dataDirectoryPath(option: string | undefined, variables: Readonly<Record<string, string | undefined>>): string {
  const chosen = option ?? variables['PURSER_DATA_DIR'];
  return chosen === undefined || chosen === '' ? envPaths('Purser', { suffix: '' }).data : resolve(chosen);
}
