import type { PracticeCustomer } from '../records.ts';
import { nextId, type ShopDatabase } from './database.ts';
import { parseDocument } from './query.ts';

/**
 * The customer record of a marketplace's user name, made at the first order that names it. V1 keeps one for each
 * marketplace and user name, so one person may have several.
 */
export function customerOf(database: ShopDatabase, seen: Omit<PracticeCustomer, 'customerId'>): PracticeCustomer {
  const row = database
    .prepare<[number, string], { document: string }>('SELECT document FROM customers WHERE marketplace_id = ? AND username = ?')
    .get(seen.marketplaceId, seen.username);
  if (row !== undefined) {
    return parseDocument<PracticeCustomer>(row.document);
  }
  return saveCustomer(database, { ...seen, customerId: nextId(database, 'customer') });
}

export function findCustomer(database: ShopDatabase, customerId: number): PracticeCustomer | null {
  const row = database.prepare<[number], { document: string }>('SELECT document FROM customers WHERE customer_id = ?').get(customerId);
  return row === undefined ? null : parseDocument<PracticeCustomer>(row.document);
}

/** Stores a customer as it is now. */
export function saveCustomer(database: ShopDatabase, customer: PracticeCustomer): PracticeCustomer {
  database
    .prepare(
      'INSERT OR REPLACE INTO customers (customer_id, marketplace_id, username, name, state, country, created_at, modified_at, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      customer.customerId,
      customer.marketplaceId,
      customer.username,
      customer.address.name ?? '',
      customer.address.state ?? '',
      customer.address.country ?? '',
      customer.createdAt,
      customer.modifiedAt,
      JSON.stringify(customer),
    );
  return customer;
}
