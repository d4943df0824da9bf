import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder that goes away with `using` (or `remove()`); a browser that is still closing may hold it for a moment, so removal is tried again. */
export interface TempDirectory extends Disposable {
  readonly path: string;
  remove(): void;
}

export function makeTempDirectory(label = 'test'): TempDirectory {
  const path = mkdtempSync(join(tmpdir(), `purser-${label}-`));
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { path, remove, [Symbol.dispose]: remove };
}
