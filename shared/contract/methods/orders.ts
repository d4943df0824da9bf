import { z } from 'zod';

import { DECISION_CHOICES, FINDING_CODES } from '../../domain/findings.ts';
import { UNTOLD_FIGURES } from '../../domain/orders/untold.ts';
import { PLANNED_KINDS } from '../../domain/planning/plan.ts';
import { POSTING_OPERATIONS, POSTING_STATUSES } from '../../domain/posting/posting.ts';
import { command, query } from '../define.ts';
import {
  cursorSchema,
  dateSchema,
  findingSchema,
  inCompany,
  instantSchema,
  moneySchema,
  orderIdSchema,
  orderStateSchema,
  refusedSchema,
} from '../shapes.ts';

export const orderFilterSchema = z.object({
  states: z.array(orderStateSchema).optional(),
  storeId: z.int().optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  search: z.string().max(200).optional(),
  code: z.string().max(80).optional(),
  /** Only orders that have changed since a person saw them. */
  changed: z.boolean().optional(),
});

export const orderRowSchema = z.object({
  orderId: z.int(),
  orderNumber: z.string(),
  storeId: z.int(),
  storeName: z.string().nullable(),
  buyer: z.string().nullable(),
  customerName: z.string().nullable(),
  state: orderStateSchema,
  sourceStatus: z.string(),
  orderedOn: dateSchema.nullable(),
  /** The day the order came into ShipStation, where its order date is not told. */
  arrivedOn: dateSchema.nullable(),
  shippedOn: dateSchema.nullable(),
  /** Null where ShipStation does not tell it. */
  total: moneySchema.nullable(),
  documentTotal: moneySchema.nullable(),
  documentNumber: z.string().nullable(),
  documentKind: z.enum(['invoice', 'invoice-with-payment', 'sales-receipt']).nullable(),
  lineCount: z.int(),
  blockers: z.array(findingSchema).readonly(),
  warnings: z.array(findingSchema).readonly(),
  reason: findingSchema.nullable(),
  planOrderId: z.int(),
  /** Of the plan that the row shows; pass it on when approving from the list. */
  fingerprint: z.string().nullable(),
  /** A person has seen it, and what matters to the books has changed since. */
  changedSinceSeen: z.boolean(),
});

const addressSchema = z.object({
  name: z.string().nullable(),
  company: z.string().nullable(),
  street1: z.string().nullable(),
  street2: z.string().nullable(),
  street3: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  phone: z.string().nullable(),
});

/** The order as ShipStation tells it; amounts as exact decimal text. */
export const orderDetailSchema = z.object({
  orderId: z.int(),
  orderNumber: z.string(),
  storeId: z.int(),
  storeName: z.string().nullable(),
  sourceStatus: z.string(),
  orderedAt: instantSchema.nullable(),
  paidAt: instantSchema.nullable(),
  modifiedAt: instantSchema,
  shippedOn: dateSchema.nullable(),
  username: z.string().nullable(),
  email: z.string().nullable(),
  billTo: addressSchema,
  shipTo: addressSchema,
  items: z.array(
    z.object({
      orderItemId: z.int(),
      sku: z.string().nullable(),
      name: z.string(),
      options: z.array(z.object({ name: z.string(), value: z.string() })).readonly(),
      quantity: z.number(),
      unitPrice: z.string().nullable(),
      adjustment: z.boolean(),
    }),
  ),
  orderTotal: z.string().nullable(),
  amountPaid: z.string(),
  taxAmount: z.string(),
  shippingAmount: z.string(),
  currency: z.string(),
  paymentMethod: z.string().nullable(),
  requestedService: z.string().nullable(),
  carrierCode: z.string().nullable(),
  serviceCode: z.string().nullable(),
  /** Figures that ShipStation's interface cannot tell of this order. */
  untold: z.array(z.enum(UNTOLD_FIGURES)).readonly(),
  /** Names of the order's tags, or their ids where the names are not known. */
  tags: z.array(z.string()),
  familyIds: z.array(z.int()),
  shipments: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(['label', 'return-label', 'marked-shipped']),
      shippedOn: dateSchema.nullable(),
      trackingNumber: z.string().nullable(),
      carrierCode: z.string().nullable(),
      voided: z.boolean(),
      cost: z.string().nullable(),
    }),
  ),
});

const planLineSchema = z.object({
  role: z.enum(['product', 'discount', 'charge', 'shipping', 'tax', 'rounding', 'whole-order']),
  orderId: z.int(),
  orderItemId: z.int().nullable(),
  itemName: z.string().nullable(),
  accountName: z.string().nullable(),
  description: z.string(),
  quantity: z.string().nullable(),
  unitPrice: z.string().nullable(),
  amount: moneySchema,
  taxCode: z.string().nullable(),
  explanation: z.object({ field: z.string(), rule: z.string() }),
});

