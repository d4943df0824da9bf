import { decimal } from '../../../../../shared/domain/money/decimal.ts';
import type { OrderMoney, PracticeItem, PracticeOrder } from '../../records.ts';
import { amountOf, amountOrNull, type RenderedObject } from '../json-text.ts';
import { TAGS, WAREHOUSE_ADDRESS } from '../reference.ts';
import { WAREHOUSE_ID } from '../order.ts';
import { renderV2Address } from './address.ts';
import { moneyOf, plainDateText, seId, seIdOrNull, utcText } from './forms.ts';

/** V2 tells fewer statuses than V1: what waits, for whatever reason, is pending (api facts, section 6). */
export const V2_STATUSES = ['pending', 'processing', 'label_purchased', 'cancelled'] as const;
type V2Status = (typeof V2_STATUSES)[number];

const STATUS_MAP: Readonly<Record<string, V2Status>> = {
  pending_fulfillment: 'processing',
  shipped: 'label_purchased',
  cancelled: 'cancelled',
};

export const v2StatusOf = (status: string): V2Status => STATUS_MAP[status] ?? 'pending';

/** V1's statuses that V2 shows as something else than pending, by what it shows. */
export function v1StatusesOf(shown: V2Status): readonly string[] {
  return Object.keys(STATUS_MAP).filter((status) => STATUS_MAP[status] === shown);
}

const OUNCES_PER_PIECE = 12;

export interface ShownOrder {
  readonly order: PracticeOrder;
  /** What V2 says was paid: of a split order everything on the part that was there first. */
  readonly money: OrderMoney;
  readonly currency: string;
  readonly showsDiscounts: boolean;
}

/** An order as V2 shows it: without its date, its total, its bill-to, and what links a family. */
export function renderV2Shipment({ order, money, currency, showsDiscounts }: ShownOrder): RenderedObject {
  const items = order.items.filter((item) => showsDiscounts || !item.adjustment);
  const weight = weightOf(order.items.reduce((pieces, item) => pieces + (item.adjustment ? 0 : item.quantity), 0));
  return {
    shipment_id: seId(order.orderId),
    carrier_id: order.carrierCode === null ? null : carrierIdOf(order.carrierCode),
    service_code: order.serviceCode,
    requested_shipment_service: order.requestedService,
    external_shipment_id: order.orderKey.startsWith('manual-') ? null : order.orderKey.slice(0, 50),
    shipment_number: order.orderNumber.slice(0, 50),
    hold_until_date: order.holdUntilOn === null ? null : plainDateText(order.holdUntilOn),
    ship_date: order.shippedOn === null ? null : plainDateText(order.shippedOn),
    ship_datetime: null,
    ship_by_date: null,
    deliver_by_date: null,
    created_at: utcText(order.createdAt),
    modified_at: utcText(order.modifiedAt),
    shipment_status: v2StatusOf(order.status),
    ship_to: { geolocation: null, ...renderV2Address(order.shipTo, order.email) },
    ship_from: { geolocation: null, ...renderV2Address(WAREHOUSE_ADDRESS, 'hello@harborandpine.example') },
    warehouse_id: order.externallyFulfilled ? null : seId(WAREHOUSE_ID),
    return_to: renderV2Address(WAREHOUSE_ADDRESS, null),
    is_return: false,
    confirmation: 'none',
    customs: null,
    external_order_id: null,
    order_source_code: order.source,
    advanced_options: ADVANCED_OPTIONS,
    comparison_rate_type: null,
    retail_rate: null,
    shipping_rule_id: null,
    insurance_provider: 'none',
    tags: order.tagIds.map((tagId) => ({ name: TAGS.find((tag) => tag.tagId === tagId)?.name ?? String(tagId) })),
    store_id: seIdOrNull(order.storeId),
    packages: [packageOf(order, weight, currency)],
    total_weight: weight,
    items: items.map(renderItem),
    notes_from_buyer: order.customerNotes,
    internal_notes: order.internalNotes,
    notes_for_gift: order.giftMessage,
    is_gift: order.gift,
    assigned_user: null,
    ...paidOf(money, currency),
    zone: null,
    dangerous_goods_declaration: null,
    sender_info: null,
    notes_to_buyer: null,
  };
}

function paidOf({ amountPaid, shippingAmount, taxAmount }: OrderMoney, currency: string): RenderedObject {
  return {
    amount_paid: moneyOf(amountPaid, currency),
    shipping_paid: moneyOf(shippingAmount, currency),
    tax_paid: moneyOf(taxAmount, currency),
  };
}

/** V2 numbers carriers; V1 names them. */
export const CARRIER_IDS: Readonly<Record<string, number>> = { stamps_com: 35_725, ups_walleted: 57_765 };

export function carrierIdOf(carrierCode: string): string {
  return seId(CARRIER_IDS[carrierCode] ?? 1);
}

export function weightOf(pieces: number): RenderedObject {
  return { value: amountOf(decimal(pieces * OUNCES_PER_PIECE)), unit: 'ounce' };
}

/** Without a mark for discounts: a line with a price below zero is all that tells. */
function renderItem(item: PracticeItem): RenderedObject {
  return {
    sales_order_id: null,
    sales_order_item_id: null,
    quantity: item.quantity,
    name: item.name,
    sku: item.sku,
    bundle_sku: null,
    external_order_id: null,
    external_order_item_id: item.lineItemKey,
    asin: null,
    order_source_code: null,
    item_id: String(item.orderItemId),
    allocation_status: null,
    image_url: null,
    weight: item.adjustment ? null : weightOf(1),
    unit_price: amountOrNull(item.unitPrice),
    tax_amount: amountOrNull(item.taxAmount),
    shipping_amount: amountOrNull(item.shippingAmount),
    inventory_location: null,
    options: item.options.map(({ name, value }) => ({ name, value })),
    product_id: item.productId === null ? null : String(item.productId),
    fullfilment_sku: null,
    upc: null,
  };
}

function packageOf(order: PracticeOrder, weight: RenderedObject, currency: string): RenderedObject {
  return {
    shipment_package_id: seId(order.orderId),
    package_id: 'se-3',
    package_code: 'package',
    package_name: 'Package',
    weight,
    dimensions: null,
    insured_value: moneyOf(decimal('0'), currency),
    label_messages: { reference1: null, reference2: null, reference3: null },
    external_package_id: null,
    content_description: null,
    products: null,
    dangerous_goods_package_info: null,
  };
}

const ADVANCED_OPTIONS: RenderedObject = {
  bill_to_account: null,
  bill_to_country_code: null,
  bill_to_party: null,
  bill_to_postal_code: null,
  bill_to_name: null,
  bill_to_address_line1: null,
  contains_alcohol: false,
  delivered_duty_paid: false,
  non_machinable: false,
  saturday_delivery: false,
  dry_ice: false,
  dry_ice_weight: null,
  fedex_freight: null,
  third_party_consignee: false,
  guaranteed_duties_and_taxes: false,
  prepaid_duties_taxes: false,
  ancillary_endorsements_option: null,
  freight_class: null,
  custom_field1: null,
  custom_field2: null,
  custom_field3: null,
  collect_on_delivery: null,
  return_pickup_attempts: null,
  additional_handling: false,
  own_document_upload: false,
  limited_quantity: false,
  event_notification: false,
  import_services: false,
  override_holiday: false,
  fragile: false,
  delivery_as_addressed: false,
  return_after_first_attempt: false,
};
