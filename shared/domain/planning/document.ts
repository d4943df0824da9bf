import { type Decimal, extendToMinor, fromMinor, isExactMinor, multiplyDecimals, signOf, toMinor } from '../money/decimal.ts';
import type { Money } from '../money/money.ts';
import { billingAddressOf, isRedacted } from '../orders/buyer.ts';
import type { ShippingState } from '../orders/shipping-state.ts';
import { emailKey, nameKey, usableEmail } from '../orders/text.ts';
import type { BusinessDate } from '../time/instants.ts';
import { postalAddress } from './address.ts';
import { fingerprintsOf, noteReference, type ReferenceNames } from './fingerprint.ts';
import { customFieldsOf } from './custom-fields.ts';
import { type ChosenItem, isShippingField } from './items.ts';
import type { DraftLine } from './lines.ts';
import { privateNote, trackingText } from './memo.ts';
import { exactNumber, minorNumber } from './numbers.ts';
import type { JsonObject, NewRecordRef, PlannedCustomer, PlannedDocument, TieOut } from './plan.ts';
import type { RecordRefs } from './record-refs.ts';
import { type DocumentScope, moneyIn } from './scope.ts';
import type { TaxMark, TaxMarks } from './tax-codes.ts';

/** Everything of a sales document that is decided; only the body is left to write. */
export interface SalesFacts {
  readonly kind: 'invoice' | 'sales-receipt';
  readonly customer: PlannedCustomer;
  readonly number: string;
  readonly date: BusinessDate;
  readonly lines: readonly DraftLine[];
  readonly marks: TaxMarks;
  readonly refs: RecordRefs;
  readonly shipping: ShippingState;
  readonly tieOut: TieOut;
  readonly exchangeRate: number | null;
}

/** A reference to a record that is there, or to one that posting makes first. */
export function reference(names: ReferenceNames, property: string, target: string | NewRecordRef, name: string): JsonObject {
  noteReference(names, property, typeof target === 'string' ? target : JSON.stringify(target), name);
  return { value: typeof target === 'string' ? target : { ref: target.ref } };
}

export const customerRef = (names: ReferenceNames, customer: PlannedCustomer): JsonObject =>
  reference(names, 'CustomerRef', customer.kind === 'existing' ? customer.id : { ref: 'new-customer' }, customer.name);

/** Total of the document, as the books must answer it. */
export const totalMoney = (scope: DocumentScope, tieOut: TieOut): Money => moneyIn(scope, tieOut.documentTotalMinor);

/** The invoice or sales receipt exactly as it is sent (Intuit V3, Invoice and SalesReceipt). */
export function salesDocument(scope: DocumentScope, facts: SalesFacts, names: ReferenceNames): PlannedDocument {
  const { kind, tieOut } = facts;
  const entity = kind === 'invoice' ? 'Invoice' : 'SalesReceipt';
  const body: JsonObject = {
    ...headOf(scope, facts, names),
    ...shipPart(facts.shipping),
    ...addressesOf(scope),
    ...partiesOf(facts, names),
    ...customFieldsOf(scope),
    Line: linesOf(scope, facts, names),
    ...facts.marks.body,
  };
  for (const { property, id, name } of facts.marks.references) {
    noteReference(names, property, id, name);
  }
  const prints = fingerprintsOf(entity, body, names);
  const trackingNumbers = [facts.shipping.trackingNumber ?? [], facts.shipping.otherTrackingNumbers].flat();
  const note = privateNote(scope, prints.fingerprint, { marketplaceTaxMinor: tieOut.marketplaceTaxMinor, trackingNumbers });
  return {
    kind,
    entity,
    makes: kind === 'invoice' ? 'invoice' : null,
    body: { ...body, PrivateNote: note },
    total: totalMoney(scope, tieOut),
    subject: `${kind}:${scope.keyOrder.orderId}`,
    ...prints,
  };
}

function headOf(scope: DocumentScope, { customer, number, date, exchangeRate }: SalesFacts, names: ReferenceNames): JsonObject {
  return {
    CustomerRef: customerRef(names, customer),
    DocNumber: number,
    TxnDate: date,
    ...currencyPart(scope, exchangeRate),
  };
}

