import type { CatalogueProduct } from '../../../seed/catalogue.ts';
import type { Instant } from '../../../../../shared/domain/time/instants.ts';
import { decimal } from '../../../../../shared/domain/money/decimal.ts';
import { amountOf, type RenderedObject } from '../json-text.ts';
import { WAREHOUSE_ID } from '../order.ts';
import { CARRIERS, PACKAGES, SERVICES, TAGS, USERS, WAREHOUSE_ADDRESS } from '../reference.ts';
import { renderV2Address } from './address.ts';
import { seId, utcText } from './forms.ts';
import { carrierIdOf } from './shipment.ts';

/** The account's reference lists in V2's names, from the same lists that V1 shows. */

export function renderV2Product(product: CatalogueProduct, openedAt: Instant): RenderedObject {
  return {
    product_id: seId(product.productId),
    sku: product.sku,
    name: product.name,
    price: amountOf(decimal(product.price)),
    default_cost: null,
    length: null,
    width: null,
    height: null,
    weight: null,
    internal_notes: null,
    fulfillment_sku: null,
    active: true,
    warehouse_location: null,
    upc: null,
    thumbnail_url: null,
    bundle_components: [],
    created_at: utcText(openedAt),
    modified_at: utcText(openedAt),
  };
}

export const V2_CARRIERS = CARRIERS.map((carrier) => ({
  carrier_id: carrierIdOf(carrier.code),
  carrier_code: carrier.code,
  account_number: carrier.accountNumber,
  requires_funded_amount: carrier.requiresFundedAccount,
  balance: carrier.balance,
  nickname: carrier.name,
  friendly_name: carrier.name,
  primary: carrier.primary,
  has_multi_package_supporting_services: false,
  supports_label_messages: true,
  services: servicesOf(carrier.code),
  packages: packagesOf(carrier.code),
  options: [],
})) satisfies readonly RenderedObject[];

export function servicesOf(code: string): readonly RenderedObject[] {
  return SERVICES.filter(({ carrierCode }) => carrierCode === code).map((service) => ({
    carrier_id: carrierIdOf(code),
    carrier_code: code,
    service_code: service.code,
    name: service.name,
    domestic: service.domestic,
    international: service.international,
    is_multi_package_supported: false,
  }));
}

export function packagesOf(code: string): readonly RenderedObject[] {
  return PACKAGES.filter(({ carrierCode }) => carrierCode === code).map((wrapping) => ({
    package_id: null,
    package_code: wrapping.code,
    name: wrapping.name,
    dimensions: null,
    description: null,
  }));
}

export const V2_TAGS: readonly RenderedObject[] = TAGS.map(({ tagId, name, color }) => ({ tag_id: tagId, name, color }));

export const V2_USERS: readonly RenderedObject[] = USERS.map(({ userId, name, userName }) => ({
  user_id: userId,
  name,
  email: userName,
  status: 'active',
}));

export function renderV2Warehouse(openedAt: Instant): RenderedObject {
  return {
    warehouse_id: seId(WAREHOUSE_ID),
    is_default: true,
    name: 'Quay Road',
    created_at: utcText(openedAt),
    origin_address: renderV2Address(WAREHOUSE_ADDRESS, null),
    return_address: renderV2Address(WAREHOUSE_ADDRESS, null),
  };
}
