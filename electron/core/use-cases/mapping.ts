import { storePolicySchema } from '../../../shared/contract/config.ts';
import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import { skuKey } from '../../../shared/domain/orders/text.ts';
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
): HandlersOf<'mapping.inbox' | 'mapping.suggested' | 'mapping.products' | 'mapping.show' | 'mapping.preview' | 'mapping.save'> {
  const { timers } = parts.ports;
  return {
    'mapping.inbox': ({ company, ...page }) => inCompany(parts, company, async (session) => ok(await mappingInbox(timers, session, page))),
    'mapping.suggested': ({ company, atLeast }) =>
      inCompany(parts, company, async (session) => ok({ products: await suggestedProducts(timers, session, atLeast) })),
    'mapping.products': ({ company, ...page }) => inCompany(parts, company, (session) => ok(productPage(session, page))),
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
  const { policy, stores, shippingMethods, products } = store.config.current();
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
    productCount: products.length,
    taxRegime: store.mirror.company()?.taxRegime ?? null,
    version: store.config.newestVersion(),
    carriers: carriersOf(store.orders.sourceReference()),
  };
}
