import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile } from '../company-file.ts';
import { compact, decimalAt, type JsonObject, objectAt, refAt, textAt } from '../json-value.ts';
import { businessRule, invalidDiscount, invalidEnum, noLines, type Refusal, requiredMissing } from '../refusal.ts';
import { amountOf, type TaxedLine } from '../tax/tax-input.ts';
import { buildDiscount } from './discount-line.ts';
import { buildSalesItem, isDroppedShipping } from './sales-item-line.ts';

/** Intuit's limits for a document, and for one with tax on it (api/quickbooks §3.1). */
const MOST_LINES = 10_000;
export const MOST_TAXED_LINES = 750;

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
  if (refAt(detail, 'ItemRef') === null) {
    // Without an item the line only documents: its amount does not count (Intuit's schema notes).
    draft.answered.push(
      compact({ Id: line['Id'], Description: line['Description'], DetailType: 'DescriptionOnly', DescriptionLineDetail: {} }),
    );
    return null;
  }
  if (isDroppedShipping(company, detail)) {
    return null;
  }
  const built = buildSalesItem(company, detail, amount);
  if (!built.ok) {
    return built.fault;
  }
  draft.taxed.push({ ...built.value.taxed, at: draft.answered.length });
  draft.answered.push(
    compact({
      Id: line['Id'],
      Description: line['Description'] === '' ? undefined : line['Description'],
      Amount: amountOf(built.value.taxed.minor),
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: built.value.detail,
    }),
  );
  return null;
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
