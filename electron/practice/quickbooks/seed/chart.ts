import { ACCOUNTS, PRODUCTS, SHIPPING_METHODS, SPECIAL_ITEMS, STORES } from '../../seed/catalogue.ts';
import type { CompanyFile } from '../company-file.ts';
import { createListed, updateListed } from '../entities/named-lists.ts';
import { seededId } from './must.ts';

const ACCOUNT_KINDS: readonly (readonly [name: string, type: string, subType: string])[] = [
  [ACCOUNTS.receivable, 'Accounts Receivable', 'AccountsReceivable'],
  [ACCOUNTS.undeposited, 'Other Current Asset', 'UndepositedFunds'],
  ['Checking', 'Bank', 'Checking'],
  [ACCOUNTS.productIncome, 'Income', 'SalesOfProductIncome'],
  [ACCOUNTS.wholesaleIncome, 'Income', 'SalesOfProductIncome'],
  [ACCOUNTS.shippingIncome, 'Income', 'OtherPrimaryIncome'],
  [ACCOUNTS.expeditedShippingIncome, 'Income', 'OtherPrimaryIncome'],
  [ACCOUNTS.otherIncome, 'Income', 'OtherPrimaryIncome'],
  [ACCOUNTS.discounts, 'Income', 'DiscountsRefundsGiven'],
  [ACCOUNTS.rounding, 'Income', 'OtherPrimaryIncome'],
  [ACCOUNTS.salesTaxPayable, 'Other Current Liability', 'SalesTaxPayable'],
  [ACCOUNTS.postage, 'Expense', 'ShippingFreightDelivery'],
  [ACCOUNTS.postageClearing, 'Other Current Asset', 'OtherCurrentAssets'],
];

/** Accounts: those of the catalogue, and a bank-type clearing account for each channel that pays out. */
export function seedAccounts(company: CompanyFile): void {
  const clearing = [...new Set(STORES.flatMap((store) => store.clearingAccount ?? []))];
  for (const [name, type, subType] of [...ACCOUNT_KINDS, ...clearing.map((account) => [account, 'Bank', 'CashOnHand'] as const)]) {
    seededId(createListed(company, 'Account', { Name: name, AccountType: type, AccountSubType: subType }));
  }
}

/** Id of an account by its name. */
export function accountId(company: CompanyFile, name: string): string {
  return company.findNamed(['Account'], name)?.id ?? missing(name);
}

/** Id of an item by its name. */
export function itemId(company: CompanyFile, name: string): string {
  return company.findNamed(['Item'], name)?.id ?? missing(name);
}

function missing(name: string): never {
  throw new Error(`The practice books have no "${name}"`);
}

interface SeededItem {
  readonly name: string;
  readonly type: 'NonInventory' | 'Service';
  readonly account: string;
  readonly sku?: string;
  readonly price?: string;
  readonly description?: string;
  readonly taxable?: boolean;
  readonly isShipping?: boolean;
}

/** Items: the catalogue's products, one service for each shipping method, and the special ones. */
export function seedItems(company: CompanyFile): void {
  for (const item of [...productItems(), ...shippingItems(), ...specialItems()]) {
    seededId(
      createListed(company, 'Item', {
        Name: item.name,
        Sku: item.sku,
        Description: item.description,
        Type: item.type,
        Taxable: item.taxable ?? false,
        UnitPrice: item.price === undefined ? 0 : Number(item.price),
        IncomeAccountRef: { value: accountId(company, item.account) },
        ...(item.isShipping === true ? { TaxClassificationRef: { value: 'PRACTICE-SHIPPING', name: 'Shipping' } } : {}),
      }),
    );
  }
  retireItem(company, 'Paper Ornament');
}

/** An item that is no longer used: references to it are refused. */
function retireItem(company: CompanyFile, name: string): void {
  seededId(
    createListed(company, 'Item', {
      Name: name,
      Type: 'NonInventory',
      IncomeAccountRef: { value: accountId(company, ACCOUNTS.productIncome) },
    }),
  );
  const stored = company.findNamed(['Item'], name);
  if (stored !== null) {
    seededId(updateListed(company, stored, { sparse: true, Active: false }));
  }
}

function productItems(): SeededItem[] {
  return PRODUCTS.flatMap((product) =>
    product.itemName === null
      ? []
      : [
          {
            name: product.itemName,
            type: 'NonInventory' as const,
            account: product.sku.startsWith('WHS-') ? ACCOUNTS.wholesaleIncome : ACCOUNTS.productIncome,
            ...(product.skuInBooks ? { sku: product.sku } : {}),
            price: product.price,
            description: product.name,
            taxable: product.taxable,
          },
        ],
  );
}

function shippingItems(): SeededItem[] {
  const named = SHIPPING_METHODS.flatMap((method) =>
    method.itemName === null ? [] : [{ name: method.itemName, isExpedited: method.requestedService === 'Expedited' }],
  );
  return [...named, { name: SPECIAL_ITEMS.defaultShipping, isExpedited: false }].map(({ name, isExpedited }) => ({
    name,
    type: 'Service' as const,
    account: isExpedited ? ACCOUNTS.expeditedShippingIncome : ACCOUNTS.shippingIncome,
    isShipping: true,
  }));
}

function specialItems(): SeededItem[] {
  return [
    { name: SPECIAL_ITEMS.charge, type: 'Service', account: ACCOUNTS.otherIncome, taxable: true },
    { name: SPECIAL_ITEMS.discount, type: 'Service', account: ACCOUNTS.discounts, taxable: true },
    { name: SPECIAL_ITEMS.rounding, type: 'Service', account: ACCOUNTS.rounding },
    { name: SPECIAL_ITEMS.salesTaxCollected, type: 'Service', account: ACCOUNTS.salesTaxPayable },
  ];
}

/** Terms, ways of payment, classes and locations. */
export function seedSmallLists(company: CompanyFile): void {
  for (const [name, days] of [
    ['Due on receipt', 0],
    ['Net 15', 15],
    ['Net 30', 30],
  ] as const) {
    seededId(createListed(company, 'Term', { Name: name, DueDays: days }));
  }
  for (const [name, type] of [
    ['Cash', 'NON_CREDIT_CARD'],
    ['Check', 'NON_CREDIT_CARD'],
    ['Credit Card', 'CREDIT_CARD'],
  ] as const) {
    seededId(createListed(company, 'PaymentMethod', { Name: name, Type: type }));
  }
  for (const name of ['Online', 'Wholesale']) {
    seededId(createListed(company, 'Class', { Name: name }));
  }
  seededId(createListed(company, 'Department', { Name: 'Warehouse' }));
}
