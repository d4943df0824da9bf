import { ok, type Result } from '../../../../shared/domain/result.ts';
import type { PracticeAddress, PracticeOrder } from '../records.ts';
import { instantNow, type Shop } from '../shop.ts';
import { findCustomer, saveCustomer } from '../storage/customers.ts';
import { fulfillmentsOf, saveFulfillment, saveShipment, shipmentsOf } from '../storage/shipments.ts';
import { readSwitches } from '../storage/switches.ts';
import { requireOrder, touchIf } from './change-order.ts';

export type RedactionReason = 'Amazon' | 'GDPR';

/**
 * Overwrites who bought, on the order, its shipments, its fulfillments and its customer: names, streets, phones, e-mail, user
 * name and gift message become "REDACTED (Amazon)" or "REDACTED (GDPR)" (api facts, section 3.7). Town and money stay.
 */
export function redactOrder(shop: Shop, orderId: number, reason: RedactionReason): Result<PracticeOrder> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  const order = found.value;
  const mark = `REDACTED (${reason})`;
  for (const shipment of shipmentsOf(shop.database, orderId)) {
    saveShipment(shop.database, { ...shipment, email: over(shipment.email, mark), shipTo: redacted(shipment.shipTo, mark) });
  }
  for (const fulfillment of fulfillmentsOf(shop.database, orderId)) {
    saveFulfillment(shop.database, { ...fulfillment, email: over(fulfillment.email, mark), shipTo: redacted(fulfillment.shipTo, mark) });
  }
  const customer = order.customerId === null ? null : findCustomer(shop.database, order.customerId);
  if (customer !== null) {
    saveCustomer(shop.database, {
      ...customer,
      modifiedAt: instantNow(shop),
      address: redacted(customer.address, mark),
      email: over(customer.email, mark),
      username: `${mark} ${customer.customerId}`,
    });
  }
  return ok(
    touchIf(shop, readSwitches(shop.database).redactionMovesModifyDate, {
      ...order,
      email: over(order.email, mark),
      username: over(order.username, mark),
      giftMessage: over(order.giftMessage, mark),
      billTo: redacted(order.billTo, mark),
      shipTo: redacted(order.shipTo, mark),
    }),
  );
}

function redacted(address: PracticeAddress, mark: string): PracticeAddress {
  return {
    ...address,
    name: over(address.name, mark),
    company: over(address.company, mark),
    street1: over(address.street1, mark),
    street2: over(address.street2, mark),
    street3: over(address.street3, mark),
    phone: over(address.phone, mark),
  };
}

/** What was empty stays empty. */
function over(value: string | null, mark: string): string | null {
  return value === null || value === '' ? value : mark;
}
