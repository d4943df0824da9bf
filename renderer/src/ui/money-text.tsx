import type { ReactElement } from 'react';

import type { Money } from '../../../shared/domain/money/money.ts';
import { formatMoney } from '../lib/format.ts';
import { texts } from '../lib/texts.ts';
import styles from './figures.module.css';

/** The one way in which money is shown: tabular figures, the currency's own decimals. */
export function MoneyText({ amount, strong = false }: { readonly amount: Money | null; readonly strong?: boolean }): ReactElement {
  if (amount === null) {
    return <span className={styles['nothing']}>{texts.common.nothing}</span>;
  }
  return <span className={strong ? `${styles['figure']} ${styles['strong']}` : styles['figure']}>{formatMoney(amount)}</span>;
}

/** Totals in several currencies are never added up: each is shown. */
export function MoneyTotals({ totals, strong = false }: { readonly totals: readonly Money[]; readonly strong?: boolean }): ReactElement {
  if (totals.length === 0) {
    return <MoneyText amount={null} />;
  }
  return (
    <span className={styles['totals']}>
      {totals.map((amount) => (
        <MoneyText key={amount.currency} amount={amount} strong={strong} />
      ))}
    </span>
  );
}
