import type { ReactElement, ReactNode } from 'react';

import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { MoneyTotals } from '../../ui/money-text.tsx';
import type { Rehearsed } from './rehearsal-screen.tsx';
import styles from './rehearsal.module.css';

/** The answer in five figures, before anybody reads a table. */
export function Outcome({ rehearsed }: { readonly rehearsed: Rehearsed }): ReactElement {
  const { ready, blocked, newCustomers, newItems, knownCustomers, leftOut, alreadyPosted } = rehearsed;
  const notDue = leftOut.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl className={styles['outcome']}>
      <Figure name={texts.rehearsal.ready} figure={<MoneyOf tally={ready} />} hint={texts.common.documents(ready.count)} />
      <Figure name={texts.rehearsal.blocked} figure={<MoneyOf tally={blocked} />} hint={texts.common.documents(blocked.count)} />
      <Figure
        name={texts.rehearsal.madeTitle}
        figure={formatCount(newCustomers.count + newItems.count)}
        hint={`${texts.common.customers(newCustomers.count)}, ${texts.common.items(newItems.count)}; ${texts.rehearsal.madeHint(formatCount(knownCustomers))}`}
      />
      <Figure name={texts.rehearsal.notDue} figure={formatCount(notDue)} hint={texts.rehearsal.notDueHint} />
      {alreadyPosted.count > 0 && (
        <Figure
          name={texts.rehearsal.posted}
          figure={formatCount(alreadyPosted.count)}
          hint={<MoneyTotals totals={alreadyPosted.totals} />}
        />
      )}
    </dl>
  );
}

function MoneyOf({ tally }: { readonly tally: Rehearsed['ready'] }): ReactElement {
  return tally.count === 0 ? <>{formatCount(0)}</> : <MoneyTotals totals={tally.totals} />;
}

function Figure({ name, figure, hint }: { readonly name: string; readonly figure: ReactNode; readonly hint: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{figure}</dd>
      <dd>{hint}</dd>
    </div>
  );
}
