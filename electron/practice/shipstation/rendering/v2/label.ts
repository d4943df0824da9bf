import { addDecimals, decimal, negateDecimal } from '../../../../../shared/domain/money/decimal.ts';
import type { PracticeFulfillment, PracticeShipment } from '../../records.ts';
import { pacificDateOf } from '../pacific-text.ts';
import type { Rendered, RenderedObject } from '../json-text.ts';
import { renderV2Address } from './address.ts';
import { moneyOf, pacificMidnightText, seId, seIdOrNull, utcOrNull, utcText } from './forms.ts';
import { carrierIdOf, weightOf } from './shipment.ts';

/** A label as V2 shows it. Which lines it covers is not told. */
export function renderLabel(label: PracticeShipment, currency: string): RenderedObject {
  const isVoided = label.voidedAt !== null;
  const pieces = label.items.reduce((sum, item) => sum + item.quantity, 0);
  return {
    label_id: seId(label.shipmentId),
    status: isVoided ? 'voided' : 'completed',
    shipment_id: seId(label.orderId),
    external_shipment_id: label.orderKey.startsWith('manual-') ? null : label.orderKey.slice(0, 50),
    external_order_id: null,
    ship_date: pacificMidnightText(label.shippedOn),
    created_at: utcText(label.createdAt),
    shipment_cost: moneyOf(label.shipmentCost, currency),
    insurance_cost: moneyOf(label.insuranceCost, currency),
    requested_comparison_amount: null,
    rate_details: rateDetailsOf(label, currency),
    tracking_number: label.trackingNumber,
    is_return_label: label.isReturn,
    rma_number: null,
    is_international: label.shipTo.country !== null && label.shipTo.country !== 'US',
    batch_id: seIdOrNull(label.batchId),
    carrier_id: carrierIdOf(label.carrierCode),
    service_code: label.serviceCode,
    package_code: 'package',
    voided: isVoided,
    voided_at: utcOrNull(label.voidedAt),
    void_type: null,
    refund_details: isVoided ? refundOf(label, currency) : null,
    label_format: 'pdf',
    display_scheme: 'label',
    label_layout: '4x6',
    trackable: true,
    label_image_id: null,
    carrier_code: label.carrierCode,
    carrier_weight: null,
    confirmation: 'none',
    tracking_status: isVoided ? 'unknown' : 'in_transit',
    label_download: null,
    form_download: null,
    qr_code_download: null,
    insurance_claim: null,
    paperless_download: null,
    packages: [packageOf(label, pieces, currency)],
    charge_event: 'carrier_default',
    alternative_identifiers: [],
    shipping_rule_id: null,
    tracking_url: null,
    pickup_windows: [],
    ship_to: { geolocation: [], ...renderV2Address(label.shipTo, label.email) },
  };
}

/** What makes up the label's cost: postage and a surcharge for fuel, which together are the whole. */
function rateDetailsOf({ shipmentCost }: PracticeShipment, currency: string): readonly Rendered[] {
  const fuel = decimal('0.35');
  const detail = (type: string, description: string, amount: typeof fuel): RenderedObject => ({
    rate_detail_type: type,
    carrier_description: description,
    carrier_billing_code: null,
    carrier_memo: null,
    amount: moneyOf(amount, currency),
    billing_source: 'carrier',
  });
  const postage = addDecimals(shipmentCost, negateDecimal(fuel));
  return postage.startsWith('-')
    ? [detail('shipping', 'Postage', shipmentCost)]
    : [detail('fuel_charge', 'Fuel', fuel), detail('shipping', 'Postage', postage)];
}

function refundOf(label: PracticeShipment, currency: string): RenderedObject {
  return {
    refund_status: 'request_approved',
    request_date: utcOrNull(label.voidedAt),
    amount_paid: moneyOf(label.shipmentCost, currency),
    amount_requested: moneyOf(label.shipmentCost, currency),
    amount_approved: moneyOf(label.shipmentCost, currency),
  };
}

function packageOf(label: PracticeShipment, pieces: number, currency: string): RenderedObject {
  return {
    package_id: label.shipmentId,
    package_code: 'package',
    weight: weightOf(pieces),
    dimensions: null,
    insured_value: moneyOf(decimal('0'), currency),
    tracking_number: label.trackingNumber,
    sequence: 1,
    alternative_identifiers: [],
  };
}

/** An order marked as shipped, as V2 shows it. */
export function renderV2Fulfillment(fulfillment: PracticeFulfillment, currency: string): RenderedObject {
  return {
    fulfillment_id: seId(fulfillment.fulfillmentId),
    shipment_id: seId(fulfillment.orderId),
    shipment_number: fulfillment.orderNumber,
    user_id: '2ce23917-0000-4000-8000-20fde97783ea',
    tracking_number: fulfillment.trackingNumber,
    created_at: utcText(fulfillment.createdAt),
    ship_date: pacificMidnightText(pacificDateOf(fulfillment.shippedAt)),
    voided_at: utcOrNull(fulfillment.voidedAt),
    delivered_at: null,
    fulfillment_carrier_friendly_name: fulfillment.carrierName,
    fulfillment_provider_id: null,
    fulfillment_provider_friendly_name: 'External',
    fulfillment_provider_code: 'external',
    fulfillment_service_code: 'ext',
    fulfillment_fee: moneyOf(decimal('0'), currency),
    void_requested: false,
    voided: fulfillment.voidedAt !== null,
    order_source_notified: true,
    notification_error_message: null,
    ship_to: renderV2Address(fulfillment.shipTo, fulfillment.email),
  };
}
