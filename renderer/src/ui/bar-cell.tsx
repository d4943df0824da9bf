import type { CSSProperties, ReactElement } from 'react';

import styles from './bar-cell.module.css';

interface BarCellProps {
  readonly value: number;
  /** The value whose bar fills the cell. */
  readonly largest: number;
  readonly tone?: 'plain' | 'warn';
}

const widthOf = (value: number, largest: number): CSSProperties => ({ width: `${largest <= 0 ? 0 : (100 * Math.abs(value)) / largest}%` });

/** A bar in a row of a table, whose figure stands in the same row: the table itself is what a screen reader reads. */
export function BarCell({ value, largest, tone = 'plain' }: BarCellProps): ReactElement {
  return (
    <span className={styles['track']} aria-hidden>
      {value > 0 && <span className={[styles['bar'], tone === 'warn' ? styles['warn'] : ''].join(' ')} style={widthOf(value, largest)} />}
    </span>
  );
}

/** The same for figures on both sides of zero: below to the left and striped, above to the right. */
export function SignedBarCell({ value, largest }: Omit<BarCellProps, 'tone'>): ReactElement {
  const bar = (
    <span
      className={[styles['bar'], value < 0 ? `${styles['bad']} ${styles['below']}` : styles['good']].join(' ')}
      style={widthOf(value, largest)}
    />
  );
  return (
    <span className={styles['signed']} aria-hidden>
      <span style={{ display: 'grid' }}>{value < 0 && bar}</span>
      <span>{value > 0 && bar}</span>
    </span>
  );
}
