import { toMinor } from '../../../../shared/domain/money/decimal.ts';
import { allocateMinor } from '../../../../shared/domain/money/money.ts';
import { fail, ok } from '../../../../shared/domain/result.ts';
import { isTrue, type JsonObject, minorAt, textAt } from '../json-value.ts';
import { businessRule } from '../refusal.ts';
import { STATE_TAXES, type StateTax } from './state-rates.ts';
import {
  amountOf,
  baseAfterDiscount,
  OVERRIDDEN,
  percentOf,
  sumMinor,
  type TaxAnswer,
  taxLineOf,
  type TaxQuestion,
  type TaxRule,
} from './tax-input.ts';

/**
 * Automated sales tax (api/quickbooks §4.3.2): the engine's tax by the state of the ship-to address on TAX lines, unless the
 * caller's TotalTax overrides it. An override is spread over the state's parts. Without ShippingTaxIncludedInTotalTax the
 * engine's own tax on shipping comes on top of it. A TxnTaxCodeRef is ignored.
 */
export const automatedTax: TaxRule = (question) => {
  const netMinor = question.lines.map((line) => line.minor);
  const taxable = question.lines.filter((line) => line.taxCode === 'TAX');
  const state = question.state === null ? undefined : STATE_TAXES[question.state];
  const overrideMinor = overrideOf(question);
  if (overrideMinor === null) {
    return ok(engineTax(question, state, netMinor));
  }
  if (taxable.length === 0) {
    const settings = question.company.settings();
    if (overrideMinor > 0 && settings.taxWithoutTaxableLine === 'refuse') {
      return fail(businessRule('Tax can not be given where no line is taxable.'));
    }
    return ok({ detail: { TotalTax: 0 }, taxMinor: 0, netMinor });
  }
  const shippingTaxMinor = question.shippingTaxIncluded || state === undefined ? 0 : shippingTaxOf(question, state);
  const totalMinor = overrideMinor + shippingTaxMinor;
  const baseMinor = baseAfterDiscount(sumMinor(taxable.map((line) => line.minor)), question);
  const detail = { TotalTax: amountOf(totalMinor), TaxReviewStatus: OVERRIDDEN, ...taxLines(question, state, totalMinor, baseMinor) };
  return ok({ detail, taxMinor: totalMinor, netMinor });
};

function overrideOf(question: TaxQuestion): number | null {
  if (question.sent === null || isTrue(question.sent, 'UseAutomatedSalesTax') || !question.company.settings().taxOverride) {
    return null;
  }
  return minorAt(question.sent, 'TotalTax', 2);
}

function engineTax(question: TaxQuestion, state: StateTax | undefined, netMinor: readonly number[]): TaxAnswer {
  const due = question.lines.filter((line) => line.taxCode === 'TAX' && (!line.isShipping || state?.taxesShipping === true));
  const baseMinor = baseAfterDiscount(sumMinor(due.map((line) => line.minor)), question);
  if (state === undefined || due.length === 0 || !question.customerIsTaxable) {
    return { detail: { TotalTax: 0 }, taxMinor: 0, netMinor };
  }
  const parts = state.parts.map((part) => percentOf(baseMinor, part.percent));
  const lines = state.parts.map((part, index) =>
    taxLineOf({ id: rateIdOf(question, part.rateName), percent: part.percent }, parts[index] ?? 0, baseMinor),
  );
  const taxMinor = sumMinor(parts);
  return { detail: { TotalTax: amountOf(taxMinor), TaxLine: lines }, taxMinor, netMinor };
}

function shippingTaxOf(question: TaxQuestion, state: StateTax): number {
  if (!state.taxesShipping || !question.customerIsTaxable) {
    return 0;
  }
  const shipping = sumMinor(question.lines.filter((line) => line.isShipping && line.taxCode === 'TAX').map((line) => line.minor));
  return sumMinor(state.parts.map((part) => percentOf(shipping, part.percent)));
}

/** The override over the state's parts by their rates. Where the state is not known there are no parts to spread it over. */
function taxLines(question: TaxQuestion, state: StateTax | undefined, totalMinor: number, baseMinor: number): JsonObject {
  if (state === undefined) {
    return {};
  }
  const amounts = allocateMinor(
    totalMinor,
    state.parts.map((part) => toMinor(part.percent, 3)),
  );
  const lines = state.parts.map((part, index) =>
    taxLineOf({ id: rateIdOf(question, part.rateName), percent: part.percent }, amounts[index] ?? 0, baseMinor),
  );
  return { TaxLine: lines };
}

function rateIdOf(question: TaxQuestion, rateName: string): string {
  const rate = question.company.findNamed(['TaxRate'], rateName);
  return textAt(rate?.body ?? null, 'Id') ?? '0';
}
