import type { Account, BooksReference, Item } from '../books/reference.ts';
import type { RecordName } from '../config/config.ts';
import type { Finding, FindingCode } from '../findings.ts';
import {
  productKeyOf,
  type RecordProblem,
  recordNameText,
  resolveAccount,
  resolveItem,
  resolveProduct,
  shippingMappingFor,
  shippingMethodText,
} from '../mapping/resolve.ts';
import type { Order, OrderItem } from '../orders/order.ts';
import { cleanText, cutText, itemName, nameKey } from '../orders/text.ts';
import { finding } from './messages.ts';
import type { NewRecordRef } from './plan.ts';
import type { DocumentScope } from './scope.ts';

/** An item that a line names: one of the books, or one that posting makes first. */
export interface ChosenItem {
  readonly ref: string | NewRecordRef;
  readonly name: string;
  readonly accountName: string | null;
  readonly taxable: boolean;
  readonly creation: ItemCreation | null;
}

/** What a new item will be. Shown before it is made. */
export interface ItemCreation {
  readonly name: string;
  readonly sku: string | null;
  readonly type: 'NonInventory' | 'Service';
  readonly account: Account;
  readonly taxable: boolean;
}

/** Intuit's name for the shipping field of sales forms: a line that names no item of the company (Invoice, "Shipping"). */
const SHIPPING_FIELD_ID = 'SHIPPING_ITEM_ID';

/** The shipping field, with the account that the books put it on: one for all, which the company has chosen. */
export function shippingField({ input: { books } }: DocumentScope): ChosenItem {
  const account = accountNameOf(books, books.company.defaultAccounts?.shipping) ?? 'Default shipping account';
  return { ref: SHIPPING_FIELD_ID, name: 'Shipping field', accountName: account, taxable: false, creation: null };
}

/** What an account that the books choose by themselves is called; null where nobody knows. */
export function accountNameOf(books: BooksReference, id: string | null | undefined): string | null {
  return id === null || id === undefined ? null : (books.accountById(id)?.name ?? null);
}

export const isShippingField = ({ ref }: ChosenItem): boolean => ref === SHIPPING_FIELD_ID;

export const existing = (item: Item): ChosenItem => ({
  ref: item.id,
  name: item.name,
  accountName: item.incomeAccountName,
  taxable: item.taxable,
  creation: null,
});

function toBeMade(creation: ItemCreation): ChosenItem {
  return {
    ref: { ref: `new-item:${nameKey(creation.name)}` },
    name: creation.name,
    accountName: creation.account.name,
    taxable: creation.taxable,
    creation,
  };
}

/** A record's problem as a blocker of this document. */
export function problemOf(scope: DocumentScope, problem: RecordProblem, what: string): Finding {
  return finding(problem.code, `${scope.label}: ${problem.message} (${what})`, problem.details);
}

/** An item that the policy names for a purpose; a blocker with `missing` as its code where the policy names none. */
export function policyItem(scope: DocumentScope, name: RecordName | null, purpose: string, missing: FindingCode): ChosenItem | null {
  if (name === null) {
    scope.blockers.push(
      finding(missing, `${scope.label} needs an item for ${purpose}, and the policy names none; choose one in Mapping`, { purpose }),
    );
    return null;
  }
  const resolved = resolveItem(scope.input.books, name);
  if (!resolved.ok) {
    scope.blockers.push(problemOf(scope, resolved.fault, purpose));
    return null;
  }
  return existing(resolved.value);
}

/** The item of a product: mapped, matched by SKU, or by policy the fallback, a new one, or nothing yet (a blocker). */
export function productItem(scope: DocumentScope, item: OrderItem): ChosenItem | null {
  const { config, books } = scope.input;
  const match = resolveProduct(item, config, books);
  switch (match.kind) {
    case 'matched':
      return existing(match.item);
    case 'problem':
      scope.blockers.push(
        finding(match.problem.code, `${scope.label}: ${match.problem.message} (product ${productText(item)})`, {
          ...match.problem.details,
          sku: productKeyOf(item),
        }),
      );
      return null;
    case 'unmatched':
      return unmatchedProduct(scope, item);
  }
}

