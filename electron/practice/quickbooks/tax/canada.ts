import { type Decimal, toMinor } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { minorAt, objectsAt } from '../json-value.ts';
import { businessRule, invalidEnum, type Refusal, requiredMissing, taxNotApplicable, unknownReference } from '../refusal.ts';
import {
  amountOf,
  baseAfterDiscount,
  percentOf,
  salesRatesOf,
  sumMinor,
  type TaxAnswer,
  type TaxedLine,
  taxLineOf,
  type TaxQuestion,
  type TaxRule,
} from './tax-input.ts';
import { givenAmount } from './us-manual.ts';

interface Rate {
  readonly id: string;
  readonly percent: Decimal;
}

/** Lines of one tax code. */
interface CodeGroup {
  readonly rates: readonly Rate[];
  readonly lines: readonly number[];
}

/**
 * The global tax model (api/quickbooks §4.3.3): every sales line names a real tax code, the document says whether amounts
 * are exclusive or inclusive. Inclusive lines are brought to their net one by one, so a cent may be left over, as there.
 */
export const canadaTax: TaxRule = (question) => {
  const mode = question.globalTaxCalculation;
  if (mode === null) {
    return fail(requiredMissing('GlobalTaxCalculation'));
  }
  if (mode === 'NotApplicable') {
    const plain = ok({ detail: { TotalTax: 0 }, taxMinor: 0, netMinor: question.lines.map((line) => line.minor) });
    return question.sent === null ? plain : fail(taxNotApplicable());
  }
  if (mode !== 'TaxExcluded' && mode !== 'TaxInclusive') {
    return fail(invalidEnum('GlobalTaxCalculation', mode));
  }
  const groups = groupByCode(question);
  if (!groups.ok) {
    return groups;
  }
  const netMinor = question.lines.map((line) => (mode === 'TaxInclusive' ? netOf(line, groups.value) : line.minor));
  return ok(reckon(question, groups.value, netMinor));
};

function groupByCode(question: TaxQuestion): Result<ReadonlyMap<string, CodeGroup>, Refusal> {
  const groups = new Map<string, CodeGroup>();
  for (const [index, line] of question.lines.entries()) {
    if (line.taxCode === null) {
      return fail({ ...businessRule(''), detail: 'Make sure all your transactions have a GST/HST rate before you save.' });
    }
    const rates = groups.get(line.taxCode)?.rates ?? salesRatesOf(question.company, line.taxCode);
    if (rates === null) {
      return fail(unknownReference('TaxCodes', line.taxCode, 'TaxCodeRef'));
    }
    groups.set(line.taxCode, { rates, lines: [...(groups.get(line.taxCode)?.lines ?? []), index] });
  }
  return ok(groups);
}

/** gross × 100 / (100 + percent), half up, in whole numbers: percent in thousandths. */
function netOf(line: TaxedLine, groups: ReadonlyMap<string, CodeGroup>): number {
  if (line.inclusiveMinor === null) {
    return line.minor;
  }
  const rates = (line.taxCode === null ? null : groups.get(line.taxCode))?.rates ?? [];
  const whole = BigInt(100_000 + sumMinor(rates.map((rate) => toMinor(rate.percent, 3))));
  const gross = BigInt(Math.abs(line.inclusiveMinor));
  const net = Number((gross * 100_000n * 2n + whole) / (whole * 2n));
  return line.inclusiveMinor < 0 ? -net : net;
}

function reckon(question: TaxQuestion, groups: ReadonlyMap<string, CodeGroup>, netMinor: readonly number[]): TaxAnswer {
  const linesMinor = sumMinor(netMinor);
  const bases = new Map<string, { readonly rate: Rate; baseMinor: number }>();
  for (const group of groups.values()) {
    const net = sumMinor(group.lines.map((index) => netMinor[index] ?? 0));
    const baseMinor = baseAfterDiscount(net, { ...question, applyTaxAfterDiscount: true, linesMinor });
    for (const rate of group.rates) {
      const known = bases.get(rate.id) ?? { rate, baseMinor: 0 };
      bases.set(rate.id, { rate, baseMinor: known.baseMinor + baseMinor });
    }
  }
  const given = question.company.settings().sentTaxLines === 'taken' ? objectsAt(question.sent, 'TaxLine') : [];
  const totalGiven = minorAt(question.sent, 'TotalTax', 2);
  const parts = [...bases.values()].map(({ rate, baseMinor }) => ({
    rate,
    baseMinor,
    minor: givenAmount(given, rate.id) ?? percentOf(baseMinor, rate.percent),
  }));
  // An override counts only with a tax line for each rate that is used.
  const isOverride = totalGiven !== null && parts.every(({ rate }) => givenAmount(given, rate.id) !== null);
  const taxMinor = isOverride ? totalGiven : sumMinor(parts.map((part) => part.minor));
  const lines = parts.map(({ rate, baseMinor, minor }) => taxLineOf(rate, minor, baseMinor));
  return { detail: { TotalTax: amountOf(taxMinor), TaxLine: lines }, taxMinor, netMinor };
}
