/** The object in a request's body, or null where there is none. */
export function readJsonObject(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    // Safe: an object that is no array has its members by name.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** A member that is text and not empty, or null. */
export function textOf(body: Readonly<Record<string, unknown>> | null, name: string): string | null {
  const value = body?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A member that is a whole number, also as text; null where it is none. */
export function integerOf(body: Readonly<Record<string, unknown>> | null, name: string): number | null {
  const value = body?.[name];
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