/** "MUG-1 (Stoneware Mug)", or whichever of the two there is. */
function productText({ sku, name }: OrderItem): string {
  const code = cleanText(sku ?? '');
  const words = cutText(cleanText(name), 80);
  if (code === '' || words === '') {
    return code === '' ? words || 'without name and SKU' : code;
  }
  return `${code} (${words})`;
}

function unmatchedProduct(scope: DocumentScope, item: OrderItem): ChosenItem | null {
  const { items } = scope.input.config.policy;
  switch (items.whenUnmatched) {
    case 'hold':
      scope.blockers.push(productMissing(scope, item, 'map it to a QuickBooks item'));
      return null;
    case 'fallback':
      return policyItem(scope, items.fallbackItem, `products without a mapping, such as ${productText(item)}`, 'mapping/product-missing');
    case 'create':
      return newProduct(scope, item);
  }
}

function productMissing(scope: DocumentScope, item: OrderItem, next: string): Finding {
  const details = { sku: productKeyOf(item), name: cleanText(item.name) };
  return finding(
    'mapping/product-missing',
    `${scope.label} has the product ${productText(item)}, which no QuickBooks item stands for; ${next}`,
    details,
  );
}

function newProduct(scope: DocumentScope, item: OrderItem): ChosenItem | null {
  const { policy } = scope.input.config;
  const name = itemName(item.name) || itemName(item.sku ?? '');
  if (name === '' || policy.items.incomeAccount === null) {
    scope.blockers.push(
      productMissing(
        scope,
        item,
        name === '' ? 'it has no name to make one under: map it' : 'choose the income account for new items, or map it',
      ),
    );
    return null;
  }
  const [holder] = scope.input.books.itemsByName(name);
  if (holder !== undefined) {
    const isKnown = holder.active
      ? 'an item of that name is there: map it to that one or another'
      : 'an inactive item holds that name: make it active or map the product';
    scope.blockers.push(productMissing(scope, item, isKnown));
    return null;
  }
  const account = resolveAccount(scope.input.books, policy.items.incomeAccount);
  if (!account.ok) {
    scope.blockers.push(problemOf(scope, account.fault, 'income account of new items'));
    return null;
  }
  const sku = cutText(cleanText(item.sku ?? ''), 100);
  return toBeMade({ name, sku: sku === '' ? null : sku, type: policy.items.createAs, account: account.value, taxable: true });
}

/** The item of a shipping method: mapped (made first, where the mapping says so), else the default, else a blocker. */
export function shippingItem(scope: DocumentScope, order: Order): ChosenItem | null {
  const { config, books } = scope.input;
  const method = shippingMethodText(order);
  const mapping = shippingMappingFor(order, config);
  if (mapping === null) {
    const { whenUnmapped, defaultItem } = config.policy.shipping;
    if (whenUnmapped === 'default' && defaultItem !== null) {
      return policyItem(scope, defaultItem, 'shipping without a mapping', 'mapping/shipping-missing');
    }
    const message = `${scope.label} was shipped by "${method}", which no item stands for; map the method to a shipping item`;
    scope.blockers.push(
      finding('mapping/shipping-missing', message, {
        method,
        requestedService: order.requestedService,
        carrierCode: order.carrierCode,
        serviceCode: order.serviceCode,
      }),
    );
    return null;
  }
  const resolved = resolveItem(books, mapping.item);
  if (resolved.ok) {
    return existing(resolved.value);
  }
  const account = mapping.createWithAccount ?? null;
  if (resolved.fault.code !== 'mapping/record-not-found' || account === null || !('name' in mapping.item)) {
    scope.blockers.push(problemOf(scope, resolved.fault, `shipping method "${method}"`));
    return null;
  }
  const income = resolveAccount(books, account);
  if (!income.ok) {
    scope.blockers.push(problemOf(scope, income.fault, `income account of the new item ${recordNameText(mapping.item)}`));
    return null;
  }
  return toBeMade({ name: itemName(mapping.item.name), sku: null, type: 'Service', account: income.value, taxable: false });
}
