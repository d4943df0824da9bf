import { decimal } from '../../../../shared/domain/money/decimal.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { type CatalogueProduct, STORES } from '../../seed/catalogue.ts';
import { EMPTY_ADDRESS, type PracticeAddress } from '../records.ts';
import type { StandingStore } from '../storage/stores.ts';
import { amountOf, type RenderedObject } from './json-text.ts';
import { renderAddress, WAREHOUSE_ID } from './order.ts';
import { shortText, ticksText } from './pacific-text.ts';

/** Reference lists of the account. They never change, so they are made from the catalogue and not stored. */

/** When a store was made, and how it stands. */
export function renderStore(store: StandingStore, openedAt: Instant): RenderedObject {
  return {
    storeId: store.storeId,
    storeName: store.storeName,
    marketplaceId: store.marketplaceId,
    marketplaceName: store.marketplaceName,
    accountName: store.marketplaceId === 0 ? null : `${store.marketplaceName.toLowerCase()}-harborandpine`,
    email: null,
    integrationUrl: null,
    active: store.isActive,
    companyName: 'Harbor & Pine',
    phone: '',
    publicEmail: 'hello@harborandpine.example',
    website: 'https://harborandpine.example',
    refreshDate: shortText(store.refreshedAt),
    lastRefreshAttempt: shortText(store.refreshedAt),
    createDate: shortText(openedAt),
    modifyDate: shortText(openedAt),
    autoRefresh: store.isRefreshedByItself,
    statusMappings: null,
  };
}

/** GET /stores/getrefreshstatus. */
export function renderRefreshStatus({ storeId, refreshedAt }: StandingStore): RenderedObject {
  return {
    storeId,
    refreshStatusId: 0,
    refreshStatus: null,
    lastRefreshAttempt: shortText(refreshedAt),
    refreshDate: shortText(refreshedAt),
  };
}

export function renderProduct(product: CatalogueProduct, openedAt: Instant): RenderedObject {
  return {
    aliases: null,
    productId: product.productId,
    sku: product.sku,
    name: product.name,
    price: amountOf(decimal(product.price)),
    defaultCost: null,
    length: null,
    width: null,
    height: null,
    weightOz: amountOf(decimal(12)),
    internalNotes: null,
    fulfillmentSku: null,
    createDate: shortText(openedAt),
    modifyDate: shortText(openedAt),
    active: true,
    productCategory: null,
    productType: null,
    warehouseLocation: null,
    defaultCarrierCode: null,
    defaultServiceCode: null,
    defaultPackageCode: null,
    defaultIntlCarrierCode: null,
    defaultIntlServiceCode: null,
    defaultIntlPackageCode: null,
    defaultConfirmation: null,
    defaultIntlConfirmation: null,
    customsDescription: null,
    customsValue: null,
    customsTariffNo: null,
    customsCountryCode: null,
    noCustoms: null,
    tags: null,
    upc: null,
  };
}

const carrier = (code: string, name: string, balance: string, isPrimary: boolean, shippingProviderId: number) => ({
  name,
  code,
  accountNumber: `HP-${shippingProviderId}`,
  requiresFundedAccount: code === 'stamps_com',
  balance: amountOf(decimal(balance)),
  nickname: null,
  shippingProviderId,
  primary: isPrimary,
});

export const CARRIERS = [
  carrier('stamps_com', 'Stamps.com', '115.01', true, 35725),
  carrier('ups_walleted', 'UPS by ShipStation', '0', false, 57765),
] satisfies readonly RenderedObject[];

const service = (carrierCode: string, code: string, name: string, international: boolean) => ({
  carrierCode,
  code,
  name,
  domestic: !international,
  international,
});

export const SERVICES = [
  service('stamps_com', 'usps_ground_advantage', 'USPS Ground Advantage', false),
  service('stamps_com', 'usps_priority_mail', 'USPS Priority Mail', false),
  service('stamps_com', 'usps_priority_mail_international', 'USPS Priority Mail Intl', true),
  service('ups_walleted', 'ups_ground', 'UPS® Ground', false),
] satisfies readonly RenderedObject[];

const wrapping = (carrierCode: string, code: string, name: string) => ({
  carrierCode,
  code,
  name,
  domestic: true,
  international: true,
});

export const PACKAGES = [
  wrapping('stamps_com', 'package', 'Package'),
  wrapping('stamps_com', 'flat_rate_envelope', 'Flat Rate Envelope'),
  wrapping('ups_walleted', 'package', 'Package'),
] satisfies readonly RenderedObject[];

/** The marketplaces that the shop sells on. */
export const MARKETPLACES: readonly RenderedObject[] = STORES.map(({ marketplaceId, marketplaceName }) => ({
  name: marketplaceName,
  marketplaceId,
  canRefresh: marketplaceId !== 0,
  supportsCustomMappings: true,
  supportsCustomStatuses: false,
  canConfirmShipments: marketplaceId !== 0,
}));

export const TAGS = [
  { tagId: 8362, name: 'Gift', color: '#FFCC00' },
  { tagId: 8363, name: 'Check address', color: '#FF0000' },
] satisfies readonly RenderedObject[];

export const USERS = [
  { userId: '3c16cdda-0000-4000-8000-0ea71f0f6954', userName: 'packing@harborandpine.example', name: 'Packing Table' },
  { userId: '2ce23917-0000-4000-8000-20fde97783ea', userName: 'office@harborandpine.example', name: 'Office' },
] satisfies readonly RenderedObject[];

/** Where the shop sends its parcels from. */
export const WAREHOUSE_ADDRESS: PracticeAddress = {
  ...EMPTY_ADDRESS,
  name: 'Harbor & Pine',
  company: 'Harbor & Pine',
  street1: '100 Quay Rd',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101-1200',
  country: 'US',
  phone: '206-555-0100',
  residential: false,
  addressVerified: 'Address validated successfully',
};

export function renderWarehouse(openedAt: Instant): RenderedObject {
  const address = renderAddress(WAREHOUSE_ADDRESS);
  return {
    warehouseId: WAREHOUSE_ID,
    warehouseName: 'Quay Road',
    originAddress: address,
    returnAddress: address,
    createDate: ticksText(openedAt),
    isDefault: true,
    sellerIntegrationId: null,
    extInventoryIdentity: null,
    registerFedexMeter: null,
  };
}
