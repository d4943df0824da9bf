import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCompanyStore } from '../../electron/adapters/sqlite/company-store.ts';
import { MIGRATIONS } from '../../electron/adapters/sqlite/migrations/migrations.ts';
import { openDatabase } from '../../electron/adapters/sqlite/open-database.ts';
import { dumpOf } from './database-dump.ts';
import { aFulfillment, anInvoice, anOrder, aPlan, aPosting, aShipment, finding, KEYS, now, valueOf } from './records.ts';

// Writes test/storage/stored/v<newest>.sql: run it once when a release makes a version final, and commit what it wrote.
const version = MIGRATIONS.at(-1)?.version ?? 0;
const folder = mkdtempSync(join(tmpdir(), 'purser-stored-'));
const database = valueOf(
  openDatabase({
    file: join(folder, 'purser.db'),
    key: KEYS.databaseKey,
    label: 'The stored database',
    readOnly: false,
    migrations: MIGRATIONS,
    today: '2026-03-10',
  }),
);
const store = createCompanyStore(database, { label: 'The stored database', readOnly: false }, KEYS.auditKey);
store.orders.upsertOrder(anOrder(1), now);
store.orders.upsertOrder(anOrder(2, { parentId: 1, status: 'awaiting_shipment', shippedOn: null }), now);
store.orders.upsertShipment(aShipment(7, 1), now);
store.orders.upsertFulfillment(aFulfillment(9, 2), now);
store.orders.setWatermark('orders', now);
store.plans.savePlan(aPlan(1, { documents: [anInvoice(1)], warnings: [finding('customer/will-be-created')] }), now);
store.plans.approve({ orderId: 1, fingerprint: 'plan-1', at: now, actor: 'person' });
store.outbox.insert(aPosting(1, { status: 'posted', documentId: '145', documentNumber: 'SHOP-1' }));
store.config.save(store.config.current(), now, 'person');
store.audit.append({
  at: now,
  actor: 'purser',
  kind: 'order-pulled',
  summary: 'Order SHOP-1 was pulled',
  details: { orderTotal: '14' },
  orderId: 1,
});
writeFileSync(join(import.meta.dirname, 'stored', `v${version}.sql`), dumpOf(database));
store.close();
rmSync(folder, { recursive: true });
