import { type Draft, line } from '../draft.ts';
import { person } from '../person.ts';

/** What came in on the day before the anchor and still waits to be packed. */
export const LAST_DAY_ORDERS: readonly Draft[] = [
  { key: 'waiting-1', store: 'shopify', buyer: person('ana-ruiz'), on: '1 06:14', lines: [line('MUG-1', 2), line('TEA-BRK')] },
  { key: 'waiting-2', store: 'shopify', buyer: person('marcus-hale'), on: '1 07:32', lines: [line('CNDL-CDR')] },
  { key: 'waiting-3', store: 'amazon', buyer: person('kofi-mensah'), on: '1 08:05', lines: [line('SOAP-3', 2)] },
  { key: 'waiting-4', store: 'etsy', buyer: person('hannah-berg'), on: '1 09:48', lines: [line('SCARF-ÅL')] },
  { key: 'waiting-5', store: 'woo', buyer: person('lena-fischer'), on: '1 10:23', lines: [line('BOARD-OAK'), line('SPOON-CH')] },
  { key: 'waiting-6', store: 'shopify', buyer: person('ingrid-solberg'), on: '1 11:57', lines: [line('BLNK-WL')], service: 'Expedited' },
  { key: 'waiting-7', store: 'wholesale', buyer: person('fern-and-fable'), on: '1 13:10', lines: [line('WHS-MUG-12', 3)] },
];
