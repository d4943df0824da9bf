import type { DraftLine } from './lines.ts';
import { amountText, finding } from './messages.ts';
import { exactNumber, minorNumber } from './numbers.ts';
import type { JsonObject } from './plan.ts';
import { type DocumentScope, moneyIn } from './scope.ts';
import type { TaxAmounts } from './tax.ts';
import { type ReckonedTax, taxCodeOf, type TaxReckoning } from './tax-rates.ts';
import { taxedLines } from './taxed-lines.ts';

/** What each line says about tax, and what the document says. */
export interface TaxMarks {
  /** One for each line, in order; null where the line carries none (the one discount line). */
  readonly lineCodes: readonly (TaxMark | null)[];
  /** Members of the body: TxnTaxDetail and its companions. */
  readonly body: JsonObject;
  /** What the records in `body` are called, by property, for the fingerprint. */
  readonly references: readonly { readonly property: string; readonly id: string; readonly name: string }[];
}

export interface TaxMark {
  /** TaxCodeRef's value. */
  readonly value: string;
  readonly name: string;
}

/** US lines name one of two pseudo codes (Intuit error 6100). */
const TAX: TaxMark = { value: 'TAX', name: 'TAX' };
const NON: TaxMark = { value: 'NON', name: 'NON' };

/** Marks lines and document for the company's regime; null (and a blocker) where that can't be done. */
export function taxMarksOf(
  scope: DocumentScope,
  lines: readonly DraftLine[],
  amounts: TaxAmounts,
  reckoning: TaxReckoning,
): TaxMarks | null {
  const regime = scope.input.books.company.taxRegime;
  if (reckoning.kind === 'blocked') {
    return null;
  }
  if (regime === 'global') {
    return globalMarks(scope, lines, reckoning);
  }
  if (amounts.onDocumentMinor === 0 || scope.store.tax !== 'seller') {
    return { lineCodes: lines.map((line) => (isMarked(line) ? NON : null)), body: {}, references: [] };
  }
  switch (regime) {
    case 'us-automated':
      return automated(scope, lines, amounts);
    case 'us-manual':
      return reckoning.kind === 'reckoned' ? manual(scope, lines, reckoning.tax) : null;
    case 'us-none':
      return noSalesTax(scope, amounts);
    case 'us-automated-not-set-up': {
      const message = `${scope.label} has a tax to book while automated sales tax is not set up in QuickBooks; finish the set-up there and refresh, or set the store to a liability line`;
      scope.blockers.push(finding('plan/unsupported', message, { regime }));
      return null;
    }
  }
}

/** The one discount line names an account and no item, and has no tax code. */
const isMarked = (line: DraftLine): boolean => line.role !== 'discount' || line.item !== null;

function noSalesTax(scope: DocumentScope, { onDocumentMinor }: TaxAmounts): null {
  const message = `${scope.label} has a tax of ${amountText(moneyIn(scope, onDocumentMinor))}, but QuickBooks has no sales tax switched on; set the store to book tax on a liability line`;
  scope.blockers.push(
    finding('mapping/tax-missing', message, { taxMinor: onDocumentMinor, storeId: scope.keyOrder.storeId, proposal: 'liability-line' }),
  );
  return null;
}

/**
 * US automated sales tax: TotalTax is what the channel charged and ShippingTaxIncludedInTotalTax keeps QuickBooks from adding
 * its own tax on shipping (Intuit XSD, Invoice). The answer's total is compared with the plan afterwards.
 */
function automated(scope: DocumentScope, lines: readonly DraftLine[], { onDocumentMinor }: TaxAmounts): TaxMarks | null {
  const taxed = taxedLines(lines, onDocumentMinor);
  if (taxed.size === 0) {
    // QuickBooks refuses or ignores a tax with nothing taxable (fact sheet, 4.3.2).
    const message = `${scope.label} has a tax of ${amountText(moneyIn(scope, onDocumentMinor))} and no line of more than 0.00 to tax; correct it in ShipStation, or book it by hand`;
    scope.blockers.push(finding('plan/unsupported', message, { taxMinor: onDocumentMinor }));
    return null;
  }
  return {
    lineCodes: lines.map((line) => (isMarked(line) ? markOf(line, taxed, TAX, NON) : null)),
    body: { TxnTaxDetail: { TotalTax: minorNumber(onDocumentMinor, scope.digits) }, ShippingTaxIncludedInTotalTax: true },
    references: [],
  };
}

