import { storePolicySchema } from '../../../shared/contract/config.ts';
import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import { paymentMappingFor } from '../../../shared/domain/mapping/resolve.ts';
import { cleanText, skuKey } from '../../../shared/domain/orders/text.ts';
import type { SourceReference } from '../../../shared/domain/orders/source-reference.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { changesOf } from './checked-changes.ts';
import type { ConfigChange } from './config-changes.ts';
import { saveChanges } from './config.ts';
import { nextOf, startOf } from './list-place.ts';
import { mappingEffect } from './mapping-effect.ts';
import { mappingInbox, suggestedProducts } from './mapping-inbox.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

export function mappingHandlers(
  parts: UseCaseParts,
): HandlersOf<
  | 'mapping.inbox'
  | 'mapping.suggested'
  | 'mapping.products'
  | 'mapping.paymentMethods'
  | 'mapping.show'
  | 'mapping.preview'
  | 'mapping.save'
> {
  const { timers } = parts.ports;
  return {
    'mapping.inbox': ({ company, ...page }) => inCompany(parts, company, async (session) => ok(await mappingInbox(timers, session, page))),
    'mapping.suggested': ({ company, atLeast }) =>
      inCompany(parts, company, async (session) => ok({ products: await suggestedProducts(timers, session, atLeast) })),
    'mapping.products': ({ company, ...page }) => inCompany(parts, company, (session) => ok(productPage(session, page))),
    'mapping.paymentMethods': ({ company }) => inCompany(parts, company, (session) => ok(paymentMethodsSeen(session))),
    'mapping.show': ({ company }) => inCompany(parts, company, (session) => ok(mappingsOf(session))),
    'mapping.preview': ({ company, changes }) =>
      inCompany(parts, company, async (session) => {
        const config = changesOf(session, changes);
        return config.ok ? ok(await mappingEffect(timers, session, config.value)) : config;
      }),
    'mapping.save': ({ company, changes, ifVersion, isUndo }, call) =>
      inCompany(parts, company, (session) => {
        const summary = isUndo ? 'A change of mappings was taken back' : 'Mappings were changed';
        return saveChanges(parts, session, { changes, ifVersion, summary, note: noteOf(changes, isUndo) }, call.actor);
      }),
  };
}

function noteOf(changes: readonly ConfigChange[], isUndo: boolean) {
  const version = changes.find((change) => change.kind === 'version');
  return version === undefined
    ? ({ reason: 'saved', restored: null } as const)
    : ({ reason: isUndo ? 'undone' : 'restored', restored: version.version } as const);
}

interface ProductList {
  readonly sorted: readonly { readonly words: string; readonly mapping: Config['products'][number] }[];
}
/** Sorted once for each config document (which is never changed in place): planning holds it in memory anyway. */
const productLists = new WeakMap<Config, ProductList>();

function productListOf(config: Config): ProductList {
  const known = productLists.get(config);
  if (known !== undefined) {
    return known;
  }
  const sorted = config.products
    .map((mapping) => ({
      key: skuKey(mapping.sku),
      words: `${mapping.sku}\n${'name' in mapping.item ? mapping.item.name : mapping.item.id}`.toLowerCase(),
      mapping,
    }))
    .toSorted((a, b) => Number(a.key > b.key) - Number(a.key < b.key));
  const list = { sorted };
  productLists.set(config, list);
  return list;
}

function productPage(
  { store }: CompanySession,
  { text, cursor, limit }: Pick<ParsedInput<'mapping.products'>, 'text' | 'cursor' | 'limit'>,
): MethodOutput<'mapping.products'> {
  const wanted = text.trim().toLowerCase();
  const { sorted } = productListOf(store.config.current());
  const found = wanted === '' ? sorted : sorted.filter(({ words }) => words.includes(wanted));
  const start = startOf(cursor);
  return {
    found: found.length,
    products: found.slice(start, start + limit).map(({ mapping }) => mapping),
    next: nextOf(start + limit, found.length),
  };
}

/** Enough to meet every way of paying that is in use; reading that many takes some hundredths of a second. */
const NEWEST_ORDERS = 3_000;
/** A channel that writes something else for each order has no ways of paying to map. */
const MOST_SHOWN = 100;

/** Ways of paying that differ in case and outer spaces alone are one, by the name that is used most. */
function paymentMethodsSeen({ store }: CompanySession): MethodOutput<'mapping.paymentMethods'> {
  const config = store.config.current();
  const rows = store.orders.paymentMethods(NEWEST_ORDERS);
  const told = rows.flatMap(({ paymentMethod, storeId, orders }) => {
    const name = cleanText(paymentMethod ?? '');
    const unmapped = paymentMappingFor({ paymentMethod, storeId }, config) === null ? orders : 0;
    return name === '' ? [] : [{ name, orders, unmapped }];
  });
  const seen = [...Map.groupBy(told, ({ name }) => skuKey(name)).values()].map((same) => {
    const [most] = same.toSorted((a, b) => b.orders - a.orders);
    const sum = (of: (row: (typeof same)[number]) => number): number => same.reduce((total, row) => total + of(row), 0);
    return { paymentMethod: most?.name ?? '', orders: sum(({ orders }) => orders), unmapped: sum(({ unmapped }) => unmapped) };
  });
  const looked = rows.reduce((total, { orders }) => total + orders, 0);
  return {
    seen: seen.toSorted((a, b) => b.orders - a.orders || a.paymentMethod.localeCompare(b.paymentMethod, 'en')).slice(0, MOST_SHOWN),
    looked,
    untold: looked - told.reduce((total, { orders }) => total + orders, 0),
  };
}

/** Two accounts of one carrier share its code: they are one line with the services of both. */
function carriersOf({ carriers, services }: SourceReference): MethodOutput<'mapping.show'>['carriers'] {
  return [...Map.groupBy(carriers, ({ carrierCode }) => carrierCode)].map(([carrierCode, accounts]) => ({
    carrierCode,
    name: [...new Set(accounts.map(({ name }) => name))].join(', '),
    services: [
      ...new Map(
        services
          .filter((service) => service.carrierCode === carrierCode)
          .map(({ serviceCode, name }) => [serviceCode, { serviceCode, name }]),
      ).values(),
    ],
  }));
}

/** Every store of the source, configured or not, and those that only the config still names. */
function mappingsOf({ store }: CompanySession): MethodOutput<'mapping.show'> {
  const { policy, stores, shippingMethods, paymentMethods, products } = store.config.current();
  const sourceStores = store.orders.sourceStores();
  const known = new Map(sourceStores.map((source) => [source.storeId, source]));
  const ids = new Set([...known.keys(), ...Object.keys(stores).map(Number)]);
  return {
    policy,
    stores: [...ids].map((storeId) => {
      const configured = stores[String(storeId)];
      const source = known.get(storeId);
      return {
        storeId,
        storeName: source?.storeName ?? `Store ${storeId}`,
        marketplaceName: source?.marketplaceName ?? null,
        configured: configured !== undefined,
        policy: configured ?? storePolicySchema.parse({}),
      };
    }),
    shippingMethods: shippingMethods.map(({ match, item, createWithAccount }) => ({ match: { ...match }, item, createWithAccount })),
    paymentMethods: paymentMethods.map(({ match, method, account }) => ({ match: { ...match }, method, account })),
    productCount: products.length,
    taxRegime: store.mirror.company()?.taxRegime ?? null,
    version: store.config.newestVersion(),
    carriers: carriersOf(store.orders.sourceReference()),
  };
}
