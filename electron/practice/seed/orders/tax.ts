import { type Draft, line, shipped } from '../draft.ts';
import { person } from '../person.ts';

/** Tax that a marketplace remits, and tax that the seller collects (accounting rules, section 4). */
export const TAX_ORDERS: readonly Draft[] = [
  {
    key: 'marketplace-tax-amazon',
    store: 'amazon',
    buyer: person('simon-grey'),
    on: '39 14:14',
    lines: [line('PRINT-A3'), line('SOAP-3', 2)],
    steps: shipped('38 10:10'),
  },
  {
    key: 'marketplace-tax-etsy',
    store: 'etsy',
    buyer: person('oliver-finch'),
    on: '32 18:44',
    lines: [line('MUG-1', 2), line('TEA-BRK')],
    steps: shipped('31 09:09'),
  },
  {
    key: 'marketplace-tax-ebay',
    store: 'ebay',
    buyer: person('theo-lambert'),
    on: '28 21:15',
    lines: [line('TOTE-N', 2)],
    steps: shipped('27 10:31'),
  },
  {
    key: 'seller-tax-on-some-lines',
    store: 'shopify',
    buyer: person('tom-okafor'),
    on: '26 15:26',
    lines: [line('SOAP-3', 5), line('TEA-BRK', 2), line('MUG-1')],
    steps: shipped('25 09:45'),
  },
  {
    key: 'seller-tax-woocommerce',
    store: 'woo',
    buyer: person('isabel-cruz'),
    on: '17 10:36',
    lines: [line('CNDL-SEA', 2), line('TEA-MNT')],
    steps: shipped('16 13:33'),
  },
  {
    key: 'seller-tax-lines-say-nothing',
    store: 'shopify',
    buyer: person('yuki-tanaka'),
    on: '15 17:21',
    lines: [line('BOARD-OAK'), line('TEA-MNT', 2)],
    taxOnLines: false,
    steps: shipped('14 10:50'),
  },
  {
    key: 'tax-where-none-is-expected',
    store: 'wholesale',
    buyer: person('lakeside-general'),
    on: '13 09:05',
    lines: [line('WHS-MUG-12')],
    tax: '8.04',
    steps: shipped('12 11:20'),
  },
];