const tieOutSchema = z.object({
  currency: z.string(),
  linesMinor: z.int(),
  discountMinor: z.int(),
  couponMinor: z.int(),
  shippingMinor: z.int(),
  taxMinor: z.int(),
  marketplaceTaxMinor: z.int(),
  roundingMinor: z.int(),
  documentTotalMinor: z.int(),
  orderTotalMinor: z.int().nullable(),
  differenceMinor: z.int().nullable(),
  paidMinor: z.int(),
});

export const planSchema = z.object({
  orderId: z.int(),
  memberIds: z.array(z.int()).readonly(),
  outcome: z.enum(['ready', 'blocked', 'waiting', 'skipped', 'terminal']),
  reason: findingSchema.nullable(),
  blockers: z.array(findingSchema).readonly(),
  warnings: z.array(findingSchema).readonly(),
  customer: z
    .union([
      z.object({
        kind: z.literal('existing'),
        id: z.string(),
        name: z.string(),
        matchedBy: z.enum(['e-mail', 'name', 'channel', 'chosen', 'posted']),
      }),
      z.object({ kind: z.literal('new'), name: z.string(), email: z.string().nullable() }),
    ])
    .nullable(),
  documents: z.array(
    z.object({ kind: z.enum(PLANNED_KINDS), entity: z.string(), body: z.record(z.string(), z.unknown()), total: moneySchema.nullable() }),
  ),
  lines: z.array(planLineSchema).readonly(),
  tieOut: tieOutSchema.nullable(),
  documentNumber: z.string().nullable(),
  documentDate: dateSchema.nullable(),
  ship: z
    .object({
      shippedOn: dateSchema.nullable(),
      trackingNumber: z.string().nullable(),
      otherTrackingNumbers: z.array(z.string()).readonly(),
      method: z.string().nullable(),
    })
    .nullable(),
  total: moneySchema.nullable(),
  fingerprint: z.string(),
});

export const postingSchema = z.object({
  postingId: z.string(),
  orderId: z.int(),
  kind: z.enum(PLANNED_KINDS),
  operation: z.enum(POSTING_OPERATIONS),
  generation: z.int(),
  attempt: z.int(),
  status: z.enum(POSTING_STATUSES),
  requestId: z.string(),
  documentId: z.string().nullable(),
  documentNumber: z.string().nullable(),
  total: moneySchema.nullable(),
  at: instantSchema,
  fault: z
    .object({
      code: z.string(),
      message: z.string(),
      booksCode: z.string().nullable(),
      booksDetail: z.string().nullable(),
      traceId: z.string().nullable(),
    })
    .nullable(),
  /** The exact text sent; null before. No secret is ever part of a body. */
  sentBody: z.string().nullable(),
});

export const timelineEntrySchema = z.object({
  sequence: z.int(),
  at: instantSchema,
  actor: z.string(),
  kind: z.string(),
  summary: z.string(),
  details: z.unknown(),
});

const manyOrders = inCompany.extend({ orderIds: z.array(orderIdSchema).min(1).max(5_000) });
const approvedSchema = z.object({ approved: z.array(z.int()), refused: z.array(refusedSchema) });

