import type { OrderState } from '../../../../shared/domain/posting/order-state.ts';
import { counted } from './counted.ts';


export const commonTexts = {
  appName: 'Purser',
  loading: 'Loading',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  remove: 'Remove',
  edit: 'Edit',
  undo: 'Undo',
  search: 'Search',
  clear: 'Clear',
  more: 'Show more',
  open: 'Open',
  all: 'All',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  nothing: '—',
  orders: (count: number) => counted(count, 'order', 'orders'),
  lines: (count: number) => counted(count, 'line', 'lines'),
  documents: (count: number) => counted(count, 'document', 'documents'),
  stores: (count: number) => counted(count, 'store', 'stores'),
  customers: (count: number) => counted(count, 'new customer', 'new customers'),
  items: (count: number) => counted(count, 'new item', 'new items'),
  callId: (callId: string) => `Call id ${callId}`,
  zoneTitle: (text: string, zone: string, utc: string) => `${text}, ${zone} (${utc})`,
  dateTitle: (date: string) => `${date}, a calendar date of the books`,
  never: 'never',
  justNow: 'just now',
};

export const failureTexts = {
  title: 'This could not be loaded',
  commandTitle: 'Not done',
  hostUnreachable: 'Purser does not answer. It may be starting again; what was saved is safe.',
  signedOut: 'This page is no longer signed in. Open the address that Purser printed when it started.',
  screenTitle: 'This screen failed',
  screenNext: 'Nothing in the books is affected. Load the screen again.',
  reload: 'Load again',
  notFoundTitle: 'There is no such screen',
  notFoundNext: 'Go to the overview.',
};

/** Names of the states, and what each means. */
export const stateTexts: Readonly<Record<OrderState, { readonly name: string; readonly meaning: string }>> = {
  uncertain: { name: 'Uncertain', meaning: 'Sent, and no answer that settles it. It is looked up before anything is sent again.' },
  sending: { name: 'Sending', meaning: 'On its way to QuickBooks.' },
  failed: { name: 'Failed', meaning: 'Refused. See Replay for the cause and the remedy.' },
  attention: { name: 'Attention', meaning: 'Something changed after posting. A person decides.' },
  excluded: { name: 'Excluded', meaning: 'Kept out of the books by a person.' },
  voided: { name: 'Voided', meaning: 'Its document was voided in QuickBooks.' },
  credited: { name: 'Credited', meaning: 'Taken back by a credit memo in QuickBooks; its document stays as it was reported.' },
  terminal: { name: 'Closed', meaning: 'Cancelled before posting, or posted with its ship data. Nothing more is written.' },
  posted: { name: 'Posted', meaning: 'The document is in QuickBooks.' },
  approved: { name: 'Approved', meaning: 'Goes to QuickBooks with the next post.' },
  blocked: { name: 'Blocked', meaning: 'Something must be settled first; the order says what.' },
  ready: { name: 'Ready', meaning: 'Ties out and can be approved.' },
  waiting: { name: 'Waiting', meaning: 'Waits for ShipStation, such as for the shipment.' },
};
