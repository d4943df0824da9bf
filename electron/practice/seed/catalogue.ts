/**
 * The shop of the practice company, as both stand-ins know it: ShipStation sells these products in these stores, and
 * QuickBooks has (most of) the items, accounts and customers that they are booked to.
 */

export interface CatalogueStore {
  readonly storeId: number;
  readonly storeName: string;
  /** ShipStation's marketplace; 0 is a manual store. */
  readonly marketplaceId: number;
  readonly marketplaceName: string;
  /** Bank-type account in QuickBooks that the channel's payments land on; null where customers pay invoices themselves. */
  readonly clearingAccount: string | null;
  /** The customer that stands for the channel, where orders are not booked per buyer. */
  readonly channelCustomer: string | null;
}

export const STORES: readonly CatalogueStore[] = [
  {
    storeId: 300101,
    storeName: 'Harbor & Pine',
    marketplaceId: 19,
    marketplaceName: 'Shopify',
    clearingAccount: 'Shopify Clearing',
    channelCustomer: null,
  },
  {
    storeId: 300102,
    storeName: 'Harbor & Pine on Amazon',
    marketplaceId: 2,
    marketplaceName: 'Amazon',
    clearingAccount: 'Amazon Clearing',
    channelCustomer: 'Amazon Customers',
  },
  {
    storeId: 300103,
    storeName: 'HarborAndPine Etsy',
    marketplaceId: 7,
    marketplaceName: 'Etsy',
    clearingAccount: 'Etsy Clearing',
    channelCustomer: 'Etsy Customers',
  },
  {
    storeId: 300104,
    storeName: 'harbor_pine eBay',
    marketplaceId: 4,
    marketplaceName: 'eBay',
    clearingAccount: 'eBay Clearing',
    channelCustomer: 'eBay Customers',
  },
  {
    storeId: 300105,
    storeName: 'Wholesale',
    marketplaceId: 0,
    marketplaceName: 'ShipStation',
    clearingAccount: null,
    channelCustomer: null,
  },
  {
    storeId: 300106,
    storeName: 'Pine Outlet',
    marketplaceId: 36,
    marketplaceName: 'WooCommerce',
    clearingAccount: 'Stripe Clearing',
    channelCustomer: null,
  },
];

export interface CatalogueProduct {
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  /** Exact decimal text, USD. */
  readonly price: string;
  readonly taxable: boolean;
  /** The item's name in QuickBooks; null where the bookkeeper has not made one yet (an unmapped product). */
  readonly itemName: string | null;
  /** Whether the QuickBooks item carries the SKU, so that it can be matched without a mapping. */
  readonly skuInBooks: boolean;
}

