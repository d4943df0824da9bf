import type { CatalogueProduct } from '../../../seed/catalogue.ts';
import type { Instant } from '../../../../../shared/domain/time/instants.ts';
import { decimal } from '../../../../../shared/domain/money/decimal.ts';
import type { Rendered, RenderedObject } from '../json-text.ts';
import { amountOf } from '../json-text.ts';
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

function codeOf(element: RenderedObject, key: string): string {
  return String(element[key]);
}

export const V2_CARRIERS: readonly RenderedObject[] = CARRIERS.map((carrier) => ({
  carrier_id: carrierIdOf(codeOf(carrier, 'code')),
  carrier_code: textOf(carrier, 'code'),
  account_number: textOf(carrier, 'accountNumber'),
  requires_funded_amount: carrier['requiresFundedAccount'] ?? false,
  balance: carrier['balance'] ?? null,
  nickname: textOf(carrier, 'name'),
  friendly_name: textOf(carrier, 'name'),
  primary: carrier['primary'] ?? false,
  has_multi_package_supporting_services: false,
  supports_label_messages: true,
  services: servicesOf(codeOf(carrier, 'code')),
  packages: packagesOf(codeOf(carrier, 'code')),
  options: [],
}));

export function servicesOf(carrierCode: string): readonly RenderedObject[] {
  return SERVICES.filter((service) => service['carrierCode'] === carrierCode).map((service) => ({
    carrier_id: carrierIdOf(carrierCode),
    carrier_code: carrierCode,
    service_code: textOf(service, 'code'),
    name: textOf(service, 'name'),
    domestic: service['domestic'] ?? false,
    international: service['international'] ?? false,
    is_multi_package_supported: false,
  }));
}

export function packagesOf(carrierCode: string): readonly RenderedObject[] {
  return PACKAGES.filter((wrapping) => wrapping['carrierCode'] === carrierCode).map((wrapping) => ({
    package_id: null,
    package_code: textOf(wrapping, 'code'),
    name: textOf(wrapping, 'name'),
    dimensions: null,
    description: null,
  }));
}

export const V2_TAGS: readonly RenderedObject[] = TAGS.map((tag) => ({
  tag_id: Number(tag['tagId']),
  name: textOf(tag, 'name'),
  color: textOf(tag, 'color'),
}));

export const V2_USERS: readonly RenderedObject[] = USERS.map((user) => ({
  user_id: textOf(user, 'userId'),
  name: textOf(user, 'name'),
  email: textOf(user, 'userName'),
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

function textOf(element: RenderedObject, key: string): Rendered {
  return element[key] ?? null;
}
