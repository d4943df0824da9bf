import { SEEDED_ORDER_KEYS, seededOrderId } from './shop-stories.ts';

/**
 * What a company with the practice config and books sees on the anchor day, where sales tax is automated or unknown to
 * QuickBooks.
 */
export type CaseOutcome =
  /** It can be approved and posted as it is. */
  | 'posts'
  /** It is blocked until a person decides or maps something. */
  | 'person'
  /** Nothing to do until the order moves. */
  | 'waits'
  /** It never becomes a document by itself. */
  | 'never';

/** A case of the accounting rules that the shop contains. */
export interface SeedCase {
  readonly name: string;
  readonly title: string;
  /** Section of the accounting rules. */
  readonly section: number;
  readonly expects: CaseOutcome;
  readonly orderIds: readonly number[];
}

/** `keys` names the orders; left out, the case is named like its only order. */
function seedCase(section: number, expects: CaseOutcome, name: string, title: string, keys: readonly string[] = [name]): SeedCase {
  return { name, title, section, expects, orderIds: keys.map(seededOrderId) };
}

const withPart = (key: string): readonly string[] => [key, `${key}/part`];

/** Every awkward case of the shop, and its plain orders, with the orders that show it. */
export const SEED_CASES: readonly SeedCase[] = [
  seedCase(
    1,
    'posts',
    'plain',
    'Plain orders, paid and shipped whole',
    SEEDED_ORDER_KEYS.filter((key) => key.startsWith('plain-')),
  ),
  seedCase(1, 'posts', 'sub-cent-price-ties', 'A price of 0.3333 whose line rounds to what the channel charged'),
  seedCase(1, 'person', 'sub-cent-price-leaves-a-cent', 'Two lines at half a cent: their rounding leaves a cent'),
  seedCase(1, 'person', 'total-off-by-a-cent', 'The total is a cent above lines, shipping and tax'),
  seedCase(1, 'person', 'prices-include-tax', 'The total is off by exactly the tax: prices include it'),
  seedCase(1, 'never', 'zero-total', 'A replacement of 0.00'),
  seedCase(1, 'person', 'negative-total', 'A discount larger than the order'),
  seedCase(1, 'person', 'coupon-in-amount-paid', 'A coupon that shows only as the difference between total and payment'),
  seedCase(2, 'posts', 'discount-as-adjustment', 'A discount line marked as an adjustment'),
  seedCase(2, 'posts', 'discount-by-key', 'Discount lines told by their key, one of them of two pieces', [
    'discount-by-key-etsy',
    'discount-by-key-twice',
  ]),
  seedCase(2, 'posts', 'discount-by-negative-price', 'A discount told by its negative price alone'),
  seedCase(2, 'posts', 'discount-with-tax', 'A discount on an order with tax'),
  seedCase(2, 'posts', 'gift-wrap', 'A positive adjustment: gift wrap'),
  seedCase(2, 'posts', 'zero-price-line', 'A line of 0.00'),
  seedCase(2, 'posts', 'zero-quantity-line', 'A line whose quantity went to 0'),
  seedCase(2, 'posts', 'line-without-price', 'A line without a price'),
  seedCase(2, 'person', 'no-lines-but-a-total', 'No lines, but a total of 7.00'),
  seedCase(2, 'person', 'unmapped-product', 'A product that the books do not have', ['unmapped-product', 'unmapped-product-again']),
  seedCase(2, 'person', 'product-known-by-name-only', 'A product whose item in the books has no SKU'),
  seedCase(2, 'person', 'items-without-sku', 'Lines with no SKU, null and empty'),
  seedCase(2, 'posts', 'unusual-characters', 'Control and bidirectional characters, emoji, a very long description'),
  seedCase(2, 'posts', 'unmapped-shipping-method', 'A shipping method that has no item: the default is used'),
  seedCase(2, 'posts', 'charge-without-method', 'A shipping charge without a method'),
  seedCase(2, 'posts', 'free-shipping', 'A shipping charge of 0'),
  seedCase(3, 'posts', 'paid-too-much', 'More paid than the total'),
  seedCase(3, 'posts', 'paid-in-part', 'Less paid than the total'),
  seedCase(3, 'waits', 'awaiting-payment', 'Not paid yet'),
  seedCase(3, 'waits', 'on-hold', 'On hold'),
  seedCase(3, 'waits', 'pending-fulfillment', 'Sent to a fulfilment provider'),
  seedCase(3, 'waits', 'rejected-fulfillment', 'Refused by a fulfilment provider'),
  seedCase(3, 'never', 'cancelled-before-posting', 'Cancelled before it was posted'),
  seedCase(3, 'waits', 'undocumented-status', 'A status that no document names: processing'),
  seedCase(
    3,
    'waits',
    'waiting',
    'Came in on the last day and waits to be packed',
    SEEDED_ORDER_KEYS.filter((key) => key.startsWith('waiting-')),
  ),
  seedCase(3, 'never', 'repeated-hour', 'Both passes of 01:30 when the clocks went back; before the start date', [
    'repeated-hour-first-pass',
    'repeated-hour-second-pass',
  ]),
  seedCase(3, 'person', 'closed-period', 'Shipped in a period that the books have closed'),
  seedCase(3, 'posts', 'late-evening', 'Shipped late in the evening: already tomorrow where the books are'),
  seedCase(4, 'posts', 'marketplace-tax', 'Tax that the marketplace remits, within the total', [
    'marketplace-tax-amazon',
    'marketplace-tax-etsy',
    'marketplace-tax-ebay',
  ]),
  seedCase(4, 'posts', 'seller-tax', 'Tax that the seller collects, on some lines only', [
    'seller-tax-on-some-lines',
    'seller-tax-woocommerce',
  ]),
  seedCase(4, 'posts', 'seller-tax-lines-say-nothing', 'Tax on the order, none told on its lines'),
  seedCase(4, 'person', 'tax-where-none-is-expected', 'Tax in a store that should have none'),
  seedCase(5, 'posts', 'shared-mailbox', 'One e-mail with two names', ['shared-mailbox-olga', 'shared-mailbox-ivan']),
  seedCase(5, 'posts', 'one-name-three-spellings', 'One name with accents, in capitals and with spaces', [
    'name-with-accents',
    'name-in-capitals',
    'name-with-spaces',
  ]),
  seedCase(5, 'posts', 'company-only', 'A buyer that is a company without a name'),
  seedCase(5, 'posts', 'username-only', 'A buyer known by a user name alone'),
  seedCase(5, 'posts', 'payer-is-not-receiver', 'A gift: bill-to is a name only, the parcel goes to somebody else'),
  seedCase(5, 'posts', 'name-of-a-vendor', 'A buyer whose name a vendor of the books has'),
  seedCase(5, 'posts', 'known-by-email', 'A customer of the books, known by e-mail in another case'),
  seedCase(5, 'posts', 'known-by-name', 'A customer of the books, known by name'),
  seedCase(5, 'person', 'ambiguous-name', 'Two customers of the books match the name'),
  seedCase(5, 'posts', 'redacted-by-amazon', 'Names removed by Amazon'),
  seedCase(5, 'person', 'redacted-by-gdpr', 'Names removed on request, in a store without a customer of its own'),
  seedCase(5, 'posts', 'very-long-name', 'A name longer than the books take, with an emoji at the limit'),
  seedCase(5, 'posts', 'unusual-name', 'A name with a tab, a colon, a bidirectional override and an emoji'),
  seedCase(6, 'person', 'booked-by-hand-before', 'The books have this number already'),
  seedCase(6, 'person', 'exported-by-shipstation-before', "ShipStation's own exporter booked it as SS-…"),
  seedCase(6, 'posts', 'number-too-long', 'A number longer than a document number may be'),
  seedCase(6, 'posts', 'number-used-twice', 'One number in two stores', ['number-used-twice-shopify', 'number-used-twice-woocommerce']),
  seedCase(
    7,
    'posts',
    'split-each-part-ties',
    'Split in two, each part with its own money, both shipped',
    withPart('split-each-part-ties'),
  ),
  seedCase(
    7,
    'posts',
    'split-money-on-one-part',
    'Split in two, all money on the first, both shipped',
    withPart('split-money-on-one-part'),
  ),
  seedCase(7, 'waits', 'split-one-part-waits', 'Split in two, all money on the first, one not shipped', withPart('split-one-part-waits')),
  seedCase(7, 'posts', 'combined', 'Two orders combined: one carries the money of both', ['combined-survivor', 'combined-absorbed']),
  seedCase(7, 'posts', 'several-labels', 'Two labels, one of them insured'),
  seedCase(7, 'waits', 'label-voided', 'The label was voided: back to awaiting shipment'),
  seedCase(7, 'posts', 'label-voided-and-bought-again', 'The label was voided and another bought'),
  seedCase(7, 'posts', 'return-label', 'A return label beside the shipment'),
  seedCase(7, 'posts', 'label-without-items', 'A second label that covers nothing'),
  seedCase(7, 'posts', 'marked-shipped-without-label', 'Marked as shipped without a label'),
  seedCase(7, 'waits', 'partly-shipped', 'Two of three pieces have a label'),
  seedCase(7, 'posts', 'shipped-by-amazon', 'Imported as shipped: fulfilled by Amazon'),
];

/** The orders of a case by its name. Throws for a name that is none. */
export function ordersOfCase(name: string): readonly number[] {
  const found = SEED_CASES.find((seeded) => seeded.name === name);
  if (found === undefined) {
    throw new Error(`The seed has no case "${name}"`);
  }
  return found.orderIds;
}
