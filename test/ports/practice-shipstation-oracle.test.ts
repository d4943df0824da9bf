import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacks } from '../helpers/answer-shape.ts';
import { serveShop } from '../helpers/practice-shop.ts';

const ORACLES = join(import.meta.dirname, '../../../shared/oracles/shipstation/v1');

/** Recorded answers, and what the practice shop is asked for the same. */
const RECORDED = [
  ['official-docs.list-orders', '/orders'],
  ['merged-pair.orders', '/orders'],
  ['agritheory.list_orders', '/orders'],
  ['agritheory.list_shipments', '/shipments?includeShipmentItems=true'],
  ['agritheory.list_fulfillments', '/fulfillments'],
  ['agritheory.list_customers', '/customers'],
  ['agritheory.list_stores', '/stores'],
  ['agritheory.list_products', '/products'],
  ['agritheory.list_carriers', '/carriers'],
  ['agritheory.list_services', '/carriers/listservices?carrierCode=stamps_com'],
  ['agritheory.list_packages', '/carriers/listpackages?carrierCode=stamps_com'],
  ['agritheory.list_marketplaces', '/stores/marketplaces'],
  ['agritheory.list_tags', '/accounts/listtags'],
  ['agritheory.list_users', '/users'],
  ['agritheory.list_warehouses', '/warehouses'],
] as const;

describe.skipIf(!existsSync(ORACLES))('recorded V1 answers (skipped where ../shared/oracles is not beside the checkout)', () => {
  it.each(RECORDED)('%s have no key and no shape that the practice shop lacks', async (name, target) => {
    await using shop = await serveShop();
    const recorded: unknown = JSON.parse(readFileSync(join(ORACLES, `${name}.json`), 'utf8'));
    const { text } = await shop.get(target);
    expect(lacks(recorded, JSON.parse(text), '')).toEqual([]);
  });
});
