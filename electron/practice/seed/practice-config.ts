import { addDays, type BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../practice.ts';
import { ACCOUNTS, type CatalogueStore, SELLER_TAX, SHIPPING_METHODS, SPECIAL_ITEMS, STORES } from './catalogue.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** How long before the anchor day the practice company's books begin: after the oldest orders, before nearly all others. */
const START_DAYS_BEFORE = 60;

/**
 * Policy and mappings of a practice company, as a document for `config import`. Products need no mapping, because the books'
 * items carry their SKUs; the Brass Lamp, the Blue Vase and the Local courier are left for a person to map.
 */
export function practiceConfig(regime: PracticeRegime, anchorOn: BusinessDate): JsonObject {
  return {
    version: 1,
    policy: {
      startOn: addDays(anchorOn, -START_DAYS_BEFORE),
      timeZone: 'America/New_York',
      postWhen: 'shipped',
      date: 'ship',
      autoPost: false,
      zeroTotals: 'skip',
      zeroPriceLines: 'keep',
      discounts: 'line',
      roundingToleranceMinor: 0,
      roundingItem: named(SPECIAL_ITEMS.rounding),
      items: { whenUnmatched: 'hold', fallbackItem: null, createAs: 'NonInventory', incomeAccount: named(ACCOUNTS.productIncome) },
      shipping: { whenUnmapped: 'default', defaultItem: named(SPECIAL_ITEMS.defaultShipping) },
      discountAccount: named(ACCOUNTS.discounts),
      discountItem: named(SPECIAL_ITEMS.discount),
      chargeItem: named(SPECIAL_ITEMS.charge),
      documentNumberPrefix: '',
      labelCost: { post: false },
    },
    stores: Object.fromEntries(STORES.map((store) => [String(store.storeId), storePolicy(store, regime)])),
    shippingMethods: SHIPPING_METHODS.flatMap(({ requestedService, itemName }) =>
      itemName === null
        ? []
        : [{ match: { requestedService }, item: named(itemName), createWithAccount: named(shippingAccount(requestedService)) }],
    ),
    products: [],
  };
}

function storePolicy(store: CatalogueStore, regime: PracticeRegime): JsonObject {
  return {
    include: true,
    document: documentOf(store),
    clearingAccount: store.clearingAccount === null ? null : named(store.clearingAccount),
    customer: store.channelCustomer === null ? 'per-buyer' : 'channel',
    channelCustomer: store.channelCustomer === null ? null : named(store.channelCustomer),
    ...taxOf(store, regime),
    prices: 'net',
    currency: SELLER_TAX[regime].currency,
    coupon: 'hold',
    class: null,
    location: null,
    terms: store.clearingAccount === null ? named('Net 30') : null,
    paymentMethod: null,
  };
}

function documentOf({ clearingAccount, marketplaceName }: CatalogueStore): string {
  if (clearingAccount === null) {
    return 'invoice';
  }
  return marketplaceName === 'WooCommerce' ? 'sales-receipt' : 'invoice-with-payment';
}

/** Outside the US a line without tax needs the zero-rate code, whoever collects it. */
function taxOf({ channelCustomer, clearingAccount }: CatalogueStore, regime: PracticeRegime): JsonObject {
  const { code, zeroCode } = SELLER_TAX[regime];
  const zeroTaxCode = zeroCode === null ? null : named(zeroCode);
  if (channelCustomer !== null) {
    return { tax: 'marketplace', taxCode: null, zeroTaxCode, taxItem: null };
  }
  if (clearingAccount === null) {
    return { tax: 'none', taxCode: null, zeroTaxCode, taxItem: null };
  }
  return regime === 'us-none'
    ? { tax: 'liability-line', taxCode: null, zeroTaxCode: null, taxItem: named(SPECIAL_ITEMS.salesTaxCollected) }
    : { tax: 'seller', taxCode: code === null ? null : named(code), zeroTaxCode, taxItem: null };
}

function shippingAccount(requestedService: string): string {
  return requestedService === 'Expedited' ? ACCOUNTS.expeditedShippingIncome : ACCOUNTS.shippingIncome;
}

function named(name: string): JsonObject {
  return { name };
}