/** US manual sales tax: the code in the header, with its tax lines, because without them QuickBooks may book no tax at all. */
function manual(scope: DocumentScope, lines: readonly DraftLine[], tax: ReckonedTax): TaxMarks {
  const { TxnTaxDetail: detail } = taxDetail(scope, tax);
  return {
    lineCodes: lines.map((line) => (isMarked(line) ? markOf(line, tax.taxed, TAX, NON) : null)),
    body: {
      TxnTaxDetail: { TxnTaxCodeRef: { value: tax.code.id }, ...detail },
      ...(tax.isAfterDiscount ? { ApplyTaxAfterDiscount: true } : {}),
    },
    references: [{ property: 'TxnTaxCodeRef', id: tax.code.id, name: tax.code.name }, ...rateReferences(tax)],
  };
}

/** Outside the US every line names a real code: the mapped one where tax was charged, the zero-rate code on all others. */
function globalMarks(scope: DocumentScope, lines: readonly DraftLine[], reckoning: TaxReckoning): TaxMarks | null {
  const tax = reckoning.kind === 'reckoned' ? reckoning.tax : null;
  const taxed: ReadonlySet<DraftLine> = tax?.taxed ?? new Set();
  const isZero = (line: DraftLine): boolean => isMarked(line) && !isTaxed(line, taxed);
  const zeroCode = lines.some(isZero) ? taxCodeOf(scope, scope.store.zeroTaxCode, 'the lines without tax') : null;
  const zero: TaxMark | null = zeroCode === null ? null : { value: zeroCode.id, name: zeroCode.name };
  const full: TaxMark | null = tax === null ? null : { value: tax.code.id, name: tax.code.name };
  if (lines.some(isZero) && zero === null) {
    return null;
  }
  return {
    lineCodes: lines.map((line) => (isMarked(line) ? markOf(line, taxed, full, zero) : null)),
    body: { GlobalTaxCalculation: 'TaxExcluded', ...(tax === null ? {} : taxDetail(scope, tax)) },
    references: tax === null ? [] : rateReferences(tax),
  };
}

/** A discount lowers what was taxed, so it goes with the taxed lines. */
const isTaxed = (line: DraftLine, taxed: ReadonlySet<DraftLine>): boolean => (line.role === 'discount' ? taxed.size > 0 : taxed.has(line));

const markOf = <T>(line: DraftLine, taxed: ReadonlySet<DraftLine>, full: T, zero: T): T => (isTaxed(line, taxed) ? full : zero);

const rateReferences = ({ parts }: ReckonedTax): TaxMarks['references'] =>
  parts.map(({ rate }) => ({ property: 'TaxRateRef', id: rate.id, name: rate.name }));

/** TotalTax with one tax line for each rate: an override counts only with all of them (fact sheet, 4.3.3). */
function taxDetail(scope: DocumentScope, { parts, totalMinor, baseMinor }: ReckonedTax): { readonly TxnTaxDetail: JsonObject } {
  const lines = parts.map(({ rate, amountMinor }): JsonObject => {
    const percent = exactNumber(rate.rate);
    return {
      Amount: minorNumber(amountMinor, scope.digits),
      DetailType: 'TaxLineDetail',
      TaxLineDetail: {
        TaxRateRef: { value: rate.id },
        PercentBased: true,
        ...(percent === null ? {} : { TaxPercent: percent }),
        NetAmountTaxable: minorNumber(baseMinor, scope.digits),
      },
    };
  });
  return { TxnTaxDetail: { TotalTax: minorNumber(totalMinor, scope.digits), TaxLine: lines } };
}
