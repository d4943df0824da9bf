import type { ShopDatabase } from './database.ts';

/** A part of a WHERE clause with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Column, then direction; from a closed list, never from the request's text. */
  readonly orderBy: string;
}

/** One page of documents, and how many there are at this very moment. */
export interface StoredPage<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

type Table = 'orders' | 'shipments' | 'fulfillments' | 'customers';

/** Lists a page of a table's documents under all conditions. */
export function listDocuments<T>(
  database: ShopDatabase,
  table: Table,
  conditions: readonly Condition[],
  request: PageRequest,
): StoredPage<T> {
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const values = conditions.flatMap((condition) => condition.values);
  const counted = database
    .prepare<(string | number)[], { total: number }>(`SELECT COUNT(*) AS total FROM ${table} ${where}`)
    .get(...values);
  const rows = database
    .prepare<(string | number)[], { document: string }>(
      `SELECT document FROM ${table} ${where} ORDER BY ${request.orderBy} LIMIT ? OFFSET ?`,
    )
    .all(...values, request.pageSize, (request.page - 1) * request.pageSize);
  return { rows: rows.map(({ document }) => parseDocument<T>(document)), total: counted?.total ?? 0 };
}

/** Reads back a document that this stand-in wrote itself. */
export function parseDocument<T>(document: string): T {
  // Safe: only the store functions beside this one write the column, each with its own record type.
  return JSON.parse(document) as T;
}

/** Text for a LIKE with ESCAPE '\': what the request holds is taken literally. */
export function literalPattern(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
