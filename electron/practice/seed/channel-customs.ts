import { assertNever } from '../../../shared/domain/result.ts';
import type { PracticeRegime } from '../practice.ts';
import { EMPTY_ADDRESS, type PracticeAddress } from '../shipstation/records.ts';
import { type Buyer, HOME_TOWNS, type Town, TOWNS } from './buyers.ts';
import { SELLER_TAX } from './catalogue.ts';
import type { Draft, StoreKey } from './draft.ts';
import { scatter } from './moments.ts';

/** What each channel is in the habit of sending: numbers, user names, addresses, charges, tax. */

/** Percent of sales tax that marketplaces charge and remit, by state. States that are left out have none. */
const MARKETPLACE_PERCENT: Readonly<Record<string, string>> = {
  WA: '10.1',
  ID: '6',
  PA: '6',
  TX: '8.25',
  WI: '5.5',
  VT: '7',
  GA: '8',
  NM: '7.625',
  MN: '8.375',
  AB: '5',
};

/** Shipping charged to buyers, by store and service. */
const CHARGES: Readonly<Record<StoreKey, Readonly<Record<string, string>>>> = {
  shopify: { Standard: '6.00', Expedited: '14.50', International: '24.00', 'Local courier': '9.00' },
  amazon: { Standard: '5.99', Expedited: '12.99' },
  etsy: { Standard: '4.95', International: '18.50' },
  ebay: { Standard: '6.50', Expedited: '13.75' },
  wholesale: { Standard: '18.00' },
  woo: { Standard: '5.50', Expedited: '12.00' },
};

export function usualCharge(store: StoreKey, service: string | null): string {
  return (service === null ? undefined : CHARGES[store][service]) ?? '0';
}

export function townOf({ town }: Buyer, regime: PracticeRegime): Town {
  const found = typeof town === 'number' ? HOME_TOWNS[regime === 'canada' ? 'canada' : 'us'][town] : TOWNS[town];
  if (found === undefined) {
    throw new Error(`There is no town ${town}`);
  }
  return found;
}

/** Percent of tax that the channel charges this buyer: "0" for none. */
export function taxPercent(store: StoreKey, buyer: Buyer, regime: PracticeRegime): string {
  switch (store) {
    case 'shopify':
    case 'woo':
      return typeof buyer.town === 'number' ? SELLER_TAX[regime].percent : '0';
    case 'amazon':
    case 'etsy':
    case 'ebay':
      return MARKETPLACE_PERCENT[townOf(buyer, regime).state] ?? '0';
    case 'wholesale':
      return '0';
    default:
      return assertNever(store);
  }
}

/** Etsy tells tax for the order alone, the others also per unit. */
export const hasTaxOnLines = (store: StoreKey): boolean => store !== 'etsy' && store !== 'wholesale';

export const PAYMENT_METHODS: Readonly<Record<StoreKey, string | null>> = {
  shopify: 'shopify_payments',
  amazon: 'Amazon',
  etsy: 'etsy_payments',
  ebay: 'eBay Managed Payments',
  wholesale: null,
  woo: 'stripe',
};

/** The n-th number that a store gives, in its own style. */
export function orderNumber(store: StoreKey, count: number): string {
  const digits = (salt: string, length: number): string =>
    String(10 ** (length - 1) + scatter(`${store} ${count} ${salt}`, 9 * 10 ** (length - 1)));
  switch (store) {
    case 'shopify':
      return String(10_401 + count);
    case 'amazon':
      return `114-${digits('a', 7)}-${digits('b', 7)}`;
    case 'etsy':
      return `3${digits('a', 9)}`;
    case 'ebay':
      return `12-${digits('a', 5)}-${digits('b', 5)}`;
    case 'wholesale':
      return `W-${2041 + count}`;
    case 'woo':
      return String(88_101 + count);
    default:
      return assertNever(store);
  }
}

/** What the channel shows of the buyer's e-mail: marketplaces give relay addresses. */
export function usualEmail(store: StoreKey, buyer: Buyer): string | null {
  const alias = scatter(buyer.key, 36 ** 6).toString(36);
  switch (store) {
    case 'amazon':
      return `${alias}@marketplace.amazon.example`;
    case 'ebay':
      return `${alias}@members.ebay.example`;
    case 'shopify':
    case 'etsy':
    case 'wholesale':
    case 'woo':
      return buyer.email;
    default:
      return assertNever(store);
  }
}

/** The channel's own name for the buyer; none in a manual store. */
export function usualUsername(store: StoreKey, buyer: Buyer): string | null {
  switch (store) {
    case 'shopify':
      return String(7_700_000 + scatter(buyer.key, 99_999));
    case 'etsy':
    case 'ebay':
      return `${buyer.key.replaceAll('-', '_')}${scatter(buyer.key, 90) + 10}`;
    case 'amazon':
    case 'woo':
      return usualEmail(store, buyer);
    case 'wholesale':
      return null;
    default:
      return assertNever(store);
  }
}

/** The payer: nearly everywhere a name and nothing else; WooCommerce and the manual store send the whole address. */
export function billToOf(draft: Draft, regime: PracticeRegime): PracticeAddress {
  const { store, buyer } = draft;
  const usual = store === 'woo' || store === 'wholesale' ? fullAddress(buyer, regime) : { ...EMPTY_ADDRESS, name: buyer.name };
  return { ...usual, ...draft.billTo };
}

export function shipToOf(draft: Draft, regime: PracticeRegime): PracticeAddress {
  return {
    ...fullAddress(draft.buyer, regime),
    addressVerified: 'Address validated successfully',
    residential: draft.store !== 'wholesale',
    ...draft.shipTo,
  };
}

function fullAddress(buyer: Buyer, regime: PracticeRegime): PracticeAddress {
  const { city, state, postalCode, country } = townOf(buyer, regime);
  return {
    ...EMPTY_ADDRESS,
    name: buyer.name,
    company: buyer.company ?? null,
    street1: buyer.street,
    street2: '',
    city,
    state,
    postalCode,
    country,
  };
}
