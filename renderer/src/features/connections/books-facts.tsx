import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import { DaysLeft, Fact } from './connection-facts.tsx';
import styles from './connections.module.css';

export type BooksConnection = MethodOutput<'connection.list'>['books'];

/** What is known of the books' connection alone: both ends of the consent, and what was asked of the books this month. */
export function BooksFacts({ connection }: { readonly connection: BooksConnection }): ReactElement {
  const { facts } = texts.connections;
  const { rollingEndsAt, hardEndsAt, expiresAt, daysLeft, usage, environment } = connection;
  const counts = texts.connections.usage(usage.reads, usage.writes);
  return (
    <>
      {expiresAt !== null && (
        <Fact name={facts.expires}>
          <InstantText instant={expiresAt} /> {daysLeft !== null && <DaysLeft days={daysLeft} />}
        </Fact>
      )}
      {rollingEndsAt !== null && hardEndsAt !== null && (
        <Fact name={facts.hardEnd}>
          <InstantText instant={hardEndsAt} /> <span className={styles['quiet']}>({texts.connections.hardEndHint})</span>
        </Fact>
      )}
      <Fact name={facts.usage(usage.month)}>
        {counts}{' '}
        {environment === 'production' ? (
          <UsageOfKeys usage={usage} />
        ) : (
          <span className={styles['quiet']}>({texts.connections.usageNotMetered})</span>
        )}
      </Fact>
    </>
  );
}

function UsageOfKeys({ usage: { level, readsOfKeys, readLimit } }: Pick<BooksConnection, 'usage'>): ReactElement {
  const text = texts.connections.usageOfKeys(readsOfKeys, readLimit);
  return level === 'fine' ? (
    <span className={styles['quiet']}>({text})</span>
  ) : (
    <ToneBadge tone={level === 'over' ? 'bad' : 'warn'}>{text}</ToneBadge>
  );
}
