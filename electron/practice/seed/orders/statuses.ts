import { type Draft, line } from '../draft.ts';
import { person } from '../person.ts';

/** Orders that are not (or not yet) to be posted because of their status (accounting rules, section 3). */
export const STATUS_ORDERS: readonly Draft[] = [
  {
    key: 'awaiting-payment',
    store: 'woo',
    buyer: person('arjun-patel'),
    on: '6 12:47',
    lines: [line('SCARF-ÅL')],
    also: { status: 'awaiting_payment', paidAt: null, amountPaid: '0' },
  },
  {
    key: 'on-hold',
    store: 'shopify',
    buyer: person('maria-kowalska'),
    on: '8 11:08',
    lines: [line('CNDL-CDR', 2)],
    also: { internalNotes: 'Holding for the customer, on vacation', tagIds: [8363] },
    steps: [{ on: '7 09:30', do: 'hold', untilDaysAfter: 12 }],
  },
  {
    key: 'pending-fulfillment',
    store: 'shopify',
    buyer: person('samir-haddad'),
    on: '4 16:22',
    lines: [line('BLNK-WL')],
    also: { status: 'pending_fulfillment' },
  },
  {
    key: 'rejected-fulfillment',
    store: 'shopify',
    buyer: person('aisha-bello'),
    on: '9 13:29',
    lines: [line('PRINT-A4')],
    also: { status: 'rejected_fulfillment', internalNotes: 'Warehouse has no stock' },
  },
  {
    key: 'cancelled-before-posting',
    store: 'amazon',
    buyer: person('chloe-martin'),
    on: '10 19:19',
    lines: [line('MUG-1')],
    steps: [{ on: '9 08:02', do: 'cancel' }],
  },
  {
    key: 'undocumented-status',
    store: 'woo',
    buyer: person('lena-fischer'),
    on: '5 10:01',
    lines: [line('TEA-BRK', 2)],
    also: { status: 'processing' },
  },
];
