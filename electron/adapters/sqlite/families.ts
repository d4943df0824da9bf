import { z } from 'zod';

import { relativesOf, rootOrderIdOf } from '../../../shared/domain/orders/family.ts';
import type { Order } from '../../../shared/domain/orders/order.ts';
import type { Connection } from './connection.ts';
import { column } from './rows/values.ts';

const idColumn = column('id', z.int());
const rootColumn = column('family_root', z.int());

const NEIGHBOURS =
  'SELECT relative_id AS id FROM order_relations WHERE order_id = :id UNION SELECT order_id FROM order_relations WHERE relative_id = :id';

/** Which orders belong together, kept with each order as the id of its family's root. */
export class Families {
  readonly #connection: Connection;
  readonly #readOrder: (orderId: number) => Order | null;

  constructor(connection: Connection, readOrder: (orderId: number) => Order | null) {
    this.#connection = connection;
    this.#readOrder = readOrder;
  }

  rootOf(orderId: number): number | null {
    return this.#connection.get('SELECT family_root FROM orders WHERE order_id = ?', [orderId], rootColumn);
  }

  memberIds(rootOrderId: number): readonly number[] {
    return this.#connection.all('SELECT order_id AS id FROM orders WHERE family_root = ? ORDER BY order_id', [rootOrderId], idColumn);
  }

  /** Call after the order's row was written. Families that it joins become one, one that it leaves falls apart. */
  relate(order: Order): void {
    const former = this.rootOf(order.orderId);
    const affected = new Set(former === null ? [] : this.memberIds(former));
    this.#writeRelations(order);
    affected.add(order.orderId);
    const settled = new Set<number>();
    for (const orderId of affected) {
      if (!settled.has(orderId)) {
        for (const member of this.#settle(orderId)) {
          settled.add(member);
        }
      }
    }
  }

  #writeRelations(order: Order): void {
    this.#connection.run('DELETE FROM order_relations WHERE order_id = ?', [order.orderId]);
    for (const relative of relativesOf(order)) {
      this.#connection.run('INSERT INTO order_relations (order_id, relative_id, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
        order.orderId,
        relative,
        relative === order.parentId ? 'parent' : 'merged',
      ]);
    }
  }

  /** Finds all relatives, through unseen ones too, and stores their root. Returns the ids that were reached. */
  #settle(orderId: number): ReadonlySet<number> {
    const reached = new Set([orderId]);
    // A Set visits what is added while it is walked.
    for (const id of reached) {
      for (const neighbour of this.#connection.all(NEIGHBOURS, { id }, idColumn)) {
        reached.add(neighbour);
      }
    }
    const members = [...reached].map(this.#readOrder).filter((order) => order !== null);
    const root = members.length === 1 ? orderId : rootOrderIdOf(members.map((order) => ({ order, shipments: [], fulfillments: [] })));
    for (const member of members) {
      this.#connection.run('UPDATE orders SET family_root = ? WHERE order_id = ? AND family_root <> ?', [root, member.orderId, root]);
    }
    return reached;
  }
}
