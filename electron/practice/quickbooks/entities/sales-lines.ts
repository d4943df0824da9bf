import { extendToMinor, toMinor } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile } from '../company-file.ts';
import { compact, decimalAt, isTrue, type JsonObject, minorAt, objectAt, refAt, textAt } from '../json-value.ts';
import {
  amountMismatch,
  businessRule,
  invalidDiscount,
  invalidEnum,
  invalidUsTaxCode,
  noLines,
  notInPlan,
  type Refusal,
  requiredMissing,
  wrongAccountType,
} from '../refusal.ts';
import { amountOf, percentOf, type TaxedLine } from '../tax/tax-input.ts';
import { referenceTo, resolve } from './references.ts';

/** QuickBooks' own pseudo item for shipping. */
const SHIPPING_ITEM = 'SHIPPING_ITEM_ID';
/** Intuit's limit for a taxable document. */
const MOST_LINES = 750;

export interface BuiltLines {
  /** As they are answered, without the subtotal. */
  readonly answered: readonly JsonObject[];
  /** One for each answered sales line, with its place among the answered. */
  readonly taxed: readonly (TaxedLine & { readonly at: number })[];
  readonly discountMinor: number;
  /** Place of the discount line among the answered; -1 where there is none. */
  readonly discountAt: number;
}

interface Draft {
  readonly answered: JsonObject[];
  readonly taxed: (TaxedLine & { readonly at: number })[];
  discount: JsonObject | null;
}

/**
 * Checks the sent lines and gives them as QuickBooks answers them: ids, numbers, names of items, a tax code for each.
 *
 * @param previousIds line ids of the document before, which lines that name them keep
 */
export function buildLines(company: CompanyFile, sent: readonly JsonObject[], previousIds: readonly string[]): Result<BuiltLines, Refusal> {
  const draft: Draft = { answered: [], taxed: [], discount: null };
  if (sent.length > MOST_LINES) {
    return fail(businessRule(`A transaction can have at most ${MOST_LINES} lines.`));
  }
  for (const line of sent) {
    const refusal = addLine(company, draft, line);
    if (refusal !== null) {
      return fail(refusal);
    }
  }
  if (draft.answered.length === 0) {
    return fail(noLines());
  }
  const answered = numberLines(draft.answered, previousIds);
  if (draft.discount === null) {
    return ok({ answered, taxed: draft.taxed, discountMinor: 0, discountAt: -1 });
  }
  const linesMinor = draft.taxed.reduce((sum, line) => sum + line.minor, 0);
  const discount = buildDiscount(company, draft.discount, linesMinor);
  if (!discount.ok) {
    return discount;
  }
  if (discount.value === null) {
    return ok({ answered, taxed: draft.taxed, discountMinor: 0, discountAt: -1 });
  }
  return ok({
    answered: [...answered, discount.value.line],
    taxed: draft.taxed,
    discountMinor: discount.value.minor,
    discountAt: answered.length,
  });
}

function addLine(company: CompanyFile, draft: Draft, line: JsonObject): Refusal | null {
  const detailType = textAt(line, 'DetailType');
  switch (detailType) {
    case null:
      return requiredMissing('DetailType');
    case 'SalesItemLineDetail':
      return addSalesLine(company, draft, line);
    case 'DescriptionOnly':
      draft.answered.push(
        compact({ Id: line['Id'], Description: line['Description'], DetailType: 'DescriptionOnly', DescriptionLineDetail: {} }),
      );
      return null;
    case 'SubTotalLineDetail':
      return null;
    case 'DiscountLineDetail':
      if (draft.discount !== null) {
        return invalidDiscount('Only one discount line can be given.');
      }
      draft.discount = line;
      return null;
    default:
      return invalidEnum('DetailType', detailType);
  }
}

