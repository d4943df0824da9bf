import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { MoneyTotals } from '../../ui/money-text.tsx';
import styles from './overview.module.css';

type Shown = MethodOutput<'overview.show'>;

const TO_REVIEW: readonly string[] = ['ready', 'blocked', 'attention'];
const FAILED: readonly string[] = ['failed', 'uncertain'];

/** Sums per currency; currencies are never added to one another. */
function addTotals(totals: readonly Money[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of totals) {
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}

const countOf = (shown: Shown, states: readonly string[]): number =>
  shown.states.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);

const totalsOf = (shown: Shown, states: readonly string[]): readonly Money[] =>
  addTotals(shown.states.filter(({ state }) => states.includes(state)).flatMap(({ totals }) => totals));

export function Numbers({ company, shown }: { readonly company: string; readonly shown: Shown }): ReactElement {
  const byMapping = shown.heldUp.filter(({ code }) => code.startsWith('mapping/'));
  const heldCount = byMapping.reduce((sum, { count }) => sum + count, 0);
  const held = addTotals(byMapping.flatMap(({ totals }) => totals));
  return (
    <div className={styles['numbers']}>
      <Number
        to={`/c/${company}/review`}
        name={texts.overview.toReview}
        figure={formatCount(countOf(shown, TO_REVIEW))}
        hint={<MoneyTotals totals={totalsOf(shown, TO_REVIEW)} />}
      />
      <Number
        to={`/c/${company}/mapping`}
        name={texts.overview.heldByMapping}
        figure={held.length === 0 ? formatCount(0) : <MoneyTotals totals={held} />}
        hint={texts.overview.heldHint(texts.common.orders(heldCount))}
      />
      <Number
        to={`/c/${company}/replay`}
        name={texts.overview.failed}
        figure={formatCount(countOf(shown, FAILED))}
        hint={texts.overview.failedHint}
      />
      <Number
        to={`/c/${company}/activity`}
        name={texts.overview.postedThisWeek}
        figure={formatCount(shown.postedThisWeek)}
        hint={texts.overview.postedHint}
      />
    </div>
  );
}

interface NumberProps {
  readonly to: string;
  readonly name: string;
  readonly figure: ReactNode;
  readonly hint: ReactNode;
}

function Number({ to, name, figure, hint }: NumberProps): ReactElement {
  return (
    <Link to={to} className={styles['number']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['figure']}>{figure}</span>
      <span className={styles['hint']}>{hint}</span>
    </Link>
  );
}
