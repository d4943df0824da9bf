import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import type { PlanView } from './pair-lines.ts';
import styles from './review.module.css';

type TieOutView = NonNullable<PlanView['tieOut']>;

const names = texts.review.tieOutRows;

/** The sum, step by step, as the rule writes it: what is zero and says nothing is left out. */
export function TieOut({ tieOut }: { readonly tieOut: TieOutView }): ReactElement {
  const parts: readonly (readonly [name: string, minor: number])[] = [
    [names.lines, tieOut.linesMinor],
    [names.discount, tieOut.discountMinor],
    [names.shipping, tieOut.shippingMinor],
    [names.tax, tieOut.taxMinor],
    [names.rounding, tieOut.roundingMinor],
  ];
  const ties = tieOut.differenceMinor === 0;
  const money = (minor: number | null): ReactElement =>
    minor === null ? <>{texts.review.notTold}</> : <MoneyText amount={{ minor, currency: tieOut.currency }} />;
  return (
    <table className={styles['tieOut']}>
      <tbody>
        {parts
          .filter(([name, minor]) => name === names.lines || minor !== 0)
          .map(([name, minor]) => (
            <Row key={name} name={name} amount={money(minor)} />
          ))}
        <Row name={names.document} amount={money(tieOut.documentTotalMinor)} isSum />
        {tieOut.marketplaceTaxMinor !== 0 && <Row name={names.marketplaceTax} amount={money(tieOut.marketplaceTaxMinor)} />}
        {tieOut.couponMinor !== 0 && <Row name={names.coupon} amount={money(-tieOut.couponMinor)} />}
        <Row name={names.order} amount={money(tieOut.orderTotalMinor)} />
        <Row name={names.difference} amount={money(tieOut.differenceMinor)} isSum />
        <Row name={names.paid} amount={money(tieOut.paidMinor)} />
      </tbody>
      <caption style={{ captionSide: 'bottom', textAlign: 'left', padding: '4px 6px' }}>
        <ToneBadge tone={ties ? 'done' : 'bad'}>{verdictOf(tieOut.differenceMinor)}</ToneBadge>
      </caption>
    </table>
  );
}

function verdictOf(differenceMinor: number | null): string {
  if (differenceMinor === null) {
    return texts.review.nothingToTieTo;
  }
  return differenceMinor === 0 ? texts.review.tiesOut : texts.review.doesNotTie;
}

function Row({
  name,
  amount,
  isSum = false,
}: {
  readonly name: string;
  readonly amount: ReactElement;
  readonly isSum?: boolean;
}): ReactElement {
  return (
    <tr className={isSum ? styles['sum'] : undefined}>
      <th scope="row">{name}</th>
      <td className={styles['right']}>{amount}</td>
    </tr>
  );
}
