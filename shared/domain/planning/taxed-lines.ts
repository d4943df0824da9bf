import type { DraftLine } from './lines.ts';

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
  const taxedShipping = shipping.filter((line) =>
    isExplained ? explainedMinor < taxMinor && !isRoundingApart(explainedMinor, taxMinor, goods.length) : bySetting(line),
  );
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
