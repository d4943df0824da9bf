import { defaultConfig, storePolicySchema } from '../../shared/contract/config.ts';
import type { MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import { money } from '../../shared/domain/money/money.ts';
import { NOW, STORES } from './fake-shop.ts';

const USD = 'USD';

/** What a connection to the books knows besides what both services know. */
export const UNUSED_BOOKS = {
  rollingEndsAt: null,
  hardEndsAt: null,
  usage: { month: '2026-11', reads: 0, writes: 0, readsOfKeys: 0, readLimit: 500_000, level: 'fine' as const },
};

/** Answers that do not depend on the orders. */
export function connectionsAnswer(): MethodOutput<'connection.list'> {
  const connected = {
    status: 'connected' as const,
    environment: null,
    realmId: null,
    connectedAt: '2026-11-01T10:00:00.000Z',
    lastSuccessAt: NOW,
    lastFault: null,
  };
  return {
    source: {
      ...connected,
      label: 'Key ending in 7f3a',
      version: 'v1',
      expiresOn: '2027-05-10',
      expiresAt: '2027-05-10T07:00:00.000Z',
      daysLeft: 169,
    },
    books: {
      ...connected,
      label: 'Harbor & Pine LLC',
      realmId: '9341452700000001',
      environment: 'sandbox',
      expiresAt: '2027-02-10T00:00:00.000Z',
      daysLeft: 80,
      rollingEndsAt: '2027-02-10T00:00:00.000Z',
      hardEndsAt: '2031-11-01T10:00:00.000Z',
      usage: { month: '2026-11', reads: 312, writes: 48, readsOfKeys: 312, readLimit: 500_000, level: 'fine' },
    },
  };
}

export function mappingsAnswer(): MethodOutput<'mapping.show'> {
  const config = defaultConfig();
  return {
    policy: {
      ...config.policy,
      timeZone: 'America/Los_Angeles',
      shipping: { as: 'item', whenUnmapped: 'default', defaultItem: { name: 'Shipping' } },
    },
    stores: STORES.map(({ storeId, storeName, marketplaceName }) => ({
      storeId,
      storeName,
      marketplaceName,
      configured: storeId !== 104,
      policy: storePolicySchema.parse(
        marketplaceName === 'Amazon'
          ? { document: 'invoice-with-payment', tax: 'marketplace', customer: 'channel', clearingAccount: { name: 'Amazon clearing' } }
          : {},
      ),
    })),
    carriers: [
      {
        carrierCode: 'stamps_com',
        name: 'Stamps.com',
        services: [{ serviceCode: 'usps_ground_advantage', name: 'USPS Ground Advantage' }],
      },
      { carrierCode: 'fedex', name: 'FedEx', services: [{ serviceCode: 'fedex_2day', name: 'FedEx 2Day' }] },
    ],
    shippingMethods: [
      { match: { requestedService: 'USPS Priority Mail' }, item: { name: 'Shipping, USPS' } },
      { match: { carrierCode: 'ups' }, item: { name: 'Shipping, UPS' } },
    ],
    paymentMethods: [{ match: { paymentMethod: 'PayPal' }, method: { name: 'PayPal' }, account: { name: 'PayPal Clearing' } }],
    productCount: 2,
    taxRegime: 'us-automated',
    version: 3,
  };
}

export function paymentMethodsAnswer(): MethodOutput<'mapping.paymentMethods'> {
  return {
    seen: [
      { paymentMethod: 'shopify_payments', orders: 210, unmapped: 210 },
      { paymentMethod: 'PayPal', orders: 42, unmapped: 0 },
    ],
    looked: 260,
    untold: 8,
  };
}

export function productsAnswer({ text = '' }: { readonly text?: string }): MethodOutput<'mapping.products'> {
  const products = [
    { sku: 'CND-PINE', item: { name: 'Candles:Pine Candle' } },
    { sku: 'MUG-STONE', item: { name: 'Stoneware Mug' } },
  ].filter(({ sku, item }) => `${sku} ${item.name}`.toLowerCase().includes(text.toLowerCase()));
  return { found: products.length, products, next: null };
}

export function versionsAnswer(): MethodOutput<'mapping.versions'> {
  const change = { area: 'product', subject: 'MUG-STONE', change: 'added', field: null, before: null, after: 'Stoneware Mug' } as const;
  return {
    versions: [
      {
        version: 3,
        at: '2026-11-21T15:00:00.000Z',
        actor: 'person kim',
        reason: 'saved',
        restored: null,
        changes: { total: 1, counts: [{ area: 'product', change: 'added', count: 1 }], first: [change] },
      },
      { version: 2, at: '2026-11-20T15:00:00.000Z', actor: 'person kim', reason: 'csv', restored: null, changes: null },
    ],
    next: null,
  };
}

export function inboxAnswer(): MethodOutput<'mapping.inbox'> {
  return {
    productCount: 3,
    productsFound: 3,
    next: null,
    broken: [],
    products: [
      {
        sku: 'SOAP-3',
        name: 'Soap, set of three',
        count: 9,
        heldUp: [money(41_230, USD)],
        suggestions: [
          { itemId: '31', itemName: 'Soap set (3)', reason: 'similar-name', basis: null, score: 0.6 },
          { itemId: '32', itemName: 'Bath:Soap', reason: 'similar-name', basis: null, score: 0.6 },
        ],
        exampleOrderIds: [500_100_203],
      },
      {
        sku: 'THR-WOOL',
        name: 'Wool Throw 130 × 180',
        count: 2,
        heldUp: [money(19_400, USD)],
        suggestions: [{ itemId: '33', itemName: 'Wool Throw', reason: 'same-sku', basis: null, score: 1 }],
        exampleOrderIds: [500_100_205],
      },
      {
        sku: 'gift card sleeve',
        name: 'Gift card sleeve',
        count: 1,
        heldUp: [money(350, USD)],
        suggestions: [],
        exampleOrderIds: [500_100_209],
      },
    ],
    shippingMethods: [
      {
        requestedService: 'Expedited',
        carrierCode: 'fedex',
        serviceCode: 'fedex_2day',
        count: 4,
        heldUp: [money(22_000, USD)],
        suggestions: [{ itemId: '41', itemName: 'Shipping, FedEx', reason: 'same-carrier', basis: 'fedex', score: 0.6 }],
        exampleOrderIds: [500_100_203],
      },
    ],
    stores: [{ storeId: 104, storeName: 'Wholesale', count: 6, heldUp: [money(312_050, USD)] }],
  };
}

/** Four pulls of half a minute, of which one failed early. */
export function runTimesAnswer({ kind }: MethodInput<'figures.runs'>): MethodOutput<'figures.runs'> {
  const took = [30_000, 31_500, 400, 42_000];
  return {
    runs: took.map((tookMs, index) => ({
      runId: `t${index}`,
      kind: kind ?? 'sync',
      status: tookMs < 1_000 ? 'failed' : 'done',
      startedAt: `2026-11-22T1${index}:15:00.000Z`,
      tookMs,
    })),
  };
}

export function runsAnswer(): MethodOutput<'run.list'> {
  return {
    runs: [
      {
        runId: 'r4',
        kind: 'sync',
        status: 'done',
        startedAt: '2026-11-22T18:15:00.000Z',
        endedAt: '2026-11-22T18:15:42.000Z',
        actor: 'schedule',
        counts: { pulled: 12, created: 3, changed: 2, ready: 30, blocked: 12, parked: 0 },
        fault: null,
      },
      {
        runId: 'r3',
        kind: 'post',
        status: 'done',
        startedAt: '2026-11-22T17:40:00.000Z',
        endedAt: '2026-11-22T17:40:09.000Z',
        actor: 'desk',
        counts: { posted: 14, updated: 3, uncertain: 1, failed: 1 },
        fault: null,
      },
      {
        runId: 'r2',
        kind: 'sync',
        status: 'failed',
        startedAt: '2026-11-22T17:15:00.000Z',
        endedAt: '2026-11-22T17:15:30.000Z',
        actor: 'schedule',
        counts: {},
        fault: { code: 'source/unreachable', message: 'ShipStation could not be reached.' },
      },
      {
        runId: 'r1',
        kind: 'refresh',
        status: 'stopped',
        startedAt: '2026-11-22T16:00:00.000Z',
        endedAt: '2026-11-22T16:00:05.000Z',
        actor: 'desk',
        counts: { items: 40 },
        fault: null,
      },
    ],
    next: null,
  };
}

export function effectAnswer(): MethodOutput<'mapping.preview'> {
  return {
    changed: 9,
    becomesReady: 7,
    becomesBlocked: 0,
    stillBlocked: 2,
    approvalsLapse: 1,
    failedHealed: 1,
    readyTotals: [money(38_110, USD)],
    accounts: [{ accountName: 'Sales of Product Income', before: money(0, USD), after: money(38_110, USD) }],
    received: [{ accountName: 'Amazon clearing', before: money(0, USD), after: money(38_110, USD) }],
    newRecords: [],
  };
}

export function reconcileAnswer(): MethodOutput<'reconcile.run'> {
  const step = (count: number, minor: number): MethodOutput<'reconcile.run'>['totals']['paid'] => ({ count, totals: [money(minor, USD)] });
  return {
    totals: { ordered: step(150, 1_204_450), shipped: step(141, 1_150_120), invoiced: step(120, 960_010), paid: step(88, 640_200) },
    stores: STORES.map(({ storeId, storeName }, index) => ({
      storeId,
      storeName,
      ordered: step(40 - index, 300_000 - index * 1_000),
      shipped: step(38 - index, 290_000 - index * 1_000),
      invoiced: step(30, 240_000),
      paid: step(22, 160_000),
    })),
    days: ['2026-11-20', '2026-11-21'].map((date) => ({
      date,
      ordered: step(75, 602_225),
      shipped: step(70, 575_060),
      invoiced: step(60, 480_005),
      paid: step(44, 320_100),
    })),
    untold: { orderDates: 0, orderTotals: 0 },
    differences: [
      {
        kind: 'shipped-not-invoiced',
        orderId: 500_100_203,
        orderNumber: '10454',
        storeId: 104,
        expected: money(14_125, USD),
        actual: null,
        message: 'Order 10454 shipped on 2026-11-21 and has no document.',
      },
      {
        kind: 'total-differs',
        orderId: 500_100_204,
        orderNumber: '10453',
        storeId: 101,
        expected: money(5_207, USD),
        actual: money(5_000, USD),
        message: 'QuickBooks totals 50.00, the plan 52.07.',
      },
      {
        kind: 'wrong-period',
        orderId: 500_100_210,
        orderNumber: '10447',
        storeId: 103,
        expected: null,
        actual: null,
        message: 'Shipped on 2026-10-31, dated 2026-11-01.',
      },
    ],
  };
}

export function doctorAnswer(): MethodOutput<'doctor.run'> {
  return {
    checks: [
      { number: 1, name: 'Data directory', ok: true, found: '/home/desk/.local/share/purser, 1 company', advice: null },
      { number: 2, name: 'practice: ShipStation', ok: true, found: 'answers, 6 stores', advice: null },
      { number: 3, name: 'practice: consent', ok: false, found: 'ends in 9 days', advice: 'Connect QuickBooks again before then.' },
    ],
  };
}

export function recordsAnswer(
  kind: MethodOutput<'reference.search'>['records'][number]['kind'],
  text: string,
): MethodOutput<'reference.search'> {
  const names: Readonly<Record<string, readonly string[]>> = {
    item: ['Soap set (3)', 'Bath:Soap', 'Wool Throw', 'Stoneware Mug', 'Shipping', 'Shipping, USPS', 'Gift wrap'],
    account: ['Sales of Product Income', 'Shipping Income', 'Amazon clearing', 'Sales tax payable'],
    customer: ['Ana Ruiz', 'Amazon sales', 'Bob Stone'],
  };
  const records = (names[kind] ?? ['First', 'Second']).map((name, index) => ({
    kind,
    id: String(30 + index),
    name,
    active: true,
    note: kind === 'account' ? 'Income' : null,
  }));
  return { records: records.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())) };
}

export function scheduleAnswer(): MethodOutput<'schedule.show'> {
  return {
    schedule: { everyMinutes: 15, hours: null },
    timeZone: 'America/Los_Angeles',
    state: 'waiting',
    nextAt: '2026-11-22T18:45:00.000Z',
    service: null,
    pause: null,
  };
}
