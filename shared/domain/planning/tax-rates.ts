import type { TaxCode, TaxRate } from '../books/reference.ts';
import type { RecordName } from '../config/config.ts';
import { resolvePlain } from '../mapping/resolve.ts';
import { addDecimals, type Decimal, fromMinor, multiplyDecimals, toMinor, ZERO } from '../money/decimal.ts';
import { problemOf } from './items.ts';
import type { DraftLine } from './lines.ts';
import { amountText, finding } from './messages.ts';
import { type DocumentScope, moneyIn } from './scope.ts';
import { taxedLines } from './taxed-lines.ts';

/** One rate's part of a reckoned tax. */
export interface TaxPart {
  readonly rate: TaxRate;
  readonly amountMinor: number;
}

/** What QuickBooks would compute from its own rates. */
export interface ReckonedTax {
  readonly code: TaxCode;
  readonly taxed: ReadonlySet<DraftLine>;
  readonly baseMinor: number;
  readonly parts: readonly TaxPart[];
  readonly totalMinor: number;
  /** Whether a discount line lowers the base. */
  readonly isAfterDiscount: boolean;
}

/** none: nothing is computed from rates here. blocked: it should be, and a blocker says why it can't. */
export type TaxReckoning =
  | { readonly kind: 'none' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'reckoned'; readonly tax: ReckonedTax };

/**
 * The tax of the mapped code on the lines that the channel taxed, where the company's books compute tax from rates (manual US
 * tax, and everywhere outside the US). What comes out takes the place of the channel's figure in the tie-out, so that a
 * difference is one before anything is sent (accounting rules, section 4).
 */
export function reckonTax(scope: DocumentScope, lines: readonly DraftLine[], chargedMinor: number): TaxReckoning {
  const { taxRegime } = scope.input.books.company;
  if (chargedMinor === 0 || scope.store.tax !== 'seller' || (taxRegime !== 'us-manual' && taxRegime !== 'global')) {
    return { kind: 'none' };
  }
  const code = taxCodeOf(scope, scope.store.taxCode, `the tax of ${amountText(moneyIn(scope, chargedMinor))} that the seller collects`);
  const rates = code === null ? null : ratesOf(scope, code);
  if (code === null || rates === null) {
    return { kind: 'blocked' };
  }
  const discounts = lines.filter(({ role }) => role === 'discount');
  const likely = taxedLines(lines, chargedMinor);
  const outcomes = [likely, withShippingTurned(lines, likely)].map((taxed) => ({
    taxed,
    ...partsOn(scope, [...taxed, ...discounts], rates),
  }));
  const found = outcomes.find(({ totalMinor }) => totalMinor === chargedMinor) ?? outcomes[0];
  if (found === undefined) {
    return { kind: 'blocked' };
  }
  const isAfterDiscount = discounts.some(({ item }) => item === null) && scope.input.config.policy.discounts === 'line';
  if (isAfterDiscount && lines.some((line) => line.role !== 'discount' && line.amountMinor !== 0 && !found.taxed.has(line))) {
    const message = `${scope.label} has a discount line over taxed and untaxed lines, and how QuickBooks shares it between them is not certain; book discounts on an item`;
    scope.blockers.push(finding('plan/unsupported', message, { proposal: 'discounts on an item' }));
    return { kind: 'blocked' };
  }
  return { kind: 'reckoned', tax: { code, isAfterDiscount, ...found } };
}

/** Whether shipping was taxed is often not told: where the likely answer does not tie, the other one may. */
function withShippingTurned(lines: readonly DraftLine[], taxed: ReadonlySet<DraftLine>): ReadonlySet<DraftLine> {
  const shipping = lines.filter(({ role, amountMinor }) => role === 'shipping' && amountMinor > 0);
  const goods = [...taxed].filter(({ role }) => role !== 'shipping');
  return new Set(shipping.some((line) => taxed.has(line)) ? goods : [...goods, ...shipping]);
}

function partsOn(
  scope: DocumentScope,
  lines: readonly DraftLine[],
  rates: readonly TaxRate[],
): Pick<ReckonedTax, 'baseMinor' | 'parts' | 'totalMinor'> {
  const baseMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const parts = rates.map((rate): TaxPart => ({ rate, amountMinor: percentOf(baseMinor, rate.rate, scope.digits) }));
  return { baseMinor, parts, totalMinor: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

/** Percent of an amount, rounded half up to the minor unit. */
function percentOf(baseMinor: number, percent: Decimal, digits: number): number {
  return toMinor(multiplyDecimals(multiplyDecimals(fromMinor(baseMinor, digits), percent), fromMinor(1, 2)), digits);
}

/** A tax code of the store's mapping; a blocker where none is named or it can't be used. */
export function taxCodeOf(scope: DocumentScope, name: RecordName | null, purpose: string): TaxCode | null {
  if (name === null) {
    scope.blockers.push(
      finding('mapping/tax-missing', `${scope.label} needs a tax code for ${purpose}, and its store names none; choose one in Mapping`, {
        storeId: scope.keyOrder.storeId,
        purpose,
      }),
    );
    return null;
  }
  const resolved = resolvePlain(scope.input.books, 'tax-code', name);
  if (!resolved.ok) {
    scope.blockers.push(problemOf(scope, resolved.fault, purpose));
    return null;
  }
  return resolved.value.kind === 'tax-code' ? resolved.value : null;
}

function ratesOf(scope: DocumentScope, code: TaxCode): readonly TaxRate[] | null {
  const records = code.salesRateIds.map((id) => scope.input.books.recordById('tax-rate', id));
  const rates = records
    .filter((record) => record?.kind === 'tax-rate' && record.active)
    .filter((record): record is TaxRate => record !== null);
  const total = rates.reduce((sum, { rate }) => addDecimals(sum, rate), ZERO);
  if (rates.length === 0 || rates.length !== code.salesRateIds.length || total === ZERO) {
    const message = `${scope.label}: the tax code ${code.name} has no complete set of sales rates in QuickBooks; choose another code, or correct it there and refresh`;
    scope.blockers.push(finding('mapping/tax-missing', message, { taxCodeId: code.id }));
    return null;
  }
  return rates;
}
