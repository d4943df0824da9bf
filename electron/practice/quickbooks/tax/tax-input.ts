import { type Decimal, fromMinor, multiplyDecimals, toMinor } from '../../../../shared/domain/money/decimal.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile } from '../company-file.ts';
import { decimalAt, type JsonObject, objectAt, objectsAt, refAt } from '../json-value.ts';
import type { Refusal } from '../refusal.ts';

/** A sales line as the tax rules see it. */
export interface TaxedLine {
  readonly minor: number;
  readonly taxCode: string | null;
  /** Gross of a tax-inclusive line, where it was sent. */
  readonly inclusiveMinor: number | null;
  /** Whether QuickBooks takes the line for shipping, which automated tax treats by the state's rule. */
  readonly isShipping: boolean;
}

export interface TaxQuestion {
  readonly company: CompanyFile;
  /** TxnTaxDetail as sent; null where none was. */
  readonly sent: JsonObject | null;
  readonly lines: readonly TaxedLine[];
  /** Sum of all sales lines, shipping too. */
  readonly linesMinor: number;
  readonly discountMinor: number;
  readonly applyTaxAfterDiscount: boolean;
  /** Two letters of the state that the goods go to; null where no address says. */
  readonly state: string | null;
  readonly customerIsTaxable: boolean;
  readonly shippingTaxIncluded: boolean;
  readonly globalTaxCalculation: string | null;
}

export interface TaxAnswer {
  /** TxnTaxDetail as it is answered. */
  readonly detail: JsonObject;
  readonly taxMinor: number;
  /** Net of each line, where tax-inclusive amounts made it; else as they were. */
  readonly netMinor: readonly number[];
}

/** TaxReviewStatus of a document whose tax the caller gave. */
export const OVERRIDDEN = 'AST_TAX_OVERRIDE';

export type TaxRule = (question: TaxQuestion) => Result<TaxAnswer, Refusal>;

/** Percent of an amount in minor units, rounded half up. */
export function percentOf(minor: number, percent: Decimal): number {
  return toMinor(multiplyDecimals(multiplyDecimals(fromMinor(minor, 2), percent), fromMinor(1, 2)), 2);
}

/** The part of the discount that falls on `baseMinor` of the lines, where tax is reckoned after it. */
export function baseAfterDiscount(baseMinor: number, question: TaxQuestion): number {
  if (!question.applyTaxAfterDiscount || question.discountMinor === 0 || question.linesMinor === 0) {
    return baseMinor;
  }
  const share = Number(
    (BigInt(question.discountMinor) * BigInt(baseMinor) * 2n + BigInt(question.linesMinor)) / (BigInt(question.linesMinor) * 2n),
  );
  return baseMinor - share;
}

/** Sum of a figure over lines. */
export function sumMinor(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A minor amount as the JSON number of the API. */
export function amountOf(minor: number): number {
  return Number(fromMinor(minor, 2));
}

/** One TaxLine of TxnTaxDetail. */
export function taxLineOf(rate: { readonly id: string; readonly percent: Decimal }, amountMinor: number, netMinor: number): JsonObject {
  return {
    Amount: amountOf(amountMinor),
    DetailType: 'TaxLineDetail',
    TaxLineDetail: {
      TaxRateRef: { value: rate.id },
      PercentBased: true,
      TaxPercent: Number(rate.percent),
      NetAmountTaxable: amountOf(netMinor),
    },
  };
}

/** The rates that a tax code adds to sales, in their order; null where there is no such code. */
export function salesRatesOf(
  company: CompanyFile,
  taxCodeId: string,
): readonly { readonly id: string; readonly percent: Decimal }[] | null {
  const code = company.find('TaxCode', taxCodeId);
  if (code === null || code.body['Active'] === false) {
    return null;
  }
  return ratesListed(company, code.body);
}

function ratesListed(company: CompanyFile, code: JsonObject): { id: string; percent: Decimal }[] {
  return objectsAt(objectAt(code, 'SalesTaxRateList'), 'TaxRateDetail').flatMap((entry) => {
    const id = refAt(entry, 'TaxRateRef');
    const rate = id === null ? null : company.find('TaxRate', id);
    const percent = rate === null ? null : decimalAt(rate.body, 'RateValue');
    return id === null || percent === null ? [] : [{ id, percent }];
  });
}
