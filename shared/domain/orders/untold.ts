import type { Order } from './order.ts';

/**
 * Figures that a source cannot tell, as opposed to figures that are empty: what is not told is asked for or blocks, and is
 * never filled with a guess. ShipStation's V2 API lacks most of them (api/shipstation, section 6).
 */
export const UNTOLD_FIGURES = [
  'order-date',
  'payment-date',
  'bill-to',
  'order-total',
  'amount-paid',
  'tax',
  'shipping-charge',
  /** Which lines are discounts or fees. */
  'discount-marker',
  /** Parents and children of splits and combines. */
  'family-links',
  'username',
  'email',
  'payment-method',
  'carrier',
  'tags',
  'fulfilled-elsewhere',
  /** Whether it is paid, on hold or refused: several states share one word. */
  'status',
] as const;
export type UntoldFigure = (typeof UNTOLD_FIGURES)[number];

/** Whether an order's source cannot tell this figure of it. */
export const isUntold = ({ untold }: Pick<Order, 'untold'>, figure: UntoldFigure): boolean => untold.includes(figure);

/** What a person calls each figure. */
export const UNTOLD_WORDS: Readonly<Record<UntoldFigure, string>> = {
  'order-date': 'order date',
  'payment-date': 'payment date',
  'bill-to': 'bill-to address',
  'order-total': 'order total',
  'amount-paid': 'amount paid',
  tax: 'tax',
  'shipping-charge': 'shipping charged',
  'discount-marker': 'which lines are discounts',
  'family-links': 'splits and combines',
  username: 'buyer’s username',
  email: 'buyer’s e-mail',
  'payment-method': 'payment method',
  carrier: 'carrier',
  tags: 'tags',
  'fulfilled-elsewhere': 'whether someone else ships it',
  status: 'whether it is paid, on hold or refused',
};
