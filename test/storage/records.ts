import type { PortFault } from '../../electron/core/ports/faults.ts';
import type { CompanyKeys, CompanyRecord } from '../../electron/core/ports/store/companies.ts';
import type { Finding, FindingCode } from '../../shared/domain/findings.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import type { Address, Fulfillment, Order, OrderItem, Shipment } from '../../shared/domain/orders/order.ts';
import type { Plan, PlannedDocument } from '../../shared/domain/planning/plan.ts';
import type { Posting } from '../../shared/domain/posting/posting.ts';
import type { Result } from '../../shared/domain/result.ts';
import { type BusinessDate, type Instant, instantOf, parseBusinessDate } from '../../shared/domain/time/instants.ts';

/** The clock of these tests: 2026-03-10, noon UTC. */
export const NOON = Date.UTC(2026, 2, 10, 12);
export const now: Instant = instantOf(NOON);

export const COMPANY: CompanyRecord = { slug: 'harbour-goods', name: 'Harbour Goods', practice: false, createdAt: now };
export const KEYS: CompanyKeys = { databaseKey: 'ab'.repeat(32), auditKey: 'cd'.repeat(32) };

export function valueOf<T>(result: Result<T, PortFault>): T {
  if (!result.ok) {
    throw new Error(`${result.fault.code}: ${result.fault.message}`);
  }
  return result.value;
}

export function faultCodeOf(result: Result<unknown, PortFault>): string | null {
  return result.ok ? null : result.fault.code;
}

export function day(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === null) {
    throw new Error(`${text} is no date`);
  }
  return date;
}

export const at = (text: string): Instant => instantOf(Date.parse(text));

const NOWHERE: Address = {
  name: null,
  company: null,
  street1: null,
  street2: null,
  street3: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
  phone: null,
};

export function anItem(change: Partial<OrderItem> = {}): OrderItem {
  return {
    orderItemId: 1,
    lineItemKey: '1',
    sku: 'MUG-1',
    name: 'Mug',
    options: [],
    quantity: 1,
    unitPrice: decimal('14'),
    taxAmount: null,
    shippingAmount: null,
    productId: null,
    adjustment: false,
    ...change,
  };
}

export function anOrder(orderId: number, change: Partial<Order> = {}): Order {
  return {
    orderId,
    orderNumber: `SHOP-${orderId}`,
    orderKey: null,
    storeId: 300101,
    status: 'shipped',
    sourceStatus: 'shipped',
    orderedAt: at('2026-03-07T21:15:02.000Z'),
    paidAt: null,
    createdAt: at('2026-03-07T21:20:11.483Z'),
    modifiedAt: at('2026-03-08T09:02:33.100Z'),
    shippedOn: day('2026-03-08'),
    username: null,
    email: 'ana@example.test',
    billTo: { ...NOWHERE, name: 'Ana Ruiz' },
    shipTo: { ...NOWHERE, name: 'Ana Ruiz', city: 'Boise', country: 'US' },
    items: [anItem()],
    orderTotal: decimal('14'),
    amountPaid: decimal('14'),
    taxAmount: decimal('0'),
    shippingAmount: decimal('0'),
    paymentMethod: null,
    requestedService: 'Standard',
    carrierCode: null,
    serviceCode: null,
    externallyFulfilled: false,
    parentId: null,
    mergedIds: [],
    mergedOrSplit: false,
    tagIds: [],
    currency: null,
    untold: [],
    customerNotes: null,
    internalNotes: null,
    ...change,
  };
}

export function aShipment(shipmentId: number, orderId: number, change: Partial<Shipment> = {}): Shipment {
  return {
    shipmentId,
    orderId,
    orderNumber: null,
    storeId: null,
    createdAt: at('2026-03-08T10:00:00.000Z'),
    shippedOn: day('2026-03-08'),
    trackingNumber: `1Z${shipmentId}`,
    carrierCode: 'ups',
    serviceCode: 'ups_ground',
    shipmentCost: decimal('4.1'),
    insuranceCost: decimal('0'),
    isReturn: false,
    voided: false,
    voidedAt: null,
    items: [{ orderItemId: 1, sku: 'MUG-1', quantity: 1 }],
    ...change,
  };
}

export function aFulfillment(fulfillmentId: number, orderId: number, change: Partial<Fulfillment> = {}): Fulfillment {
  return {
    fulfillmentId,
    orderId,
    orderNumber: null,
    createdAt: at('2026-03-08T10:00:00.000Z'),
    shippedOn: day('2026-03-08'),
    trackingNumber: `F${fulfillmentId}`,
    carrierCode: 'ups',
    voided: false,
    ...change,
  };
}

export const finding = (code: FindingCode, details: Readonly<Record<string, unknown>> = {}): Finding => ({
  code,
  message: `About ${code}`,
  details,
  choices: [],
});

export function anInvoice(orderId: number, change: Partial<PlannedDocument> = {}): PlannedDocument {
  return {
    kind: 'invoice',
    entity: 'Invoice',
    makes: 'invoice',
    body: { DocNumber: `SHOP-${orderId}`, Line: [{ Amount: 14 }] },
    total: { minor: 1400, currency: 'USD' },
    subject: `invoice:${orderId}`,
    fingerprint: `f-${orderId}`,
    coreFingerprint: `c-${orderId}`,
    ...change,
  };
}

export function aPlan(orderId: number, change: Partial<Plan> = {}): Plan {
  return {
    orderId,
    memberIds: [orderId],
    outcome: 'ready',
    reason: null,
    blockers: [],
    warnings: [],
    customer: { kind: 'new', name: 'Ana Ruiz', email: 'ana@example.test' },
    documents: [anInvoice(orderId)],
    lines: [],
    tieOut: null,
    documentNumber: `SHOP-${orderId}`,
    documentDate: day('2026-03-08'),
    ship: null,
    total: { minor: 1400, currency: 'USD' },
    fingerprint: `plan-${orderId}`,
    ...change,
  };
}

export function aPosting(orderId: number, change: Partial<Posting> = {}): Posting {
  const attempt = change.attempt ?? 1;
  const generation = change.generation ?? 1;
  const name = `${change.operation ?? 'create'}-${change.subject ?? `invoice:${orderId}`}-${generation}-${attempt}`;
  return {
    postingId: `posting-${name}`,
    orderId,
    subject: `invoice:${orderId}`,
    kind: 'invoice',
    entity: 'Invoice',
    operation: 'create',
    generation,
    attempt,
    status: 'approved',
    requestId: `request-${name}`,
    fingerprint: `f-${orderId}`,
    coreFingerprint: `c-${orderId}`,
    planFingerprint: `plan-${orderId}`,
    body: { DocNumber: `SHOP-${orderId}` },
    sentBody: null,
    batchId: null,
    needs: [],
    expectedTotal: { minor: 1400, currency: 'USD' },
    documentId: null,
    documentNumber: null,
    documentDate: null,
    syncToken: null,
    actualTotal: null,
    customerId: null,
    fault: null,
    firstSentAt: null,
    lastSentAt: null,
    retryAt: null,
    createdAt: now,
    updatedAt: now,
    ...change,
  };
}
