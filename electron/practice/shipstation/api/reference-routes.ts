import { addDays, type Instant } from '../../../../shared/domain/time/instants.ts';
import { PACIFIC, startOfDateIn } from '../../../../shared/domain/time/zones.ts';
import { type CatalogueProduct, PRODUCTS } from '../../seed/catalogue.ts';
import {
  CARRIERS,
  MARKETPLACES,
  PACKAGES,
  renderProduct,
  renderRefreshStatus,
  renderStore,
  renderWarehouse,
  SERVICES,
  TAGS,
  USERS,
} from '../rendering/reference.ts';
import type { RenderedObject } from '../rendering/json-text.ts';
import type { Shop } from '../shop.ts';
import { standingStores } from '../storage/stores.ts';
import { type Answer, arrayAnswer, notFound, pageAnswer, problem } from './answer.ts';
import type { Parameters } from './parameters.ts';

/** Lists that hardly change (api facts, section 3.11). Bare arrays but for products. */
export const REFERENCE_LISTS: Readonly<Record<string, (shop: Shop, parameters: Parameters) => Answer>> = {
  '/products': listProducts,
  '/stores': listStores,
  '/stores/marketplaces': () => arrayAnswer(MARKETPLACES),
  '/stores/getrefreshstatus': getRefreshStatus,
  '/carriers': () => arrayAnswer(CARRIERS),
  '/carriers/listservices': (_shop, parameters) => ofCarrier(SERVICES, parameters),
  '/carriers/listpackages': (_shop, parameters) => ofCarrier(PACKAGES, parameters),
  '/accounts/listtags': () => arrayAnswer(TAGS),
  '/users': () => arrayAnswer(USERS),
  '/warehouses': (shop) => arrayAnswer([renderWarehouse(openedAt(shop))]),
};

function listProducts(shop: Shop, parameters: Parameters): Answer {
  const { page, pageSize } = parameters.page();
  const sku = parameters.text('sku')?.toLowerCase() ?? '';
  const name = parameters.text('name')?.toLowerCase() ?? '';
  const isFound = isAmongProducts(shop, parameters);
  const found = PRODUCTS.filter(
    (product) => isFound && product.sku.toLowerCase().startsWith(sku) && product.name.toLowerCase().includes(name),
  );
  const sorted = found.toSorted(productOrder(parameters));
  const rows = sorted.slice((page - 1) * pageSize, page * pageSize);
  return pageAnswer('products', { rows, total: found.length }, { page, pageSize }, (product) => renderProduct(product, openedAt(shop)));
}

/** False where no product can be meant: they have neither tags, categories nor types, and were all made on one day. */
function isAmongProducts(shop: Shop, parameters: Parameters): boolean {
  const groups = ['tagId', 'productCategoryId', 'productTypeId'].map((name) => parameters.integer(name));
  const start = parameters.instant('startDate');
  const end = parameters.instant('endDate');
  const madeAt = openedAt(shop);
  return groups.every((group) => group === null) && (start === null || madeAt >= start) && (end === null || madeAt <= end);
}

/** Products were all made on one day, so that their dates leave them in the order of their ids. */
function productOrder(parameters: Parameters): (a: CatalogueProduct, b: CatalogueProduct) => number {
  const isBySku = parameters.oneOf('sortBy', ['SKU', 'ModifyDate', 'CreateDate']) === 'SKU';
  const sign = parameters.oneOf('sortDir', ['ASC', 'DESC']) === 'DESC' ? -1 : 1;
  return (a, b) => sign * (isBySku ? a.sku.localeCompare(b.sku, 'en') : a.productId - b.productId);
}

function listStores(shop: Shop, parameters: Parameters): Answer {
  const marketplaceId = parameters.integer('marketplaceId');
  const isWithInactive = parameters.flag('showInactive');
  const found = standingStores(shop).filter(
    (store) => (store.isActive || isWithInactive) && (marketplaceId === null || store.marketplaceId === marketplaceId),
  );
  return arrayAnswer(found.map((store) => renderStore(store, openedAt(shop))));
}

function getRefreshStatus(shop: Shop, parameters: Parameters): Answer {
  const storeId = parameters.integer('storeId');
  if (storeId === null) {
    return problem(400, 'storeId is required.');
  }
  const store = standingStores(shop).find((candidate) => candidate.storeId === storeId);
  return store === undefined ? notFound(`Store ${storeId} not found.`) : { kind: 'record', record: renderRefreshStatus(store) };
}

function ofCarrier(list: readonly RenderedObject[], parameters: Parameters): Answer {
  const carrierCode = parameters.text('carrierCode');
  return carrierCode === null
    ? problem(400, 'carrierCode is required.')
    : arrayAnswer(list.filter((element) => element['carrierCode'] === carrierCode));
}

export function getStore(shop: Shop, id: number): Answer {
  const store = standingStores(shop).find(({ storeId }) => storeId === id);
  return store === undefined ? notFound(`Store ${id} not found.`) : { kind: 'record', record: renderStore(store, openedAt(shop)) };
}

export function getProduct(shop: Shop, id: number): Answer {
  const product = PRODUCTS.find(({ productId }) => productId === id);
  return product === undefined ? notFound(`Product ${id} not found.`) : { kind: 'record', record: renderProduct(product, openedAt(shop)) };
}

/** The account is a year and some weeks older than its seeded orders. */
export function openedAt({ anchorOn }: Shop): Instant {
  return startOfDateIn(addDays(anchorOn, -400), PACIFIC);
}
