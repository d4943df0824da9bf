import type { Logger } from '../../electron/core/ports/environment.ts';

/** Keeps every entry as one text, so that a test can look for what must not be there. */
export function createRecordingLogger(): { readonly logger: Logger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { logger: { log: (level, event, fields) => lines.push(`${level} ${event} ${JSON.stringify(fields ?? {})}`) }, lines };
}
