import { type Instant, instantOf } from '../../../../../shared/domain/time/instants.ts';

/** Reads a query string as V2 does. The first value that can't be read is remembered: V2 names one field at a time. */
export interface V2Parameters {
  readonly problem: { readonly field: string; readonly message: string } | null;
  text(name: string): string | null;
  integer(name: string): number | null;
  /** The number of "se-123". */
  seId(name: string): number | null;
  /** UTC: ISO 8601 with Z, an offset or neither; a date alone is its midnight. */
  instant(name: string): Instant | null;
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null;
  page(defaultSize: number, largest: number): { readonly page: number; readonly pageSize: number };
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

export function readV2Parameters(search: URLSearchParams): V2Parameters {
  let problem: V2Parameters['problem'] = null;
  const refuse = (field: string, value: string, expected: string): null => {
    problem ??= { field, message: `Invalid ${field}. '${value}' is not ${expected}.` };
    return null;
  };
  const text = (name: string): string | null => {
    const value = search.get(name)?.trim() ?? '';
    return value === '' ? null : value;
  };
  const integer = (name: string): number | null => {
    const value = text(name);
    if (value === null) {
      return null;
    }
    return /^\d{1,15}$/.test(value) ? Number(value) : refuse(name, value, 'a whole number');
  };
  return {
    get problem() {
      return problem;
    },
    text,
    integer,
    seId: (name) => {
      const value = text(name);
      if (value === null) {
        return null;
      }
      const id = /^se-(\d{1,15})$/.exec(value)?.[1];
      return id === undefined ? refuse(name, value, 'an identifier') : Number(id);
    },
    instant: (name) => {
      const value = text(name);
      if (value === null) {
        return null;
      }
      const zone = TIME.exec(value);
      const epochMs = zone === null ? Number.NaN : Date.parse(zone[1] === undefined && value.length > 10 ? `${value}Z` : value);
      return Number.isNaN(epochMs) ? refuse(name, value, 'an ISO 8601 date-time') : instantOf(epochMs);
    },
    oneOf: (name, allowed) => {
      const value = text(name);
      if (value === null) {
        return null;
      }
      return allowed.find((member) => member === value.toLowerCase()) ?? refuse(name, value, `one of ${allowed.join(', ')}`);
    },
    page: (defaultSize, largest) => {
      const pageSize = integer('page_size') ?? defaultSize;
      if (pageSize < 1 || pageSize > largest) {
        refuse('page_size', String(pageSize), `between 1 and ${largest}`);
      }
      return { page: Math.max(1, integer('page') ?? 1), pageSize: Math.min(largest, Math.max(1, pageSize)) };
    },
  };
}
