import { fail, ok } from '../../../../shared/domain/result.ts';
import { type JsonObject, minorAt, objectAt, objectsAt, refAt } from '../json-value.ts';
import { unknownReference } from '../refusal.ts';
import { amountOf, baseAfterDiscount, percentOf, salesRatesOf, sumMinor, taxLineOf, type TaxRule } from './tax-input.ts';

/**
 * Manual US sales tax: the rates of the code that TxnTaxDetail.TxnTaxCodeRef names, on TAX lines. No code, no tax. A TotalTax
 * with a tax line for every rate of the code is taken as given; without tax lines QuickBooks reckons itself.
 */
export const manualTax: TaxRule = (question) => {
  const netMinor = question.lines.map((line) => line.minor);
  const none = ok({ detail: { TotalTax: 0 }, taxMinor: 0, netMinor });
  const codeId = refAt(question.sent, 'TxnTaxCodeRef');
  if (codeId === null) {
    return none;
  }
  const rates = salesRatesOf(question.company, codeId);
  if (rates === null) {
    return fail(unknownReference('TaxCode', codeId, 'TxnTaxCodeRef'));
  }
  const taxable = question.lines.filter((line) => line.taxCode === 'TAX');
  const baseMinor = baseAfterDiscount(sumMinor(taxable.map((line) => line.minor)), question);
  if (taxable.length === 0 || !question.customerIsTaxable) {
    return ok({ detail: { TxnTaxCodeRef: { value: codeId }, TotalTax: 0 }, taxMinor: 0, netMinor });
  }
  const givenLines = objectsAt(question.sent, 'TaxLine');
  const totalGiven = minorAt(question.sent, 'TotalTax', 2);
  if (totalGiven !== null && givenLines.length === 0 && question.company.settings().manualTaxWithoutTaxLine === 'zero') {
    return ok({ detail: { TxnTaxCodeRef: { value: codeId }, TotalTax: 0 }, taxMinor: 0, netMinor });
  }
  const isTaken = question.company.settings().sentTaxLines === 'taken';
  const amounts = rates.map((rate) => (isTaken ? givenAmount(givenLines, rate.id) : null) ?? percentOf(baseMinor, rate.percent));
  const taxMinor = isTaken && totalGiven !== null && givenLines.length > 0 ? totalGiven : sumMinor(amounts);
  const lines = rates.map((rate, index) => taxLineOf(rate, amounts[index] ?? 0, baseMinor));
  return ok({ detail: { TxnTaxCodeRef: { value: codeId }, TotalTax: amountOf(taxMinor), TaxLine: lines }, taxMinor, netMinor });
};

/** The amount that a sent TaxLine gives for a rate. */
export function givenAmount(lines: readonly JsonObject[], rateId: string): number | null {
  const line = lines.find((entry) => refAt(objectAt(entry, 'TaxLineDetail'), 'TaxRateRef') === rateId);
  return line === undefined ? null : minorAt(line, 'Amount', 2);
}
