import { z } from 'zod';

import { storageFault, StoreFault } from '../../core/ports/store/store-fault.ts';

/** A keyset position as opaque text for the caller. */
export function encodeCursor(position: readonly (string | number | boolean)[]): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * Reads a cursor back. It has been outside, so it may be anything: what is not one of ours throws a {@link StoreFault} with
 * the code `contract/bad-input`.
 */
export function decodeCursor<T>(cursor: string, position: z.ZodType<T>): T {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new StoreFault(
        {
          ...storageFault('contract/bad-input', 'The cursor is not one that this list gave out. Start again at the first page.'),
          class: 'rejected',
        },
        error,
      );
    }
    throw error;
  }
}

/** One row more than asked for was read: it tells whether there is a next page. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  positionOf: (row: T) => readonly (string | number | boolean)[],
): { readonly kept: readonly T[]; readonly next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { kept, next: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}
