import { toMinor } from '../money/decimal.ts';
import { allocateMinor } from '../money/money.ts';
import { policyItem } from './items.ts';
import { amountLine, type DraftLine, sumOf, sumOverMembers } from './lines.ts';
import { amountText, finding } from './messages.ts';
import { type DocumentScope, moneyIn } from './scope.ts';

/** Where the tax that the channel charged goes. All but `chargedMinor` are parts of it. */
export interface TaxAmounts {
  readonly chargedMinor: number;
  /** As sales tax on the document. */
  readonly onDocumentMinor: number;
  /** Remitted by the marketplace: not on the document. */
  readonly remittedMinor: number;
  /** As a line on an item that points to a liability account. */
  readonly liabilityMinor: number;
}

/** Splits the order-level tax by the store's treatment (accounting rules, section 4), and blocks what has no place for it. */
export function taxAmountsOf(scope: DocumentScope): TaxAmounts {
  const chargedMinor = toMinor(
    sumOverMembers(scope, ({ taxAmount }) => taxAmount),
    scope.digits,
  );
  const nothing: TaxAmounts = { chargedMinor, onDocumentMinor: 0, remittedMinor: 0, liabilityMinor: 0 };
  if (chargedMinor < 0) {
    scope.blockers.push(
      finding('order/unknown-field-value', `${scope.label} has a negative tax; correct it in ShipStation`, { taxMinor: chargedMinor }),
    );
  }
  if (chargedMinor <= 0) {
    return nothing;
  }
  switch (scope.store.tax) {
    case 'marketplace':
      return { ...nothing, remittedMinor: chargedMinor };
    case 'liability-line':
      return { ...nothing, liabilityMinor: chargedMinor };
    case 'none':
      scope.blockers.push(
        finding(
          'order/tax-not-expected',
          `${scope.label} has a tax of ${amountText(moneyIn(scope, chargedMinor))}, but its store is set to no tax; set in Mapping who collects its tax`,
          { taxMinor: chargedMinor, storeId: scope.keyOrder.storeId },
        ),
      );
      return { ...nothing, onDocumentMinor: chargedMinor };
    case 'seller':
      return { ...nothing, onDocumentMinor: chargedMinor };
  }
}

/** The line that books tax to a liability account, where the treatment asks for one. */
export function liabilityLines(scope: DocumentScope, { liabilityMinor }: TaxAmounts): readonly DraftLine[] {
  if (liabilityMinor === 0) {
    return [];
  }
  const item = policyItem(scope, scope.store.taxItem, 'the sales tax that the seller collects', 'mapping/tax-missing');
  return [
    amountLine(scope, 'tax', item, 'Sales tax', liabilityMinor, {
      field: 'taxAmount',
      rule: 'the order’s tax, on the item of the liability account',
    }),
  ];
}

/**
 * Lines at net amounts where the store's prices include tax: the order's tax is taken out of the lines that were taxed, as the
 * channel explains it, else in proportion. Sent without quantity and price, which would no longer give the amount.
 */
export function linesNetOfTax(scope: DocumentScope, lines: readonly DraftLine[], chargedMinor: number): readonly DraftLine[] {
  if (scope.store.prices === 'net' || chargedMinor <= 0) {
    return lines;
  }
  const weights = lines.map((line) => taxedGross(line, lines));
  const explained = lines.map(({ explainedTaxMinor }) => explainedTaxMinor ?? 0);
  const isExplained = explained.reduce((sum, tax) => sum + tax, 0) === chargedMinor;
  const shares = isExplained ? explained : allocateMinor(chargedMinor, weights);
  if (lines.some(({ amountMinor }, index) => (shares[index] ?? 0) > Math.max(amountMinor, 0)) || lines.length === 0) {
    scope.blockers.push(
      finding(
        'plan/unsupported',
        `${scope.label} has more tax than its prices can include; post it by hand, or set the store's prices to net of tax`,
        { taxMinor: chargedMinor, linesMinor: sumOf(lines, 'product', 'charge') },
      ),
    );
    return lines;
  }
  return lines.map((line, index) => withoutTax(scope, line, shares[index] ?? 0));
}

/** What counts of a line when tax is shared out: its amount, where it was taxed or nothing says which lines were. */
function taxedGross(line: DraftLine, lines: readonly DraftLine[]): number {
  const isTold = lines.some(({ explainedTaxMinor }) => (explainedTaxMinor ?? 0) > 0);
  const isTaxed = isTold ? (line.explainedTaxMinor ?? 0) > 0 : line.role !== 'discount';
  return isTaxed ? Math.max(line.amountMinor, 0) : 0;
}

function withoutTax(scope: DocumentScope, line: DraftLine, shareMinor: number): DraftLine {
  if (shareMinor === 0) {
    return line;
  }
  const gross = amountText(moneyIn(scope, line.amountMinor));
  return {
    ...line,
    description: line.quantity === null || line.quantity === '1' ? line.description : `${line.description} × ${line.quantity}`,
    quantity: null,
    unitPrice: null,
    amountMinor: line.amountMinor - shareMinor,
    explanation: { field: line.explanation.field, rule: `${line.explanation.rule} (${gross}), less the tax that the price includes` },
  };
}
