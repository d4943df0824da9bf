import { ALREADY_BOOKED_ORDER_NUMBER, ALREADY_EXPORTED_ORDER_ID } from '../already-booked.ts';
import { type Draft, line, shipped } from '../draft.ts';
import { person } from '../person.ts';

/** Days on the edge, and numbers that are not what they seem (accounting rules, sections 3 and 6). */
export const DATE_ORDERS: readonly Draft[] = [
  {
    // 01:30 Pacific daylight time, the first pass of the hour that happened twice; long before any start date.
    key: 'repeated-hour-first-pass',
    store: 'shopify',
    buyer: person('wei-chen'),
    on: '2025-11-02T08:30:00.000Z',
    lines: [line('MUG-1')],
    steps: shipped('2025-11-03T18:00:00.000Z'),
  },
  {
    // 01:30 Pacific standard time, the second pass.
    key: 'repeated-hour-second-pass',
    store: 'shopify',
    buyer: person('dana-whitcomb'),
    on: '2025-11-02T09:30:00.000Z',
    lines: [line('MUG-2')],
    steps: shipped('2025-11-03T18:05:00.000Z'),
  },
  {
    key: 'closed-period',
    store: 'shopify',
    buyer: person('rafael-mendes'),
    on: '54 10:30',
    lines: [line('TOTE-N')],
    steps: shipped('53 11:00'),
  },
  {
    // Ten at night in the west is the next day in the east, where the books are.
    key: 'late-evening',
    store: 'woo',
    buyer: person('kofi-mensah'),
    on: '20 22:10',
    lines: [line('SOAP-3')],
    steps: shipped('19 21:45'),
  },
  {
    key: 'booked-by-hand-before',
    store: 'shopify',
    buyer: person('dana-whitcomb'),
    number: ALREADY_BOOKED_ORDER_NUMBER,
    on: '31 09:20',
    lines: [line('BOARD-OAK')],
    steps: shipped('30 12:40'),
  },
  {
    key: 'exported-by-shipstation-before',
    store: 'shopify',
    buyer: person('oliver-finch'),
    orderId: ALREADY_EXPORTED_ORDER_ID,
    on: '29 10:15',
    lines: [line('CNDL-SEA', 2)],
    steps: shipped('28 09:35'),
  },
  {
    key: 'number-too-long',
    store: 'ebay',
    buyer: person('grace-mbeki'),
    number: '140023456789-2501234567890',
    on: '26 18:28',
    lines: [line('PRINT-A4')],
    steps: shipped('25 10:12'),
  },
  {
    key: 'number-used-twice-shopify',
    store: 'shopify',
    buyer: person('jack-donnelly'),
    number: '10470',
    on: '11 09:26',
    lines: [line('CNDL-CDR')],
    steps: shipped('10 10:44'),
  },
  {
    key: 'number-used-twice-woocommerce',
    store: 'woo',
    buyer: person('emily-carter'),
    number: '10470',
    on: '9 17:40',
    lines: [line('TEA-BRK', 4)],
    steps: shipped('8 13:24'),
  },
];
