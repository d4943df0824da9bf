import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { parsePacific } from '../../../../shared/domain/time/zones.ts';

/** V1 takes at most 500 a page and gives 100 where nothing is asked. */
const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 100;

/** Reads a query string as V1 does: names without case, empty values as if absent. Wrong values are collected in `problems`. */
export interface Parameters {
  /** Messages by parameter name, as ASP.NET's ModelState carries them. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  text(name: string): string | null;
  integer(name: string): number | null;
  flag(name: string): boolean;
  /** Pacific wall time unless the text carries an offset or Z. */
  instant(name: string): Instant | null;
  /** The member of the list, compared without case. */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null;
  page(): { readonly page: number; readonly pageSize: number };
}

export function readParameters(search: URLSearchParams): Parameters {
  const values = new Map<string, string>();
  for (const [name, value] of search) {
    if (value.trim() !== '') {
      values.set(name.toLowerCase(), value.trim());
    }
  }
  const problems: Record<string, string[]> = {};
  const refuse = (name: string, value: string): null => {
    problems[name] = [`The value '${value}' is not valid for ${name}.`];
    return null;
  };
  const text = (name: string): string | null => values.get(name.toLowerCase()) ?? null;
  const integer = (name: string): number | null => {
    const value = text(name);
    if (value === null) {
      return null;
    }
    return /^-?\d{1,15}$/.test(value) ? Number(value) : refuse(name, value);
  };
  return {
    problems,
    text,
    integer,
    flag: (name) => text(name)?.toLowerCase() === 'true',
    instant: (name) => {
      const value = text(name);
      return value === null ? null : (parsePacific(value) ?? refuse(name, value));
    },
    oneOf: (name, allowed) => {
      const value = text(name);
      if (value === null) {
        return null;
      }
      return allowed.find((member) => member.toLowerCase() === value.toLowerCase()) ?? refuse(name, value);
    },
    page: () => ({
      page: Math.max(1, integer('page') ?? 1),
      pageSize: Math.min(MAX_PAGE_SIZE, Math.max(1, integer('pageSize') ?? DEFAULT_PAGE_SIZE)),
    }),
  };
}
