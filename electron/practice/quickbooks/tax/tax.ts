import { assertNever, ok } from '../../../../shared/domain/result.ts';
import { automatedTax } from './us-automated.ts';
import { canadaTax } from './canada.ts';
import { manualTax } from './us-manual.ts';
import type { TaxRule } from './tax-input.ts';

/** The tax of a sales document by the company's regime. Without sales tax a sent TxnTaxDetail is ignored. */
export const taxOf: TaxRule = (question) => {
  const { regime } = question.company;
  switch (regime) {
    case 'us-automated':
      return automatedTax(question);
    case 'us-manual':
      return manualTax(question);
    case 'us-none':
      return ok({ detail: { TotalTax: 0 }, taxMinor: 0, netMinor: question.lines.map((line) => line.minor) });
    case 'canada':
      return canadaTax(question);
    default:
      return assertNever(regime);
  }
};