export const orderMethods = {
  'order.list': query({
    input: inCompany.extend({
      filter: orderFilterSchema.default({}),
      sort: z.enum(['orderedOn', 'shippedOn', 'orderNumber', 'total', 'buyer', 'state']).default('orderedOn'),
      descending: z.boolean().default(true),
      limit: z.int().min(1).max(500).default(100),
      cursor: cursorSchema.nullable().default(null),
    }),
    output: z.object({ orders: z.array(orderRowSchema).readonly(), next: cursorSchema.nullable() }),
    errors: [],
  }),
  'order.counts': query({
    input: inCompany.extend({ filter: orderFilterSchema.default({}) }),
    output: z.object({
      states: z.array(z.object({ state: orderStateSchema, count: z.int(), totals: z.array(moneySchema).readonly() })).readonly(),
    }),
    errors: [],
  }),
  /** `order`: an order id, or an order number where it is unique. */
  'order.show': query({
    input: inCompany.extend({ order: z.union([orderIdSchema, z.string().min(1).max(60)]) }),
    output: z.object({
      row: orderRowSchema,
      order: orderDetailSchema,
      members: z.array(orderDetailSchema),
      plan: planSchema.nullable(),
      approval: z.object({ at: instantSchema, actor: z.string(), current: z.boolean() }).nullable(),
      exclusion: z.object({ reason: z.string(), at: instantSchema, actor: z.string() }).nullable(),
      attention: z.array(findingSchema).readonly(),
      postings: z.array(postingSchema),
      timeline: z.array(timelineEntrySchema),
      /** What has changed since a person saw the order; null where nobody has seen it yet. */
      sinceSeen: z
        .object({
          at: instantSchema,
          changes: z.array(
            z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable(), matters: z.boolean() }),
          ),
        })
        .nullable(),
    }),
    errors: ['order/unknown', 'order/number-not-unique'],
  }),
  /** A person has seen these orders as they are now; changes count from here. */
  'order.seen': command({ input: manyOrders, output: z.object({ seen: z.array(z.int()) }), errors: [] }),
  /** Approves the plans that were seen: with `fingerprints`, an order whose plan has changed meanwhile is refused. */
  'order.approve': command({
    input: manyOrders.extend({ fingerprints: z.record(z.string(), z.string()).optional() }),
    output: approvedSchema,
    errors: [],
  }),
  /** Approves all that are ready under the filter. With `seen` (of `order.approvalEffect`), only if they are those that were seen. */
  'order.approveReady': command({
    input: inCompany.extend({ filter: orderFilterSchema.default({}), seen: z.string().max(64).optional() }),
    output: approvedSchema,
    errors: ['order/plan-changed'],
  }),
  /**
   * What approving these (or all ready) would put on each account, before it happens; `of: approved` what posting all that is
   * approved will put there.
   */
  'order.approvalEffect': query({
    input: inCompany.extend({
      of: z.enum(['ready', 'approved']).default('ready'),
      orderIds: z.array(orderIdSchema).max(5_000).nullable().default(null),
      filter: orderFilterSchema.default({}),
    }),
    output: z.object({
      count: z.int(),
      totals: z.array(moneySchema),
      accounts: z.array(z.object({ accountName: z.string(), amount: moneySchema, lines: z.int() })),
      newCustomers: z.int(),
      newItems: z.int(),
      /** Which they are, items first, at most 500. Approving is the consent to make them. */
      newRecords: z.array(
        z.object({
          kind: z.enum(['customer', 'item']),
          name: z.string(),
          /** Of items. */
          type: z.enum(['service', 'non-inventory']).nullable(),
          /** Income account of items. */
          accountName: z.string().nullable(),
          /** Of customers. */
          email: z.string().nullable(),
          /** How many of the documents need it. */
          documents: z.int(),
        }),
      ),
      /** Of exactly these plans; pass it on when approving them. */
      seen: z.string(),
    }),
    errors: [],
  }),
  'order.unapprove': command({
    input: manyOrders,
    output: z.object({ unapproved: z.array(z.int()), refused: z.array(refusedSchema) }),
    errors: [],
  }),
  'order.exclude': command({
    input: manyOrders.extend({ reason: z.string().trim().min(1).max(500) }),
    output: z.object({ excluded: z.array(z.int()), refused: z.array(refusedSchema) }),
    errors: [],
  }),
  'order.include': command({
    input: manyOrders,
    output: z.object({ included: z.array(z.int()), refused: z.array(refusedSchema) }),
    errors: [],
  }),
  /**
   * The same for all orders under a filter, however many: no ids cross. `count` is how many the person was shown; where the filter finds
   * another number by now, nothing is done (`order/plan-changed`). What the change does not fit (posted orders are not excluded) is left
   * as it is. A Stop keeps what was done. `include` with `excludedAt` (the `at` of an exclusion) takes back that one.
   */
  'order.changeAll': command({
    input: inCompany.extend({
      filter: orderFilterSchema.default({}),
      count: z.int().min(0).nullable().default(null),
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('exclude'), reason: z.string().trim().min(1).max(500) }),
        z.object({ kind: z.literal('include'), excludedAt: instantSchema.nullable().default(null) }),
        z.object({ kind: z.literal('unapprove') }),
      ]),
    }),
    output: z.object({
      changed: z.int(),
      left: z.int(),
      refusedCount: z.int(),
      /** The first few. */
      refused: z.array(refusedSchema),
      at: instantSchema,
    }),
    errors: ['order/plan-changed', 'run/busy', 'run/stopped'],
  }),
  /** Answers a blocker or an attention; plans the order again at once. */
  'order.resolve': command({
    input: inCompany.extend({
      orderId: orderIdSchema,
      code: z.enum(FINDING_CODES),
      choose: z.enum(DECISION_CHOICES),
      value: z.string().max(200).nullable().default(null),
    }),
    output: z.object({ orderId: z.int(), status: orderStateSchema }),
    errors: ['order/unknown', 'order/no-such-finding', 'order/no-such-choice', 'order/value-needed', 'posting/in-flight'],
  }),
} as const;
