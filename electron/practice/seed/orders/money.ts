import { type Draft, line, shipped } from '../draft.ts';
import { person } from '../person.ts';

/** Orders whose payment is not their total (accounting rules, section 3). */
export const MONEY_ORDERS: readonly Draft[] = [
  {
    key: 'paid-too-much',
    store: 'shopify',
    buyer: person('wei-chen'),
    on: '35 10:27',
    lines: [line('MUG-2', 2)],
    also: { amountPaid: '48.00', internalNotes: 'Paid for express, sent as standard' },
    steps: shipped('34 13:00'),
  },
  {
    key: 'paid-in-part',
    store: 'shopify',
    buyer: person('rafael-mendes'),
    on: '20 09:59',
    lines: [line('BLNK-WL'), line('CNDL-CDR')],
    also: { amountPaid: '60.00', internalNotes: 'Deposit paid, rest by bank transfer' },
    steps: shipped('19 14:45'),
  },
];