/** CurrencyRef's value is the ISO code; it is sent where the company keeps several currencies. */
export function currencyPart(scope: DocumentScope, exchangeRate: number | null): JsonObject {
  const part = scope.input.books.company.multiCurrency ? { CurrencyRef: { value: scope.currency } } : {};
  return exchangeRate === null ? part : { ...part, ExchangeRate: exchangeRate };
}

/** The part that follows the parcel and is kept in step after posting. */
export function shipPart({
  shippedOn,
  trackingNumber,
  method,
}: Pick<ShippingState, 'shippedOn' | 'trackingNumber' | 'method'>): JsonObject {
  return {
    ...(shippedOn === null ? {} : { ShipDate: shippedOn }),
    ...(trackingNumber === null ? {} : { TrackingNum: trackingText(trackingNumber) }),
    ...(method === null || shippedOn === null ? {} : { ShipMethodRef: { value: method } }),
  };
}

function addressesOf({ keyOrder }: DocumentScope): JsonObject {
  const billing = postalAddress(billingAddressOf(keyOrder));
  const shipping = postalAddress(keyOrder.shipTo);
  const email = isRedacted(keyOrder.email) ? null : usableEmail(keyOrder.email);
  return {
    ...(billing === null ? {} : { BillAddr: billing }),
    ...(shipping === null ? {} : { ShipAddr: shipping }),
    ...(email === null ? {} : { BillEmail: { Address: email } }),
  };
}

/** Terms, class, location, and for a sales receipt where its money went. */
function partiesOf({ kind, refs, number }: SalesFacts, names: ReferenceNames): JsonObject {
  const named = (property: string, record: { readonly id: string; readonly name: string } | null): JsonObject =>
    record === null ? {} : { [property]: reference(names, property, record.id, record.name) };
  return {
    ...(kind === 'invoice' ? named('SalesTermRef', refs.terms) : {}),
    ...named('ClassRef', refs.documentClass),
    ...named('DepartmentRef', refs.location),
    ...(kind === 'sales-receipt'
      ? { ...named('DepositToAccountRef', refs.clearingAccount), ...named('PaymentMethodRef', refs.paymentMethod), PaymentRefNum: number }
      : {}),
  };
}

/** Sales lines as they are, then the one discount line with what all discounts on it sum to. */
function linesOf(scope: DocumentScope, { lines, marks, refs }: SalesFacts, names: ReferenceNames): readonly JsonObject[] {
  const bodies: JsonObject[] = [];
  let discountMinor = 0;
  lines.forEach((line, index) => {
    if (line.item === null) {
      discountMinor += line.amountMinor;
    } else {
      bodies.push(itemLineBody(scope, line, line.item, marks.lineCodes[index] ?? null, refs, names));
    }
  });
  if (discountMinor !== 0) {
    bodies.push(discountLineBody(scope, -discountMinor, refs, names));
  }
  return bodies;
}

function itemLineBody(
  scope: DocumentScope,
  line: DraftLine,
  item: ChosenItem,
  code: TaxMark | null,
  refs: RecordRefs,
  names: ReferenceNames,
): JsonObject {
  return {
    ...(line.description === '' ? {} : { Description: line.description }),
    Amount: minorNumber(line.amountMinor, scope.digits),
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: {
      ItemRef: reference(names, 'ItemRef', item.ref, item.name),
      ...quantityPart(scope, line),
      ...(code === null ? {} : { TaxCodeRef: reference(names, 'TaxCodeRef', code.value, code.name) }),
      ...(refs.lineClass === null || isShippingField(item)
        ? {}
        : { ClassRef: reference(names, 'ClassRef', refs.lineClass.id, refs.lineClass.name) }),
    },
  };
}

/** Intuit names five decimals of a price and takes seven; which of them it multiplies with is not documented. */
const MOST_DECIMALS = 7;
const SURE_DECIMALS = 5;

/**
 * Qty and UnitPrice, of which QuickBooks checks the product (error 6070). Left out where the amount is not their product (prices
 * with tax taken out), where a negative half cent leaves open which way QuickBooks rounds, and where the price has more decimals
 * than QuickBooks keeps, or another amount at as many as it surely keeps.
 */