export const PRODUCTS: readonly CatalogueProduct[] = [
  { productId: 4401, sku: 'MUG-1', name: 'Stoneware Mug', price: '14.00', taxable: true, itemName: 'Mug', skuInBooks: true },
  { productId: 4402, sku: 'MUG-2', name: 'Stoneware Mug, Large', price: '18.50', taxable: true, itemName: 'Mug, Large', skuInBooks: true },
  { productId: 4403, sku: 'BLNK-WL', name: 'Wool Blanket', price: '99.99', taxable: true, itemName: 'Wool Blanket', skuInBooks: true },
  { productId: 4404, sku: 'CNDL-CDR', name: 'Cedar Candle', price: '22.00', taxable: true, itemName: 'Cedar Candle', skuInBooks: true },
  {
    productId: 4405,
    sku: 'CNDL-SEA',
    name: 'Sea Salt Candle',
    price: '22.00',
    taxable: true,
    itemName: 'Sea Salt Candle',
    skuInBooks: true,
  },
  { productId: 4406, sku: 'SOAP-3', name: 'Soap Bars, Set of 3', price: '12.75', taxable: true, itemName: 'Soap Set', skuInBooks: true },
  {
    productId: 4407,
    sku: 'TEA-BRK',
    name: 'Breakfast Tea, 100 g',
    price: '9.25',
    taxable: false,
    itemName: 'Breakfast Tea',
    skuInBooks: true,
  },
  { productId: 4408, sku: 'TEA-MNT', name: 'Mint Tea, 100 g', price: '9.25', taxable: false, itemName: 'Mint Tea', skuInBooks: true },
  {
    productId: 4409,
    sku: 'CORD-M',
    name: 'Cotton Cord, per Metre',
    price: '0.3333',
    taxable: true,
    itemName: 'Cotton Cord',
    skuInBooks: true,
  },
  {
    productId: 4410,
    sku: 'PRINT-A3',
    name: 'Harbour Print, A3',
    price: '35.00',
    taxable: true,
    itemName: 'Art Print A3',
    skuInBooks: true,
  },
  {
    productId: 4411,
    sku: 'PRINT-A4',
    name: 'Harbour Print, A4',
    price: '24.00',
    taxable: true,
    itemName: 'Art Print A4',
    skuInBooks: true,
  },
  {
    productId: 4412,
    sku: 'TOTE-N',
    name: 'Canvas Tote, Natural',
    price: '19.00',
    taxable: true,
    itemName: 'Canvas Tote',
    skuInBooks: true,
  },
  { productId: 4413, sku: 'BOARD-OAK', name: 'Oak Serving Board', price: '48.00', taxable: true, itemName: 'Oak Board', skuInBooks: true },
  { productId: 4414, sku: 'SPOON-CH', name: 'Cherry Spoon', price: '11.50', taxable: true, itemName: 'Cherry Spoon', skuInBooks: true },
  {
    productId: 4415,
    sku: 'GIFTCARD-N',
    name: 'Handwritten Note',
    price: '0.00',
    taxable: false,
    itemName: 'Handwritten Note',
    skuInBooks: true,
  },
  { productId: 4416, sku: 'LAMP-BR', name: 'Brass Lamp', price: '129.00', taxable: true, itemName: 'Brass Lamp', skuInBooks: false },
  { productId: 4417, sku: 'SCARF-ÅL', name: 'Ålesund Scarf', price: '64.00', taxable: true, itemName: 'Ålesund Scarf', skuInBooks: true },
  { productId: 4418, sku: 'VASE-BL', name: 'Blue Vase', price: '42.00', taxable: true, itemName: null, skuInBooks: false },
  {
    productId: 4419,
    sku: 'WHS-MUG-12',
    name: 'Stoneware Mug, Case of 12',
    price: '96.00',
    taxable: false,
    itemName: 'Mug Case (Wholesale)',
    skuInBooks: true,
  },
  {
    productId: 4420,
    sku: 'WHS-CNDL-24',
    name: 'Cedar Candle, Case of 24',
    price: '264.00',
    taxable: false,
    itemName: 'Candle Case (Wholesale)',
    skuInBooks: true,
  },
];

/** Shipping methods as buyers see them, and the service item whose income account each is booked to (null: unmapped). */
export const SHIPPING_METHODS = [
  { requestedService: 'Standard', itemName: 'Shipping - Standard' },
  { requestedService: 'Expedited', itemName: 'Shipping - Expedited' },
  { requestedService: 'International', itemName: 'Shipping - International' },
  { requestedService: 'Local courier', itemName: null },
] as const;

/** Service items beside products and shipping, by what they are for. */
export const SPECIAL_ITEMS = {
  defaultShipping: 'Shipping - Other',
  charge: 'Gift Wrap and Fees',
  discount: 'Channel Discounts',
  rounding: 'Rounding',
  salesTaxCollected: 'Sales Tax Collected',
} as const;

/** Accounts by the name that QuickBooks shows. */
export const ACCOUNTS = {
  productIncome: 'Sales of Product Income',
  wholesaleIncome: 'Wholesale Income',
  shippingIncome: 'Shipping Income',
  expeditedShippingIncome: 'Expedited Shipping Income',
  otherIncome: 'Other Sales Income',
  discounts: 'Discounts Given',
  rounding: 'Rounding Differences',
  salesTaxPayable: 'Sales Tax Payable (Channels)',
  receivable: 'Accounts Receivable (A/R)',
  undeposited: 'Undeposited Funds',
  postage: 'Postage and Delivery',
  postageClearing: 'Postage Clearing',
} as const;

/**
 * Sales tax where the seller collects it: charged only to buyers at home (Washington; in the Canadian company: Alberta), on
 * taxable products after line amounts, never on shipping. QuickBooks' tax codes carry the same rates, so that they tie.
 */
export const SELLER_TAX = {
  'us-automated': { code: null, zeroCode: null, percent: '6.5', currency: 'USD' },
  'us-manual': { code: 'WA State', zeroCode: null, percent: '6.5', currency: 'USD' },
  'us-none': { code: null, zeroCode: null, percent: '6.5', currency: 'USD' },
  canada: { code: 'GST', zeroCode: 'Zero-rated', percent: '5', currency: 'CAD' },
} as const;
