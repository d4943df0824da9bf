import type {
  BooksCompany,
  BooksDocument,
  BooksReference,
  Customer,
  Item,
  NameHolder,
  ReferenceKind,
  ReferenceRecord,
} from '../../shared/domain/books/reference.ts';
import type { Config, Policy, StorePolicy } from '../../shared/domain/config/config.ts';
import type { Decimal } from '../../shared/domain/money/decimal.ts';
import { familyFrom } from '../../shared/domain/orders/family.ts';
import type { Order, OrderWithShipping } from '../../shared/domain/orders/order.ts';
import { emailKey, nameKey, skuKey } from '../../shared/domain/orders/text.ts';
import type { PlanInput } from '../../shared/domain/planning/plan-input.ts';
import { planFamily } from '../../shared/domain/planning/plan-family.ts';
import type { Plan } from '../../shared/domain/planning/plan.ts';
import { at, member, on } from './order-builders.ts';

export const POLICY: Policy = {
  startOn: on('2026-01-01'),
  timeZone: 'America/Los_Angeles',
  postWhen: 'shipped',
  date: 'ship',
  autoPost: false,
  zeroTotals: 'skip',
  zeroPriceLines: 'keep',
  discounts: 'line',
  roundingToleranceMinor: 0,
  roundingItem: { name: 'Rounding' },
  items: { whenUnmatched: 'hold', fallbackItem: null, createAs: 'NonInventory', incomeAccount: { name: 'Sales of Product Income' } },
  shipping: { as: 'item', whenUnmapped: 'default', defaultItem: { name: 'Shipping - Other' } },
  customFields: [],
  discountAccount: { name: 'Discounts Given' },
  discountItem: { name: 'Channel Discounts' },
  chargeItem: { name: 'Gift Wrap and Fees' },
  documentNumberPrefix: '',
  labelCost: { post: false },
};

export const STORE: StorePolicy = {
  include: true,
  document: 'invoice',
  clearingAccount: { name: 'Shopify Clearing' },
  customer: 'per-buyer',
  channelCustomer: null,
  tax: 'seller',
  taxCode: null,
  zeroTaxCode: null,
  taxItem: { name: 'Sales Tax Collected' },
  prices: 'net',
  currency: 'USD',
  coupon: 'hold',
  untold: { total: 'ask', date: 'ask' },
  class: null,
  location: null,
  terms: null,
  paymentMethod: null,
};

export interface ConfigPart {
  readonly policy?: Partial<Policy>;
  readonly store?: Partial<StorePolicy>;
  readonly stores?: Config['stores'];
  readonly shippingMethods?: Config['shippingMethods'];
  readonly paymentMethods?: Config['paymentMethods'];
  readonly products?: Config['products'];
}

/** One Shopify store by default; `store` changes it, `stores` replaces it. */
export function config({ policy = {}, store = {}, stores, shippingMethods, paymentMethods = [], products = [] }: ConfigPart = {}): Config {
  return {
    version: 1,
    policy: { ...POLICY, ...policy },
    schedule: { everyMinutes: 15, hours: null },
    stores: stores ?? { '300101': { ...STORE, ...store } },
    shippingMethods: shippingMethods ?? [{ match: { requestedService: 'Standard' }, item: { name: 'Shipping - Standard' } }],
    paymentMethods,
    products,
  };
}

export const COMPANY: BooksCompany = {
  realmId: '9130000000000001',
  companyName: 'Harbor & Pine',
  country: 'US',
  homeCurrency: 'USD',
  multiCurrency: false,
  taxRegime: 'us-automated',
  customTxnNumbers: false,
  allowDiscount: true,
  allowShipping: true,
  closedThrough: null,
  trackClasses: 'none',
  trackLocations: false,
};

export function customer(part: Partial<Customer> & { readonly id: string; readonly name: string }): Customer {
  return { kind: 'customer', active: true, syncToken: '0', displayName: part.name, email: null, currency: null, ...part };
}

export function item(part: Partial<Item> & { readonly id: string; readonly name: string }): Item {
  return {
    kind: 'item',
    active: true,
    syncToken: '0',
    sku: null,
    itemType: 'NonInventory',
    incomeAccountId: '1',
    incomeAccountName: 'Sales of Product Income',
    taxable: true,
    unitPrice: null,
    ...part,
  };
}

const account = (id: string, name: string, accountType: string): ReferenceRecord => ({
  kind: 'account',
  id,
  name,
  active: true,
  syncToken: '0',
  accountType,
  accountSubType: null,
  currency: null,
});
const service = (id: string, name: string, incomeAccountName: string): Item =>
  item({ id, name, itemType: 'Service', incomeAccountName, taxable: false });

/** Accounts and items of the practice shop, as far as planning needs them. */
export const RECORDS: readonly ReferenceRecord[] = [
  account('1', 'Sales of Product Income', 'Income'),
  account('2', 'Shipping Income', 'Income'),
  account('3', 'Discounts Given', 'Income'),
  account('4', 'Shopify Clearing', 'Bank'),
  item({ id: '21', name: 'Mug', sku: 'MUG-1' }),
  item({ id: '22', name: 'Oak Board', sku: 'BOARD-OAK' }),
  item({ id: '23', name: 'Tea Towel', sku: 'TOWEL-1', taxable: false }),
  service('31', 'Shipping - Standard', 'Shipping Income'),
  service('32', 'Shipping - Other', 'Shipping Income'),
  service('33', 'Rounding', 'Rounding Differences'),
  service('34', 'Channel Discounts', 'Discounts Given'),
  service('35', 'Gift Wrap and Fees', 'Other Sales Income'),
  service('36', 'Sales Tax Collected', 'Sales Tax Payable (Channels)'),
  customer({ id: '58', name: 'Ana Ruiz', email: 'Ana.Ruiz@Example.com' }),
  customer({ id: '59', name: 'Amazon Customers' }),
];

