/** One place of a JSON document that differs. */
export interface Difference {
  /** JSON pointer (RFC 6901). */
  readonly path: string;
  /** The value as JSON text; null: it is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Where two JSON documents differ, deepest places first named by their pointers. An array that changed in length is told by its places. */
export function differencesOf(before: unknown, after: unknown, path = ''): Difference[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const earlier = new Map(Object.entries(before));
    const later = new Map(Object.entries(after));
    return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key) =>
      differencesOf(earlier.get(key), later.get(key), `${path}/${escaped(key)}`),
    );
  }
  const [was, is] = [textOf(before), textOf(after)];
  return was === is ? [] : [{ path, before: was, after: is }];
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
