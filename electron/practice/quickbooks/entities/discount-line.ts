import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile } from '../company-file.ts';
import { compact, decimalAt, isTrue, type JsonObject, minorAt, objectAt, textAt } from '../json-value.ts';
import { businessRule, invalidDiscount, type Refusal, wrongAccountType } from '../refusal.ts';
import { amountOf, percentOf } from '../tax/tax-input.ts';
import { referenceTo, resolve } from './references.ts';
import { classOf } from './sales-item-line.ts';

/** An amount, or a percent of the lines. An amount discount without Amount is dropped silently, as in QuickBooks. */
export function buildDiscount(
  company: CompanyFile,
  line: JsonObject,
  linesMinor: number,
): Result<{ readonly line: JsonObject; readonly minor: number } | null, Refusal> {
  if (!company.allows('AllowDiscount')) {
    return company.settings().featureTurnedOff === 'drop'
      ? ok(null)
      : fail(invalidDiscount('Discounts are not turned on in the company settings.'));
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
  const classRef = classOf(company, detail ?? {});
  if (!classRef.ok) {
    return classRef;
  }
  const preferred = textAt(company.preferenceGroup('SalesFormsPrefs'), 'DefaultDiscountAccount');
  const used = account.value ?? (preferred === null ? null : company.find('Account', preferred));
  const answered = compact({
    PercentBased: percent !== null,
    DiscountPercent: percent === null ? undefined : Number(percent),
    DiscountAccountRef: used === null ? undefined : referenceTo(used),
    ClassRef: classRef.value ?? undefined,
  });
  return ok({ line: { Amount: amountOf(minor), DetailType: 'DiscountLineDetail', DiscountLineDetail: answered }, minor });
}
