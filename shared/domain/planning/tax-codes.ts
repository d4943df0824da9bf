import type { DraftLine } from './lines.ts';
import { amountText, finding } from './messages.ts';
import { minorNumber } from './numbers.ts';
import type { JsonObject } from './plan.ts';
import { type DocumentScope, moneyIn } from './scope.ts';
import type { TaxAmounts } from './tax.ts';

/** What each line says about tax, and what the document says. */
export interface TaxMarks {
  /** One for each line, in order; null where the line carries none (the one discount line). */
  readonly lineCodes: readonly (TaxMark | null)[];
  /** Members of the body: TxnTaxDetail and its companions. */
  readonly body: JsonObject;
}

export interface TaxMark {
  /** TaxCodeRef's value. */
  readonly value: string;
  readonly name: string;
}

/** US lines name one of two pseudo codes (Intuit error 6100). */
const TAX: TaxMark = { value: 'TAX', name: 'TAX' };
const NON: TaxMark = { value: 'NON', name: 'NON' };

/** Marks lines and document for the company's regime; null (and a blocker) where that can't be done yet. */
export function taxMarksOf(scope: DocumentScope, lines: readonly DraftLine[], amounts: TaxAmounts): TaxMarks | null {
  const regime = scope.input.books.company.taxRegime;
  if (regime === 'global') {
    return unsupported(scope, 'sales tax outside the US (GST, VAT)');
  }
  if (amounts.onDocumentMinor === 0) {
    return { lineCodes: lines.map((line) => (isMarked(line) ? NON : null)), body: {} };
  }
  switch (regime) {
    case 'us-automated':
      return automated(scope, lines, amounts);
    case 'us-none':
      return noSalesTax(scope, amounts);
    case 'us-manual':
      return unsupported(scope, 'sales tax at the manual rates of QuickBooks');
    case 'us-automated-not-set-up':
      return unsupported(scope, 'sales tax while automated sales tax is not set up in QuickBooks; finish the set-up there, then refresh');
  }
}

/** The one discount line names an account and no item, and has no tax code. */
const isMarked = (line: DraftLine): boolean => line.role !== 'discount' || line.item !== null;

function unsupported(scope: DocumentScope, what: string): null {
  scope.blockers.push(finding('plan/unsupported', `${scope.label} needs ${what}, which Purser can't post yet; book it by hand or choose another treatment for the store`, { regime: scope.input.books.company.taxRegime }));
  return null;
}

function noSalesTax(scope: DocumentScope, { onDocumentMinor }: TaxAmounts): null {
  const message = `${scope.label} has a tax of ${amountText(moneyIn(scope, onDocumentMinor))}, but QuickBooks has no sales tax switched on; set the store to book tax on a liability line`;
  scope.blockers.push(finding('mapping/tax-missing', message, { taxMinor: onDocumentMinor, storeId: scope.keyOrder.storeId, proposal: 'liability-line' }));
  return null;
}

/**
 * US automated sales tax: TotalTax is what the channel charged and ShippingTaxIncludedInTotalTax keeps QuickBooks from adding
 * its own tax on shipping (Intuit XSD, Invoice). The answer's total is compared with the plan afterwards.
 */
function automated(scope: DocumentScope, lines: readonly DraftLine[], { onDocumentMinor }: TaxAmounts): TaxMarks {
  const taxed = taxedLines(lines, onDocumentMinor);
  return {
    lineCodes: lines.map((line) => (isMarked(line) ? markOf(line, taxed) : null)),
    body: { TxnTaxDetail: { TotalTax: minorNumber(onDocumentMinor, scope.digits) }, ShippingTaxIncludedInTotalTax: true },
  };
}

function markOf(line: DraftLine, taxed: ReadonlySet<DraftLine>): TaxMark {
  // A discount lowers what was taxed, so it goes with the taxed lines.
  const isTaxed = line.role === 'discount' ? taxed.size > 0 : taxed.has(line);
  return isTaxed ? TAX : NON;
}

/**
 * Which lines carry the tax: those whose items were taxed, and the shipping where the items explain less than the whole; where
 * the channel explains nothing, the mapped items' own setting. Tax with nothing taxable would be refused or ignored, so then
 * all products carry it.
 */
export function taxedLines(lines: readonly DraftLine[], taxMinor: number): ReadonlySet<DraftLine> {
  const goods = lines.filter(({ role }) => role === 'product' || role === 'charge' || role === 'whole-order');
  const shipping = lines.filter(({ role, amountMinor }) => role === 'shipping' && amountMinor > 0);
  const isExplained = goods.some(({ explainedTaxMinor }) => explainedTaxMinor !== null);
  const bySetting = (line: DraftLine): boolean => line.item?.taxable ?? false;
  const taxedGoods = goods.filter((line) => (isExplained ? (line.explainedTaxMinor ?? 0) > 0 : bySetting(line)));
  const explainedMinor = taxedGoods.reduce((sum, { explainedTaxMinor }) => sum + (explainedTaxMinor ?? 0), 0);
  const taxedShipping = shipping.filter((line) => (isExplained ? explainedMinor < taxMinor && !isRoundingApart(explainedMinor, taxMinor, goods.length) : bySetting(line)));
  const taxed = [...taxedGoods, ...taxedShipping].filter(({ amountMinor }) => amountMinor > 0);
  if (taxed.length > 0) {
    return new Set(taxed);
  }
  const rest = [goods, shipping].map((group) => group.filter(({ amountMinor }) => amountMinor > 0)).find((group) => group.length > 0);
  return new Set(rest ?? []);
}

/** Per-unit taxes are rounded: up to a cent a line they say nothing about tax on shipping. */
function isRoundingApart(explainedMinor: number, taxMinor: number, lineCount: number): boolean {
  return explainedMinor > 0 && taxMinor - explainedMinor <= lineCount;
}
