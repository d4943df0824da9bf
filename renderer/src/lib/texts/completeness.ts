import { countText } from '../locale.ts';

const count = (n: number, one: string, many = `${one}s`): string => `${countText(n)} ${n === 1 ? one : many}`;

const streams: Readonly<Record<string, string>> = { orders: 'Order', shipments: 'Label', fulfillments: 'Marked as shipped' };

export const completenessTexts = {
  title: 'Completeness',
  hint: 'Every order of the last 45 days, counted in ShipStation and here',
  checkNow: 'Check now',
  checking: 'Checking',
  checked: 'Completeness checked',
  result: (compared: number, missing: number) =>
    `${count(compared, 'order')} compared, ${missing === 0 ? 'none was missing' : `${missing} missing and fetched`}.`,
  emptyTitle: 'Not checked yet',
  emptyHint: 'The first check follows the first pull of the schedule, once a day. It can also be made now.',
  underWay: 'A check is under way. It gives way to everything else and goes on by itself.',

  allHere: 'Nothing is missing',
  differs: (days: number) => `The counts differ on ${count(days, 'day')} of a store`,
  keptAside: (records: number) =>
    `${count(records, 'record')} of ShipStation cannot be read yet, so ${records === 1 ? 'it is' : 'they are'} not in the books`,
  doubted: (orders: number) =>
    `${count(orders, 'order')} stored here ${orders === 1 ? 'is' : 'are'} not in ShipStation’s list. Check on Connections that the key belongs to this company’s account.`,
  asOf: 'Complete as of',
  asOfHint: (compared: number) => `${count(compared, 'order')} made since then were compared:`,
  since: 'orders made in ShipStation since',
  compared: 'Compared',
  fetched: 'Fetched by the check',
  shipping: 'Labels and marks fetched',
  gone: 'Gone from ShipStation',
  comparedHint: 'orders of ShipStation',
  fetchedHint: 'orders that were missing or older here',
  shippingHint: 'labels, voids, marks as shipped',
  goneHint: 'deleted there, kept here',
  overlooked: (orders: number) => `${count(orders, 'order')} should have come with an earlier pull. The check has brought them.`,

  byStore: 'By store',
  byStoreHint: 'ShipStation itself only knows what it last heard from the channel.',
  store: 'Store',
  heard: 'ShipStation last heard from it',
  heardOf: (store: string) => `ShipStation last heard from ${store}`,
  inSource: 'In ShipStation',
  here: 'Here',
  verdict: 'Result',
  same: 'Same',
  fewer: (n: number) => `${n} fewer here`,
  moreHere: (n: number) => `${n} more here`,
  fetchedNow: (n: number) => `Same, ${n} fetched now`,
  noOrders: 'No orders in these days',
  unknownStore: 'not told',

  byDay: 'By store and day',
  byDayHint: 'By the day on which ShipStation made the order, in the company’s time zone',
  day: 'Day',
  allStores: 'All stores',
  onlyDifferences: 'Only differences',
  noDifferences: 'No difference on any day',
  noDifferencesHint: 'ShipStation and Purser count the same.',

  parked: 'Records that cannot be read',
  parkedHint: 'Kept aside and tried again by themselves, more and more seldom',
  noParked: 'Every record could be read.',
  record: 'Record',
  recordOf: (stream: string, id: string | null) => `${streams[stream] ?? stream} ${id ?? 'without id'}`,
  reason: 'Reason',
  asideSince: 'Since',
  tries: 'Tries',
  nextTry: 'Next try',
  dueNow: 'with the next pull',
  retryOne: 'Try now',
  retryOneOf: (record: string) => `Try ${record} again now`,
  retryAll: 'Try all again now',
  retried: 'Tried again',
  retryResult: (arrived: number, parked: number) =>
    `${arrived === 0 ? 'None could be read' : `${arrived} arrived`}${parked > 0 ? `, ${parked} still aside` : ''}.`,

  goneTitle: 'Orders gone from ShipStation',
  goneTitleHint: 'Deleted there. What is posted stays until a person decides; the rest is not posted.',
  goneMore: (n: number) => `and ${n} more`,
  order: 'Order',
  goneSince: 'Found gone',

  history: 'Earlier checks',
  checkedAt: 'Checked',
};
