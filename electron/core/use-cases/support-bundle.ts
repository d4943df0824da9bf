import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Policy, StorePolicy } from '../../../shared/domain/config/config.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { isOwnActor } from '../actors.ts';
import type { CompanySession } from '../company-session.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { checksOf } from './doctor.ts';
import type { UseCaseParts } from './parts.ts';
import { type SupportLogLine, supportLine } from './support-log.ts';

type Bundle = MethodOutput<'support.bundle'>;
type Section = Bundle['sections'][number];

const RUNS = 100;
const LOG_LINES = 1_000;

/**
 * What somebody who helps needs to know, and nothing of anybody's business: each field is named here, and what is not named is not in it.
 * No name, address or amount, no number of an order or document, no key; of records of the books only whether they are set.
 */
export function supportHandlers(parts: UseCaseParts): HandlersOf<'support.bundle'> {
  return {
    'support.bundle': async ({ company }) => {
      if (!parts.ports.registry.list().some(({ slug }) => slug === company)) {
        return fail(faultOf('company/unknown', { company }));
      }
      const now = instantOf(parts.ports.clock.now());
      const session = await parts.sessions.open(company);
      const sections: readonly Section[] = [
        section('purser', aboutPurser(parts, now)),
        section('self-check', await checks(parts, company)),
        ...(session.ok ? companySections(parts, session.value) : [section('company', { couldNotBeOpened: session.fault.code })]),
        section('log', parts.ports.diagnostics.logTail(LOG_LINES).map(supportLine).filter(isLine)),
      ];
      return ok({ fileName: `purser-support-${now.slice(0, 10)}.json`, sections: [...sections], text: wholeOf(sections) });
    },
  };
}

const section = (name: Section['name'], content: unknown): Section => ({ name, text: JSON.stringify(content, null, 2) });
const isLine = (line: SupportLogLine | null): line is SupportLogLine => line !== null;

/** The file: the sections, as they are shown before. */
const wholeOf = (sections: readonly Section[]): string =>
  `{\n${sections.map(({ name, text }) => `${JSON.stringify(name)}: ${text}`).join(',\n')}\n}\n`;

function aboutPurser({ ports }: UseCaseParts, at: Instant): unknown {
  const companies = ports.registry.list();
  return {
    at,
    version: ports.host.version,
    host: ports.host.kind,
    system: ports.diagnostics.system(),
    companies: {
      clients: companies.filter(({ practice }) => !practice).length,
      practice: companies.filter(({ practice }) => practice).length,
    },
  };
}

/** Which checks passed. What they found names companies and folders. */
async function checks(parts: UseCaseParts, company: string): Promise<unknown> {
  const found = await checksOf(parts, company);
  return found.map(({ name, ok: hasPassed }) => ({ check: name.replace(`${company}: `, ''), passed: hasPassed }));
}

function companySections(parts: UseCaseParts, session: CompanySession): readonly Section[] {
  const { policy, stores, products, shippingMethods, paymentMethods, schedule } = session.store.config.current();
  return [
    section('company', {
      practice: session.company.practice,
      connections: connections(session),
      schedule: { everyMinutes: schedule.everyMinutes, withinHours: schedule.hours !== null, standing: standing(parts, session) },
    }),
    section('rules', {
      policy: policyOf(policy),
      stores: Object.values(stores).map(storeOf),
      mappings: { products: products.length, shippingMethods: shippingMethods.length, paymentMethods: paymentMethods.length },
    }),
    section('counts', countsOf(session)),
    section('runs', runsOf(session)),
  ];
}

const standing = (parts: UseCaseParts, { company }: CompanySession): string => parts.schedule.standing(company.slug)?.state ?? 'off';

function connections({ store }: CompanySession): unknown {
  const source = store.config.connection('source');
  const books = store.config.connection('books');
  return {
    source: {
      status: source.status,
      version: source.version,
      endsOn: source.expiresOn,
      lastSuccessAt: source.lastSuccessAt,
      fault: source.lastFault?.code ?? null,
    },
    books: {
      status: books.status,
      environment: books.environment,
      endsAt: books.expiresAt,
      lastSuccessAt: books.lastSuccessAt,
      fault: books.lastFault?.code ?? null,
    },
  };
}

/** Ways of working are told; names of items and accounts only as set or not. */
function policyOf(policy: Policy): unknown {
  const { items, shipping } = policy;
  return {
    startOn: policy.startOn,
    timeZone: policy.timeZone,
    postWhen: policy.postWhen,
    date: policy.date,
    autoPost: policy.autoPost,
    zeroTotals: policy.zeroTotals,
    zeroPriceLines: policy.zeroPriceLines,
    discounts: policy.discounts,
    roundingToleranceMinor: policy.roundingToleranceMinor,
    items: {
      whenUnmatched: items.whenUnmatched,
      createAs: items.createAs,
      fallbackItem: isSet(items.fallbackItem),
      incomeAccount: isSet(items.incomeAccount),
    },
    shipping: { as: shipping.as, whenUnmapped: shipping.whenUnmapped, defaultItem: isSet(shipping.defaultItem) },
    customFields: policy.customFields.map(({ field, from }) => ({ field, from })),
    roundingItem: isSet(policy.roundingItem),
    discountAccount: isSet(policy.discountAccount),
    discountItem: isSet(policy.discountItem),
    chargeItem: isSet(policy.chargeItem),
    documentNumberPrefix: policy.documentNumberPrefix !== '',
  };
}

function storeOf(store: StorePolicy): unknown {
  const { include, document, customer, tax, prices, currency, coupon, untold } = store;
  const set = {
    clearingAccount: isSet(store.clearingAccount),
    channelCustomer: isSet(store.channelCustomer),
    taxCode: isSet(store.taxCode),
    zeroTaxCode: isSet(store.zeroTaxCode),
    taxItem: isSet(store.taxItem),
    class: isSet(store.class),
    location: isSet(store.location),
    terms: isSet(store.terms),
    paymentMethod: isSet(store.paymentMethod),
  };
  return { include, document, customer, tax, prices, currency, coupon, untold: { total: untold.total, date: untold.date }, set };
}

const isSet = (record: unknown): boolean => record !== null;

function countsOf({ store }: CompanySession): unknown {
  return {
    orders: store.orders.count(),
    ordersByState: Object.fromEntries(store.plans.countsByState({}).map(({ state, count }) => [state, count])),
    heldUpBy: totalled(store.plans.heldUpGroups().map(({ code, count }) => [code, count])),
    postings: store.outbox.counts(),
    failuresBy: totalled(store.outbox.failuresByCode().map(({ code, count }) => [code, count])),
    unreadable: store.completeness.asideCount(),
    lastCompleteTo: store.completeness.latest()?.to ?? null,
  };
}

/** Groups that differ in a SKU or a store only are one here. */
function totalled(groups: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const totals = new Map<string, number>();
  for (const [code, count] of groups) {
    totals.set(code, (totals.get(code) ?? 0) + count);
  }
  return Object.fromEntries(totals);
}

function runsOf({ store }: CompanySession): unknown {
  return store.runs.page(RUNS, null).runs.map(({ kind, status, startedAt, endedAt, actor, counts, fault }) => ({
    kind,
    status,
    startedAt,
    endedAt,
    by: isOwnActor(actor) ? actor : 'person',
    counts,
    fault: fault?.code ?? null,
  }));
}