function addSalesLine(company: CompanyFile, draft: Draft, line: JsonObject): Refusal | null {
  const detail = objectAt(line, 'SalesItemLineDetail');
  const amount = decimalAt(line, 'Amount');
  if (detail === null) {
    return requiredMissing('SalesItemLineDetail');
  }
  if (amount === null) {
    return requiredMissing('Amount');
  }
  const minor = toMinor(amount, 2);
  const quantity = decimalAt(detail, 'Qty');
  const unitPrice = decimalAt(detail, 'UnitPrice');
  if (quantity !== null && unitPrice !== null && extendToMinor(quantity, unitPrice, 2) !== minor) {
    return amountMismatch(amount);
  }
  const itemId = refAt(detail, 'ItemRef');
  if (itemId === null) {
    // Without an item the line only documents: its amount does not count (Intuit's schema notes).
    draft.answered.push(
      compact({ Id: line['Id'], Description: line['Description'], DetailType: 'DescriptionOnly', DescriptionLineDetail: {} }),
    );
    return null;
  }
  const item = itemId === SHIPPING_ITEM ? shippingItem(company) : findItem(company, detail);
  if (!item.ok) {
    return item.fault;
  }
  const taxCode = taxCodeOf(company, detail, item.value.taxable);
  if (!taxCode.ok) {
    return taxCode.fault;
  }
  const classRef = classOf(company, detail);
  if (!classRef.ok) {
    return classRef.fault;
  }
  draft.taxed.push({
    minor,
    taxCode: taxCode.value,
    inclusiveMinor: minorAt(detail, 'TaxInclusiveAmt', 2),
    isShipping: item.value.isShipping,
    at: draft.answered.length,
  });
  const answeredDetail = compact({
    ...detail,
    ItemRef: item.value.reference,
    ClassRef: classRef.value ?? undefined,
    UnitPrice: unitPrice === null ? undefined : Number(unitPrice),
    Qty: quantity === null ? undefined : Number(quantity),
    TaxCodeRef: taxCode.value === null ? undefined : { value: taxCode.value },
  });
  draft.answered.push(
    compact({
      Id: line['Id'],
      Description: line['Description'] === '' ? undefined : line['Description'],
      Amount: amountOf(minor),
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: answeredDetail,
    }),
  );
  return null;
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
function classOf(company: CompanyFile, detail: JsonObject): Result<JsonObject | null, Refusal> {
  if (refAt(detail, 'ClassRef') !== null && company.settings().plan !== 'Plus') {
    return fail(notInPlan('Class tracking'));
  }
  const found = resolve(company, detail, 'ClassRef', 'Class');
  if (!found.ok || found.value === null) {
    return found.ok ? ok(null) : found;
  }
  return ok(isTrue(company.preferenceGroup('AccountingInfoPrefs'), 'ClassTrackingPerTxnLine') ? referenceTo(found.value) : null);
}

/** An amount, or a percent of the lines. An amount discount without Amount is dropped silently, as in QuickBooks. */
function buildDiscount(
  company: CompanyFile,
  line: JsonObject,
  linesMinor: number,
): Result<{ readonly line: JsonObject; readonly minor: number } | null, Refusal> {
  if (!company.allows('AllowDiscount')) {
    return fail(invalidDiscount('Discounts are not turned on in the company settings.'));
  }
  const detail = objectAt(line, 'DiscountLineDetail');
  const percent = isTrue(detail, 'PercentBased') ? decimalAt(detail, 'DiscountPercent') : null;
  const sentMinor = minorAt(line, 'Amount', 2);
  const minor = percent === null ? sentMinor : percentOf(linesMinor, percent);
  if (minor === null) {
    return ok(null);
  }
  if (percent !== null && sentMinor !== null && sentMinor !== minor) {
    return fail(businessRule("You can't set both an amount and a discount percentage. Enter either one and leave the other blank."));
  }
  if (minor < 0) {
    return fail(invalidDiscount('The discount must not be negative.'));
  }
  const account = resolve(company, detail, 'DiscountAccountRef', 'Account');
  if (!account.ok) {
    return account;
  }
  if (account.value !== null && account.value.body['AccountType'] !== 'Income') {
    return fail(wrongAccountType('DiscountAccountRef'));
  }
  const preferred = textAt(company.preferenceGroup('SalesFormsPrefs'), 'DefaultDiscountAccount');
  const used = account.value ?? (preferred === null ? null : company.find('Account', preferred));
  const answered = compact({
    PercentBased: percent !== null,
    DiscountPercent: percent === null ? undefined : Number(percent),
    DiscountAccountRef: used === null ? undefined : referenceTo(used),
  });
  return ok({ line: { Amount: amountOf(minor), DetailType: 'DiscountLineDetail', DiscountLineDetail: answered }, minor });
}

/** A line that names an id of the document keeps it; the others get the next free ones. */
function numberLines(lines: readonly JsonObject[], previousIds: readonly string[]): JsonObject[] {
  let last = previousIds.reduce((highest, id) => Math.max(highest, Number(id)), 0);
  return lines.map((line, index) => {
    const sentId = textAt(line, 'Id');
    const isKept = sentId !== null && previousIds.includes(sentId);
    if (!isKept) {
      last += 1;
    }
    return { ...line, Id: isKept ? sentId : String(last), LineNum: index + 1 };
  });
}
