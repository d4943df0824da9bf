/** Paths that the recorded value has and the practice answer lacks, or shows as something else. Of lists the first elements stand for all. */
export function lacks(recorded: unknown, shown: unknown, path: string): string[] {
  if (recorded === null || shown === null) {
    return [];
  }
  if (Array.isArray(recorded)) {
    return Array.isArray(shown) ? lacks(recorded[0] ?? null, shown[0] ?? null, `${path}[]`) : [`${path} is no list`];
  }
  if (typeof recorded !== 'object') {
    // One recorded address has "" where all others have a boolean.
    return typeof recorded === typeof shown || recorded === '' ? [] : [`${path} is a ${typeof shown}`];
  }
  if (typeof shown !== 'object') {
    return [`${path} is no object`];
  }
  const members = new Map(Object.entries(shown));
  return Object.entries(recorded).flatMap(([key, value]) =>
    members.has(key) ? lacks(value, members.get(key) ?? null, `${path}.${key}`) : [`${path}.${key} is missing`],
  );
}
