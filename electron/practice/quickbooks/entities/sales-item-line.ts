import { type Decimal, extendToMinor, toMinor } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile } from '../company-file.ts';
import { compact, decimalAt, isTrue, type JsonObject, minorAt, objectAt, refAt, textAt } from '../json-value.ts';
import { amountMismatch, businessRule, invalidUsTaxCode, notInPlan, type Refusal, requiredMissing } from '../refusal.ts';
import type { TaxedLine } from '../tax/tax-input.ts';
import { referenceTo, resolve } from './references.ts';

/** QuickBooks' own pseudo item for shipping. */
const SHIPPING_ITEM = 'SHIPPING_ITEM_ID';

export interface SalesItem {
  readonly taxed: TaxedLine;
  /** SalesItemLineDetail as it is answered. */
  readonly detail: JsonObject;
}

/**
 * Checks the detail of a sales line. Where quantity and price are both sent, the amount must be their product, rounded half
 * up (6070).
 */
export function buildSalesItem(company: CompanyFile, detail: JsonObject, amount: Decimal): Result<SalesItem, Refusal> {
  const minor = toMinor(amount, 2);
  const quantity = decimalAt(detail, 'Qty');
  const unitPrice = decimalAt(detail, 'UnitPrice');
  if (quantity !== null && unitPrice !== null && extendToMinor(quantity, unitPrice, 2) !== minor) {
    return fail(amountMismatch(amount));
  }
  const item = refAt(detail, 'ItemRef') === SHIPPING_ITEM ? shippingItem(company) : findItem(company, detail);
  if (!item.ok) {
    return item;
  }
  const taxCode = taxCodeOf(company, detail, item.value.taxable);
  if (!taxCode.ok) {
    return taxCode;
  }
  const classRef = classOf(company, detail);
  if (!classRef.ok) {
    return classRef;
  }
  return ok({
    taxed: { minor, taxCode: taxCode.value, inclusiveMinor: minorAt(detail, 'TaxInclusiveAmt', 2), isShipping: item.value.isShipping },
    detail: compact({
      ...detail,
      ItemRef: item.value.reference,
      ClassRef: classRef.value ?? undefined,
      UnitPrice: unitPrice === null ? undefined : Number(unitPrice),
      Qty: quantity === null ? undefined : Number(quantity),
      TaxCodeRef: taxCode.value === null ? undefined : { value: taxCode.value },
    }),
  });
}

interface LineItem {
  readonly reference: JsonObject;
  readonly taxable: boolean;
  readonly isShipping: boolean;
}

function shippingItem(company: CompanyFile): Result<LineItem, Refusal> {
  return company.allows('AllowShipping')
    ? ok({ reference: { value: SHIPPING_ITEM }, taxable: false, isShipping: true })
    : fail(businessRule('Shipping is not turned on in the company settings.'));
}

/** True for shipping that is turned off, where that is set to vanish instead of being refused. */
export function isDroppedShipping(company: CompanyFile, detail: JsonObject): boolean {
  const isOff = refAt(detail, 'ItemRef') === SHIPPING_ITEM && !company.allows('AllowShipping');
  return isOff && company.settings().featureTurnedOff === 'drop';
}

function findItem(company: CompanyFile, detail: JsonObject): Result<LineItem, Refusal> {
  const item = resolve(company, detail, 'ItemRef', 'Item');
  if (!item.ok) {
    return item;
  }
  if (item.value === null) {
    return fail(requiredMissing('ItemRef'));
  }
  const { body } = item.value;
  if (body['Type'] === 'Category') {
    return fail(businessRule('A category can not be used as a product or service.'));
  }
  return ok({
    reference: referenceTo(item.value),
    taxable: isTrue(body, 'Taxable'),
    isShipping: textAt(objectAt(body, 'TaxClassificationRef'), 'name') === 'Shipping',
  });
}

/** US: TAX or NON, by the item where nothing is said. Elsewhere the code as sent; the tax rule looks at it. */
function taxCodeOf(company: CompanyFile, detail: JsonObject, itemIsTaxable: boolean): Result<string | null, Refusal> {
  const code = refAt(detail, 'TaxCodeRef');
  if (company.regime === 'canada') {
    return ok(code);
  }
  if (code === null) {
    return ok(itemIsTaxable && company.regime !== 'us-none' ? 'TAX' : 'NON');
  }
  return code === 'TAX' || code === 'NON' ? ok(code) : fail(invalidUsTaxCode(code));
}

/** Classes need the plan (5030); where lines are not tracked by class QuickBooks drops them. */
export function classOf(company: CompanyFile, detail: JsonObject): Result<JsonObject | null, Refusal> {
  if (refAt(detail, 'ClassRef') !== null && company.settings().plan !== 'Plus') {
    return fail(notInPlan('Class tracking'));
  }
  const found = resolve(company, detail, 'ClassRef', 'Class');
  if (!found.ok || found.value === null) {
    return found.ok ? ok(null) : found;
  }
  return ok(isTrue(company.preferenceGroup('AccountingInfoPrefs'), 'ClassTrackingPerTxnLine') ? referenceTo(found.value) : null);
}
