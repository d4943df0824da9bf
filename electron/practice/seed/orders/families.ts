import { type Draft, line } from '../draft.ts';
import { person } from '../person.ts';

/** Split and combined orders (accounting rules, section 7). The new part of a split is `key/part`. */
export const FAMILY_ORDERS: readonly Draft[] = [
  {
    key: 'split-each-part-ties',
    store: 'shopify',
    buyer: person('ben-carver'),
    on: '28 10:40',
    lines: [line('BLNK-WL'), line('CNDL-SEA', 2)],
    steps: [
      { on: '27 09:00', do: 'split', lines: [{ line: 1, quantity: 2 }], money: 'by-lines' },
      { on: '27 10:12', do: 'label' },
      { on: '23 11:47', do: 'label', ofKey: 'split-each-part-ties/part' },
    ],
  },
  {
    key: 'split-money-on-one-part',
    store: 'shopify',
    buyer: person('david-oyelaran'),
    on: '17 09:53',
    lines: [line('BOARD-OAK'), line('PRINT-A4', 2)],
    steps: [
      { on: '16 09:10', do: 'split', lines: [{ line: 1, quantity: 2 }], money: 'first-part' },
      { on: '16 10:02', do: 'label' },
      { on: '13 10:19', do: 'label', ofKey: 'split-money-on-one-part/part' },
    ],
  },
  {
    key: 'split-one-part-waits',
    store: 'shopify',
    buyer: person('hannah-berg'),
    on: '7 09:36',
    lines: [line('MUG-1', 6), line('TEA-BRK')],
    steps: [
      { on: '6 09:05', do: 'split', lines: [{ line: 0, quantity: 2 }], money: 'first-part' },
      { on: '6 10:40', do: 'label' },
    ],
  },
  {
    key: 'combined-survivor',
    store: 'woo',
    buyer: person('nora-lindqvist'),
    on: '15 10:04',
    lines: [line('TOTE-N')],
    steps: [
      { on: '14 09:00', do: 'combine', absorbedKey: 'combined-absorbed' },
      { on: '14 09:40', do: 'label' },
      { on: '14 09:41', do: 'label', ofKey: 'combined-absorbed' },
    ],
  },
  {
    key: 'combined-absorbed',
    store: 'woo',
    buyer: person('nora-lindqvist'),
    on: '15 19:22',
    lines: [line('SPOON-CH', 2)],
    shipping: '0',
  },
];
