import type { ReactElement } from 'react';

import { useCompanyZone } from '../lib/company.ts';
import { formatDate, formatInstant, formatRelative } from '../lib/format.ts';
import { useNow } from '../lib/now.ts';
import { texts } from '../lib/texts.ts';
import styles from './figures.module.css';

/** A calendar date of the books (YYYY-MM-DD): the same everywhere, never converted. */
export function DateText({ date }: { readonly date: string | null }): ReactElement {
  if (date === null) {
    return <span className={styles['nothing']}>{texts.common.nothing}</span>;
  }
  return (
    <time dateTime={date} title={texts.common.dateTitle(date)} className={styles['figure']}>
      {formatDate(date)}
    </time>
  );
}

/** A moment, in the company's zone; the zone and UTC are in the title. */
export function InstantText({ instant, relative = false }: { readonly instant: string | null; readonly relative?: boolean }): ReactElement {
  const zone = useCompanyZone();
  if (instant === null) {
    return <span className={styles['nothing']}>{texts.common.never}</span>;
  }
  const shown = formatInstant(instant, zone);
  return (
    <time dateTime={instant} title={texts.common.zoneTitle(shown, zone, instant)} className={styles['figure']}>
      {relative ? <Relative instant={instant} /> : shown}
    </time>
  );
}

function Relative({ instant }: { readonly instant: string }): ReactElement {
  return <>{formatRelative(instant, useNow())}</>;
}
