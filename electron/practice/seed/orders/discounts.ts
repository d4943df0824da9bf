import { discount, type Draft, line, shipped } from '../draft.ts';
import { person } from '../person.ts';

/** Discounts in every shape that channels send, and charges beside the products (api facts, section 3.5). */
export const DISCOUNT_ORDERS: readonly Draft[] = [
  {
    key: 'discount-as-adjustment',
    store: 'shopify',
    buyer: person('priya-nair'),
    on: '41 09:30',
    lines: [line('BLNK-WL', 2), discount('SPRING10', '20.00')],
    steps: shipped('40 10:15'),
  },
  {
    key: 'discount-by-key-etsy',
    store: 'etsy',
    buyer: person('grace-mbeki'),
    on: '37 15:50',
    lines: [line('SCARF-ÅL'), line('TOTE-N'), discount('', '8.30', { name: 'Discount', lineItemKey: 'Discount' })],
    steps: shipped('36 09:35'),
  },
  {
    key: 'discount-by-key-twice',
    store: 'woo',
    buyer: person('kofi-mensah'),
    on: '34 11:42',
    lines: [
      line('CNDL-CDR', 2),
      { sku: 'promo-code', name: 'promo-code', quantity: 2, unitPrice: '-5.50', lineItemKey: 'discount', options: [] },
    ],
    steps: shipped('33 10:20'),
  },
  {
    key: 'discount-by-negative-price',
    store: 'ebay',
    buyer: person('henrik-dahl'),
    on: '29 13:05',
    lines: [line('BOARD-OAK'), { sku: 'RETURNING-BUYER', name: 'Returning buyer', quantity: 1, unitPrice: '-4.80', options: [] }],
    steps: shipped('28 09:50'),
  },
  {
    key: 'discount-with-tax',
    store: 'shopify',
    buyer: person('amelia-stone'),
    on: '26 10:48',
    lines: [line('BLNK-WL'), discount('WELCOME', '9.99')],
    steps: shipped('25 11:30'),
  },
  {
    key: 'coupon-in-amount-paid',
    store: 'woo',
    buyer: person('david-oyelaran'),
    on: '24 16:16',
    lines: [line('PRINT-A3', 2)],
    also: { amountPaid: '65.50' },
    steps: shipped('23 10:55'),
  },
  {
    key: 'gift-wrap',
    store: 'shopify',
    buyer: person('nora-lindqvist'),
    on: '22 12:24',
    lines: [line('CNDL-SEA'), { sku: 'GIFTWRAP', name: 'Gift wrap', quantity: 1, unitPrice: '4.50', adjustment: true, options: [] }],
    also: { giftMessage: 'With love from Nora', tagIds: [8362] },
    steps: shipped('21 09:22'),
  },
  {
    key: 'negative-total',
    store: 'shopify',
    buyer: person('fatima-zahra'),
    on: '14 08:08',
    lines: [line('SPOON-CH'), discount('LOYALTY', '20.50')],
    also: { amountPaid: '0' },
    steps: shipped('13 11:50'),
  },
];
