import { COMPLETENESS, PARKED, SWEPT } from './fake-completeness.ts';
import { defaultConfig, scheduleSchema } from '../../shared/contract/config.ts';
import type { Client, MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import type { CallResult, ContractError } from '../../shared/contract/errors.ts';
import type { PurserEvent } from '../../shared/contract/events.ts';
import { contract, type MethodName } from '../../shared/contract/index.ts';
import { money } from '../../shared/domain/money/money.ts';
import type { OrderState } from '../../shared/domain/posting/order-state.ts';
import {
  connectionsAnswer,
  doctorAnswer,
  effectAnswer,
  inboxAnswer,
  mappingsAnswer,
  paymentMethodsAnswer,
  productsAnswer,
  reconcileAnswer,
  recordsAnswer,
  runsAnswer,
  runTimesAnswer,
  versionsAnswer,
  scheduleAnswer,
} from './fake-answers.ts';
import { machineAnswers } from './fake-machine.ts';
import { CHANGED, failureGroups, undoPreviewOf } from './fake-postings.ts';
import { notPairedAnswer } from './fake-relay.ts';
import { COMPANY, makeOrder, NOW, type Row, type Shown, STORES } from './fake-shop.ts';

export interface FakeCall {
  readonly method: MethodName;
  readonly input: Record<string, unknown>;
  readonly commandId: string | undefined;
}

type Handlers = { [Name in MethodName]?: (input: never) => MethodOutput<Name> | ContractError };

export interface FakeClient extends Client {
  /** Every call in its order, with its commandId. */
  readonly calls: FakeCall[];
  /** Another answer for a method from now on; an error object (with `callId`) is answered as a failure. */
  answer<Name extends MethodName>(method: Name, handler: (input: MethodInput<Name>) => MethodOutput<Name> | ContractError): void;
  /** From now on a method is not answered; what the function gives back lets the answers come. */
  hold(method: MethodName): () => void;
  emit(event: PurserEvent): void;
  callsOf(method: MethodName): readonly FakeCall[];
}

export const failure = (code: string, message: string): ContractError => ({ code, message, details: {}, callId: 'call-1' });

const isFailure = (answer: unknown): answer is ContractError => typeof answer === 'object' && answer !== null && 'callId' in answer;

/** An in-memory host: orders move when they are approved, excluded or posted, and inputs and outputs are held to the contract. */
export function createFakeClient(options: { readonly orders?: number; readonly companies?: boolean } = {}): FakeClient {
  const orders = Array.from({ length: options.orders ?? 150 }, (_, index) => makeOrder(index));
  const listeners = new Set<(event: PurserEvent) => void>();
  const calls: FakeCall[] = [];
  const held = new Map<MethodName, Promise<void>>();
  const handlers: Handlers = { ...orderHandlers(orders), ...otherHandlers(orders, options.companies ?? true) };
  const emit = (event: PurserEvent): void => listeners.forEach((listener) => listener(event));
  return {
    calls,
    emit,
    callsOf: (method) => calls.filter((call) => call.method === method),
    answer: (method, handler) => {
      handlers[method] = handler as never; // safe: the name and the handler agree by this function's own type
    },
    hold: (method) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(method, promise);
      return resolve;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call: (method, input, callOptions) => {
      calls.push({ method, input: input as Record<string, unknown>, commandId: callOptions?.commandId });
      const answer = answerOf(handlers, method, input);
      if (answer.ok && contract[method].kind === 'command') {
        queueMicrotask(() =>
          emit({ kind: 'changed', company: null, topics: ['orders', 'postings', 'mapping', 'connections', 'companies', 'runs', 'audit'] }),
        );
      }
      return (held.get(method) ?? Promise.resolve()).then(() => answer as never); // safe: held to the method's own output schema
    },
  };
}

function answerOf(handlers: Handlers, method: MethodName, input: unknown): CallResult<unknown> {
  const declaration = contract[method];
  const parsed = declaration.input.safeParse(input);
  if (!parsed.success) {
    return { ok: false, error: failure('contract/bad-input', `${method}: ${parsed.error.message}`) };
  }
  const handler = handlers[method] as ((input: unknown) => unknown) | undefined;
  if (handler === undefined) {
    return { ok: false, error: failure('contract/unknown-method', `The fake client does not answer ${method}.`) };
  }
  const answer = handler(parsed.data);
  if (isFailure(answer)) {
    return { ok: false, error: answer };
  }
  const output = declaration.output.safeParse(answer);
  return output.success
    ? { ok: true, value: output.data }
    : { ok: false, error: failure('contract/bad-output', `${method}: ${output.error.message}`) };
}

interface Filter {
  readonly states?: readonly OrderState[] | undefined;
  readonly storeId?: number | undefined;
  readonly search?: string | undefined;
  readonly code?: string | undefined;
}

function matches({ row }: Shown, filter: Filter): boolean {
  const text = `${row.orderNumber} ${row.buyer ?? ''} ${row.documentNumber ?? ''}`.toLowerCase();
  return (
    (filter.states === undefined || filter.states.includes(row.state)) &&
    (filter.storeId === undefined || filter.storeId === row.storeId) &&
    (filter.search === undefined || text.includes(filter.search.toLowerCase())) &&
    (filter.code === undefined || [...row.blockers, ...row.warnings].some(({ code }) => code === filter.code))
  );
}

function countsOf(orders: readonly Shown[], filter: Filter): MethodOutput<'order.counts'> {
  const groups = Map.groupBy(
    orders.filter((shown) => matches(shown, filter)),
    ({ row }) => row.state,
  );
  return {
    states: [...groups].map(([state, members]) => ({
      state,
      count: members.length,
      totals: [
        money(
          members.reduce((sum, { row }) => sum + (row.total?.minor ?? 0), 0),
          'USD',
        ),
      ],
    })),
  };
}

function orderHandlers(orders: Shown[]): Handlers {
  const move = (orderId: number, from: readonly OrderState[], to: OrderState): boolean => {
    const index = orders.findIndex(({ row }) => row.orderId === orderId);
    const shown = orders[index];
    if (shown === undefined || !from.includes(shown.row.state)) {
      return false;
    }
    orders[index] = { ...shown, row: { ...shown.row, state: to } };
    return true;
  };
  const split = (
    orderIds: readonly number[],
    from: readonly OrderState[],
    to: OrderState,
  ): { done: number[]; refused: { orderId: number; code: string; message: string }[] } => {
    const done = orderIds.filter((orderId) => move(orderId, from, to));
    const refused = orderIds
      .filter((orderId) => !done.includes(orderId))
      .map((orderId) => ({ orderId, code: 'order/not-ready', message: `Order ${orderId} is not ready.` }));
    return { done, refused };
  };
  const idsOf = (filter: Filter): number[] => orders.filter((shown) => matches(shown, filter)).map(({ row }) => row.orderId);
  const approve = (orderIds: readonly number[]): MethodOutput<'order.approve'> => {
    const { done, refused } = split(orderIds, ['ready'], 'approved');
    return { approved: done, refused };
  };
  return {
    'order.list': ({
      filter,
      limit,
      cursor,
      sort,
      descending,
    }: {
      filter: Filter;
      limit: number;
      cursor: string | null;
      sort: string;
      descending: boolean;
    }) => {
      const found = orders.filter((shown) => matches(shown, filter)).map(({ row }) => row);
      const sorted = found.toSorted((a, b) => compareRows(a, b, sort) * (descending ? -1 : 1));
      const start = Number(cursor ?? 0);
      return { orders: sorted.slice(start, start + limit), next: start + limit < sorted.length ? String(start + limit) : null };
    },
    'order.counts': ({ filter }: { filter: Filter }) => countsOf(orders, filter),
    'order.show': ({ order }: { order: number | string }) =>
      orders.find(({ row }) => row.orderId === Number(order) || row.orderNumber === String(order)) ??
      failure('order/unknown', `There is no order ${order}.`),
    'order.seen': ({ orderIds }: { orderIds: number[] }) => ({ seen: orderIds }),
    'order.approve': ({ orderIds }: { orderIds: number[] }) => approve(orderIds),
    'order.approveReady': ({ filter }: { filter: Filter }) => approve(idsOf({ ...filter, states: ['ready'] })),
    'order.approvalEffect': ({ orderIds, filter }: { orderIds: number[] | null; filter: Filter }) => {
      const ids = orderIds ?? idsOf({ ...filter, states: ['ready'] });
      const rows = orders.filter(({ row }) => ids.includes(row.orderId) && (row.state === 'ready' || row.state === 'approved'));
      const sum = rows.reduce((total, { row }) => total + (row.documentTotal?.minor ?? 0), 0);
      return {
        count: rows.length,
        totals: [money(sum, 'USD')],
        accounts: [
          { accountName: 'Sales of Product Income', amount: money(sum - rows.length * 795, 'USD'), lines: rows.length * 2 },
          { accountName: 'Shipping Income', amount: money(rows.length * 795, 'USD'), lines: rows.length },
        ],
        newRecords: [
          { kind: 'item', name: 'Glass Bird', type: 'non-inventory', accountName: 'Other Sales Income', email: null, documents: 2 },
          { kind: 'customer', name: 'Ana Ruiz', type: null, accountName: null, email: 'ana.ruiz@example.com', documents: 1 },
        ],
        newCustomers: 3,
        newItems: 0,
        seen: ids.join(' ').slice(0, 64),
      };
    },
    'order.unapprove': ({ orderIds }: { orderIds: number[] }) => {
      const { done, refused } = split(orderIds, ['approved'], 'ready');
      return { unapproved: done, refused };
    },
    'order.exclude': ({ orderIds }: { orderIds: number[] }) => {
      const { done, refused } = split(orderIds, ['ready', 'blocked', 'approved', 'waiting'], 'excluded');
      return { excluded: done, refused };
    },
    'order.include': ({ orderIds }: { orderIds: number[] }) => {
      const { done, refused } = split(orderIds, ['excluded'], 'ready');
      return { included: done, refused };
    },
    'order.changeAll': ({ filter, change }: MethodInput<'order.changeAll'>) => {
      const [from, to] = CHANGED[change.kind];
      const ids = idsOf(filter ?? {});
      const { done } = split(ids, from, to);
      return { changed: done.length, left: ids.length - done.length, refusedCount: 0, refused: [], at: NOW };
    },
    'order.resolve': ({ orderId }: { orderId: number }) => {
      move(orderId, ['blocked', 'attention'], 'ready');
      return { orderId, status: 'ready' };
    },
    'posting.post': () => {
      const { done } = split(idsOf({ states: ['approved'] }), ['approved'], 'posted');
      return {
        posted: done.slice(1),
        updated: [],
        uncertain: [],
        failed: done.slice(0, 1).map((orderId) => ({
          orderId,
          code: 'books/rejected',
          message: `QuickBooks refused order ${orderId}: the customer is inactive.`,
        })),
      };
    },
    'posting.replay': ({ orderIds }: { orderIds: number[] | null }) => ({
      posted: orderIds ?? idsOf({ states: ['failed', 'uncertain'] }),
      updated: [],
      uncertain: [],
      failed: [],
    }),
    'posting.undoPreview': ({ orderId }: { orderId: number }) => undoPreviewOf(orderId),
    'posting.credit': ({ orderIds }: { orderIds: number[] }) => ({ credited: orderIds, refused: [] }),
    'posting.void': ({ orderIds }: { orderIds: number[] }) => ({ voided: orderIds, refused: [] }),
    'posting.failures': () => ({ groups: failureGroups(orders) }),
  };
}

function compareRows(a: Row, b: Row, sort: string): number {
  if (sort === 'total') {
    return (a.total?.minor ?? 0) - (b.total?.minor ?? 0);
  }
  const key = sort === 'orderNumber' || sort === 'buyer' || sort === 'state' || sort === 'shippedOn' ? sort : 'orderedOn';
  return (a[key] ?? '').localeCompare(b[key] ?? '') || a.orderId - b.orderId;
}

/** Of an earlier month, and paid by Purser's own payment: both ways are open, and the credit memo comes first. */
function otherHandlers(orders: readonly Shown[], hasCompanies: boolean): Handlers {
  const practice = { slug: COMPANY, name: 'Practice company', practice: true, createdAt: NOW };
  const companies = hasCompanies ? [practice, { slug: 'harbor', name: 'Harbor Hotel Group', practice: false, createdAt: NOW }] : [];
  const count = (...states: readonly OrderState[]): number => orders.filter(({ row }) => states.includes(row.state)).length;
  const stores = STORES.map((store, index) => ({
    ...store,
    active: true,
    refreshedAt: index === 3 ? null : `2026-11-22T1${index + 4}:00:00.000Z`,
  }));
  return {
    'app.status': () => ({
      version: '0.1.0',
      host: 'headless',
      dataDirectory: '/home/desk/.local/share/purser',
      secretProtection: 'passphrase',
      now: NOW,
    }),
    'company.list': () => ({
      companies: companies.map((company, index) => ({
        ...company,
        attention: index === 0 ? 'work' : 'setup',
        toReview: index === 0 ? count('ready', 'blocked', 'attention') : 0,
        failed: index === 0 ? count('failed', 'uncertain') : 0,
        country: 'US',
      })),
    }),
    'company.add': ({ name, practice: isPractice }: { name: string; practice: boolean }) => {
      const company = { ...practice, name, practice: isPractice, slug: isPractice ? COMPANY : 'new-client' };
      companies.push(company);
      return { company };
    },
    'company.remove': () => ({ company: practice, relay: null }),
    'completeness.show': () => COMPLETENESS,
    'completeness.sweep': () => ({ run: 'run-sweep', ...SWEPT, byStoreAndDay: COMPLETENESS.latest.byStoreAndDay }),
    'parked.list': () => ({ records: [...PARKED], count: PARKED.length }),
    'parked.retry': () => ({ tried: 1, arrived: 1, parked: 0 }),
    'overview.show': () => ({
      completeAsOf: '2026-11-22T06:10:00.000Z',
      states: countsOf(orders, {}).states.map((group) => ({ ...group, totals: [...group.totals] })),
      postedThisWeek: 34,
      heldUp: [
        { code: 'mapping/product-missing', subject: 'SOAP-3', count: 9, totals: [money(41_230, 'USD')], exampleOrderIds: [] },
        { code: 'order/does-not-tie', subject: null, count: 7, totals: [money(61_230, 'USD'), money(12_000, 'CAD')], exampleOrderIds: [] },
        { code: 'mapping/store-missing', subject: '104', count: 6, totals: [money(312_050, 'USD')], exampleOrderIds: [] },
      ],
      days: Array.from({ length: 60 }, (_, index) => ({
        date: new Date(Date.UTC(2026, 8, 24) + index * 86_400_000).toISOString().slice(0, 10),
        ordered: [4, 6, 3, 7, 9, 2, 1][index % 7] ?? 0,
        shipped: [3, 5, 4, 6, 7, 3, 0][index % 7] ?? 0,
        invoiced: index > 54 ? ([1, 2, 0, 0, 1, 0, 0][index % 7] ?? 0) : ([3, 5, 4, 6, 6, 3, 0][index % 7] ?? 0),
      })),
      stores: stores.map(({ storeId, storeName, refreshedAt }) => ({ storeId, storeName, refreshedAt, included: storeId !== 104 })),
      lastSync: null,
      parked: 1,
      isStarted: true,
      rehearsedAt: null,
    }),
    'connection.list': connectionsAnswer,
    'relay.status': notPairedAnswer,
    'source.stores': () => ({ stores }),
    'source.noteKeyEnd': ({ expiresOn }: MethodInput<'source.noteKeyEnd'>) => ({ expiresOn, daysLeft: null }),
    'source.connect': () => ({ connected: true, version: 'v1', swapped: false, expiresOn: null, daysLeft: null, stores }),
    'source.disconnect': () => ({ connected: false }),
    'books.disconnect': () => ({ connected: false }),
    'books.knownKeys': () => ({ keys: [] }),
    'books.authorize': () => ({
      flowId: 'flow-1',
      authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2?state=x',
      redirectUri: 'http://127.0.0.1:8765/callback',
    }),
    'books.authorization': () => ({ pending: true }),
    'books.completeAuthorization': () => ({ accepted: true }),
    'books.cancelAuthorization': () => ({ cancelled: true }),
    'practice.reconnect': () => ({
      connected: true,
      realmId: '1',
      companyName: 'Harbor & Pine LLC',
      country: 'US',
      taxRegime: 'us-automated',
    }),
    'reference.refresh': () => ({ counts: { items: 40, customers: 120 } }),
    'reference.search': ({ kind, text }: { kind: 'item'; text: string }) => recordsAnswer(kind, text),
    'mapping.inbox': inboxAnswer,
    'mapping.show': mappingsAnswer,
    'mapping.paymentMethods': paymentMethodsAnswer,
    'mapping.preview': effectAnswer,
    'mapping.save': () => ({ ...effectAnswer(), version: 4, versionBefore: 3 }),
    'mapping.products': productsAnswer,
    'mapping.versions': versionsAnswer,
    'mapping.compare': () => ({ total: 1, changes: versionsAnswer().versions[0]?.changes?.first ?? [] }),
    'mapping.suggested': () => ({
      products: inboxAnswer().products.flatMap(({ sku, name, suggestions: [suggestion] }) =>
        suggestion === undefined ? [] : [{ sku, name, suggestion }],
      ),
    }),
    'config.export': () => ({ config: { ...defaultConfig() } }),
    'config.import': () => ({ changed: [{ path: '/policy/postWhen', before: 'shipped', after: 'created' }], saved: true }),
    ...machineAnswers,
    'run.list': runsAnswer,
    'figures.runs': runTimesAnswer,
    'run.current': () => ({ running: null, nextSyncAt: '2026-11-22T18:45:00.000Z' }),
    'run.stop': () => ({ stopping: true }),
    'schedule.show': scheduleAnswer,
    'schedule.save': ({ schedule }: MethodInput<'schedule.save'>) => ({ ...scheduleAnswer(), schedule: scheduleSchema.parse(schedule) }),
    'schedule.pause': ({ until = null }: MethodInput<'schedule.pause'>) => ({
      ...scheduleAnswer(),
      state: 'paused',
      nextAt: until,
      pause: { until, at: NOW, actor: 'person' },
    }),
    'schedule.resume': scheduleAnswer,
    'sync.run': () => ({ run: 'r5', pulled: 4, created: 2, changed: 1, unchanged: 1, parked: 0, ready: 31, blocked: 12, posted: 0 }),
    'doctor.run': doctorAnswer,
    'reconcile.run': reconcileAnswer,
    'audit.kinds': () => ({ kinds: [{ kind: 'plan-approved', count: 1 }] }),
    'audit.list': () => ({
      entries: orders
        .slice(0, 60)
        .flatMap(({ row, timeline }) =>
          timeline.map((entry) => ({ ...entry, orderId: row.orderId, documentId: null, hash: `3f9a${entry.sequence}c1` })),
        ),
      next: null,
    }),
    'audit.verify': () => ({ ok: true, entries: 4_213, firstBroken: null }),
  };
}