function quantityPart(scope: DocumentScope, { quantity, unitPrice, amountMinor }: DraftLine): JsonObject {
  if (quantity === null || unitPrice === null) {
    return {};
  }
  const [qty, price] = [exactNumber(quantity), exactNumber(unitPrice)];
  const isSafe = signOf(unitPrice) >= 0 || isExactMinor(multiplyDecimals(unitPrice, quantity), scope.digits);
  const isKept = isExactMinor(unitPrice, SURE_DECIMALS) || isKeptLonger(scope, quantity, unitPrice, amountMinor);
  return qty === null || price === null || !isSafe || !isKept ? {} : { Qty: qty, UnitPrice: price };
}

function isKeptLonger(scope: DocumentScope, quantity: Decimal, unitPrice: Decimal, amountMinor: number): boolean {
  const shorter = fromMinor(toMinor(unitPrice, SURE_DECIMALS), SURE_DECIMALS);
  return isExactMinor(unitPrice, MOST_DECIMALS) && extendToMinor(quantity, shorter, scope.digits) === amountMinor;
}

function discountLineBody(scope: DocumentScope, amountMinor: number, refs: RecordRefs, names: ReferenceNames): JsonObject {
  const account = refs.discountAccount;
  return {
    Amount: minorNumber(amountMinor, scope.digits),
    DetailType: 'DiscountLineDetail',
    DiscountLineDetail: {
      PercentBased: false,
      ...(account === null ? {} : { DiscountAccountRef: reference(names, 'DiscountAccountRef', account.id, account.name) }),
      ...(refs.lineClass === null ? {} : { ClassRef: reference(names, 'ClassRef', refs.lineClass.id, refs.lineClass.name) }),
    },
  };
}

/** Items that the document's lines need and that are not there yet, each once. */
export function newItemDocuments(lines: readonly DraftLine[]): readonly PlannedDocument[] {
  const made = new Map<string, PlannedDocument>();
  for (const { item } of lines) {
    if (item !== null && item.creation !== null && typeof item.ref !== 'string' && !made.has(item.ref.ref)) {
      made.set(item.ref.ref, newItemDocument(item.ref, item.creation));
    }
  }
  return [...made.values()];
}

function newItemDocument(makes: NewRecordRef, { name, sku, type, account, taxable }: NonNullable<ChosenItem['creation']>): PlannedDocument {
  const names: ReferenceNames = new Map();
  const body: JsonObject = {
    Name: name,
    ...(sku === null ? {} : { Sku: sku }),
    Type: type,
    IncomeAccountRef: reference(names, 'IncomeAccountRef', account.id, account.name),
    Taxable: taxable,
  };
  return {
    kind: 'item',
    entity: 'Item',
    makes: makes.ref,
    body,
    total: null,
    subject: makes.ref.replace('new-item:', 'item:'),
    ...fingerprintsOf('Item', body, names),
  };
}

const TWO_LATIN_WORDS = /^([\p{Script=Latin}][\p{Script=Latin}\p{M}'’-]*) ([\p{Script=Latin}][\p{Script=Latin}\p{M}'’-]*)$/u;

/** A new customer as it is sent. First and last name only where a name is plainly the two of them. */
export function newCustomerDocument(scope: DocumentScope, name: string, email: string | null, company: string | null): PlannedDocument {
  const person = company === null ? TWO_LATIN_WORDS.exec(name) : null;
  const [, given = '', family = ''] = person ?? [];
  const hasParts = given !== '' && given.length <= 100 && family.length <= 100;
  const billing = postalAddress(billingAddressOf(scope.keyOrder));
  const shipping = postalAddress(scope.keyOrder.shipTo);
  const body: JsonObject = {
    DisplayName: name,
    ...(hasParts ? { GivenName: given, FamilyName: family } : {}),
    ...(company === null ? {} : { CompanyName: company }),
    ...(email === null ? {} : { PrimaryEmailAddr: { Address: email } }),
    ...(billing === null ? {} : { BillAddr: billing }),
    ...(shipping === null ? {} : { ShipAddr: shipping }),
    ...(scope.input.books.company.multiCurrency ? { CurrencyRef: { value: scope.currency } } : {}),
  };
  const subject = `customer:${nameKey(name)}${email === null ? '' : ` <${emailKey(email)}>`}`;
  return {
    kind: 'customer',
    entity: 'Customer',
    makes: 'new-customer',
    body,
    total: null,
    subject,
    ...fingerprintsOf('Customer', body, new Map()),
  };
}