export interface BooksPart {
  readonly company?: Partial<BooksCompany>;
  readonly records?: readonly ReferenceRecord[];
  readonly documents?: readonly BooksDocument[];
  readonly exchangeRate?: Decimal;
  /** Nothing but `records`: without the practice shop's own. */
  readonly isBare?: boolean;
}

/** Books in memory: the practice shop's records and `records` beside (or in place of) them. */
export function booksReference({
  company = {},
  records = [],
  documents = [],
  exchangeRate,
  isBare = false,
}: BooksPart = {}): BooksReference {
  const byId = new Map([...(isBare ? [] : RECORDS), ...records].map((record) => [`${record.kind}/${record.id}`, record]));
  const all = [...byId.values()];
  const index = <T>(list: readonly T[], keysOf: (entry: T) => readonly string[]): ((key: string) => readonly T[]) => {
    const map = new Map<string, T[]>();
    for (const entry of list) {
      for (const key of keysOf(entry)) {
        map.set(key, [...(map.get(key) ?? []), entry]);
      }
    }
    return (key) => map.get(key) ?? [];
  };
  const byName = index(all, (record) => [`${record.kind}/${nameKey(record.name)}`]);
  const items = all.filter((record) => record.kind === 'item');
  const customers = all.filter((record) => record.kind === 'customer');
  const holders = all.filter((record): record is NameHolder => record.kind === 'vendor' || record.kind === 'employee');
  const named = <K extends ReferenceKind>(kind: K, name: string): readonly ReferenceRecord[] => byName(`${kind}/${nameKey(name)}`);
  const itemsBySku = index(items, ({ sku }) => (sku === null ? [] : [skuKey(sku)]));
  const customersByEmail = index(customers, ({ email }) => (email === null ? [] : email.split(',').map(emailKey)));
  const holdersByName = index(holders, ({ name }) => [nameKey(name)]);
  const documentsByNumber = index(documents, ({ documentNumber }) => (documentNumber === null ? [] : [documentNumber]));
  const record = (kind: ReferenceKind, id: string): ReferenceRecord | null => byId.get(`${kind}/${id}`) ?? null;
  return {
    company: { ...COMPANY, ...company },
    accountByName: (name) => named('account', name).filter((found) => found.kind === 'account'),
    accountById: (id) => [record('account', id)].find((found) => found?.kind === 'account') ?? null,
    itemById: (id) => items.find((found) => found.id === id) ?? null,
    itemsBySku: (sku) => itemsBySku(skuKey(sku)),
    itemsByName: (name) => named('item', name).filter((found) => found.kind === 'item'),
    customerById: (id) => [record('customer', id)].find((found) => found?.kind === 'customer') ?? null,
    customersByEmail: (email) => customersByEmail(emailKey(email)),
    customersByName: (name) => named('customer', name).filter((found) => found.kind === 'customer'),
    otherNameHolders: (name) => holdersByName(nameKey(name)),
    recordsByName: named,
    recordById: record,
    documentsByNumber,
    ...(exchangeRate === undefined ? {} : { exchangeRate: () => exchangeRate }),
  };
}

export function booksDocument(part: Partial<BooksDocument> = {}): BooksDocument {
  return {
    entity: 'Invoice',
    id: '900',
    syncToken: '0',
    documentNumber: '10457',
    customerId: '58',
    date: on('2026-03-08'),
    totalMinor: 3400,
    balanceMinor: 3400,
    currency: 'USD',
    privateNote: null,
    deleted: false,
    voided: false,
    updatedAt: at('2026-03-09T00:00:00Z'),
    linkedDocumentIds: [],
    ...part,
  };
}

const STORE_NAMES: Readonly<Record<number, string>> = { 300101: 'Harbor & Pine', 300102: 'Harbor & Pine on Amazon' };

/** The input of a plan of these members, as one family. */
export function planInput(members: readonly OrderWithShipping[], part: Partial<Omit<PlanInput, 'family'>> = {}): PlanInput {
  return {
    family: familyFrom(members),
    config: config(),
    books: booksReference(),
    decisions: [],
    today: on('2026-03-20'),
    numberIsUnique: () => true,
    emailIsShared: () => false,
    emailOfEarlierNamesake: () => null,
    storeName: (storeId) => STORE_NAMES[storeId] ?? null,
    posted: () => null,
    ...part,
  };
}

/** The only plan of one order. */
export function planOf(one: Order | OrderWithShipping, part: Partial<Omit<PlanInput, 'family'>> = {}): Plan {
  const [plan, ...others] = planFamily(planInput(['order' in one ? one : member(one)], part));
  if (plan === undefined || others.length > 0) {
    throw new Error(`Expected one plan, got ${others.length + (plan === undefined ? 0 : 1)}`);
  }
  return plan;
}

/** The body of the plan's first document of a kind. */
export function bodyOf(plan: Plan, kind: Plan['documents'][number]['kind']): Plan['documents'][number]['body'] {
  const found = plan.documents.find((document) => document.kind === kind);
  if (found === undefined) {
    throw new Error(`The plan makes no ${kind}: ${JSON.stringify(plan.blockers)}`);
  }
  return found.body;
}

export const codesOf = (findings: readonly { readonly code: string }[]): readonly string[] => findings.map(({ code }) => code);
