import { decimal, type Decimal } from '../../../../shared/domain/money/decimal.ts';

/** What automated sales tax knows of a state that the company collects in. Rates are percent. */
export interface StateTax {
  readonly agency: string;
  readonly taxesShipping: boolean;
  readonly parts: readonly { readonly rateName: string; readonly percent: Decimal }[];
}

/** States in which the practice company is registered: a state rate and one for the town. Elsewhere nothing is due. */
export const STATE_TAXES: Readonly<Record<string, StateTax>> = {
  WA: {
    agency: 'Washington State Department of Revenue',
    taxesShipping: true,
    parts: [
      { rateName: 'Washington State', percent: decimal('6.5') },
      { rateName: 'Washington Local', percent: decimal('3.75') },
    ],
  },
  CA: {
    agency: 'California Department of Tax and Fee Administration',
    taxesShipping: false,
    parts: [
      { rateName: 'California State', percent: decimal('7.25') },
      { rateName: 'California District', percent: decimal('1.25') },
    ],
  },
  NY: {
    agency: 'New York State Department of Taxation and Finance',
    taxesShipping: true,
    parts: [
      { rateName: 'New York State', percent: decimal('4') },
      { rateName: 'New York City', percent: decimal('4.875') },
    ],
  },
};
