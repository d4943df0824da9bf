import { addDecimals, type Decimal, ZERO } from '../money/decimal.ts';
import type { OrderWithShipping } from './order.ts';
import { validLabels } from './shipping-state.ts';

/** What the buyer paid for the shipping of an order, and what the merchant paid for its labels. */
export interface ShippingFigure {
  /** Of the newest label that counts; without one, what the order asks for. '' where nobody says. */
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly charged: Decimal;
  /** Postage and insurance of every label that counts: voided ones are paid back, returns are no shipping of a sale. */
  readonly cost: Decimal;
  /** How many labels count. 0: it went without a label of ShipStation, so that its cost is not known. */
  readonly labels: number;
}

/** Label cost is an expense and never the customer's shipping charge (accounting rules, section 8): here the two stand side by side. */
export function shippingFigureOf({ order, shipments }: OrderWithShipping): ShippingFigure {
  const labels = validLabels(shipments);
  const [newest] = labels;
  return {
    carrierCode: newest?.carrierCode ?? order.carrierCode ?? '',
    serviceCode: newest?.serviceCode ?? order.serviceCode ?? '',
    charged: order.shippingAmount,
    cost: labels.reduce((sum, { shipmentCost, insuranceCost }) => addDecimals(addDecimals(sum, shipmentCost), insuranceCost), ZERO),
    labels: labels.length,
  };
}
