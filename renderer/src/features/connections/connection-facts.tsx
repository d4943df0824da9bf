import { Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { expiryUrgency } from '../../../../shared/domain/connections/key-expiry.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import styles from './connections.module.css';

export type Connection = Omit<MethodOutput<'connection.list'>['books'], 'rollingEndsAt' | 'hardEndsAt' | 'usage'>;
export type SourceConnection = MethodOutput<'connection.list'>['source'];

const TONES = { 'not-connected': 'quiet', connected: 'done', 'needs-person': 'bad' } as const;
/** What both services have. */
type CommonFacts = Pick<Connection, keyof Connection & keyof SourceConnection>;

interface ConnectionFactsProps {
  readonly connection: CommonFacts;
  readonly label: string;
  /** What is known of this service alone. */
  readonly children?: ReactNode;
}

/** What is known of a connection, in words. */
export function ConnectionFacts({ connection, label, children }: ConnectionFactsProps): ReactElement {
  const { facts } = texts.connections;
  const isKnown = connection.status !== 'not-connected';
  return (
    <dl className={styles['facts']}>
      <Fact name={facts.status}>
        <ToneBadge tone={TONES[connection.status]}>{texts.connections.statuses[connection.status]}</ToneBadge>
      </Fact>
      {connection.label !== null && isKnown && <Fact name={label}>{connection.label}</Fact>}
      {connection.realmId !== null && isKnown && <Fact name={facts.realmId}>{connection.realmId}</Fact>}
      {connection.environment !== null && isKnown && (
        <Fact name={facts.environment}>{texts.connections.environments[connection.environment]}</Fact>
      )}
      {isKnown && (
        <Fact name={facts.connectedAt}>
          <InstantText instant={connection.connectedAt} />
        </Fact>
      )}
      {isKnown && children}
      {isKnown && children === undefined && connection.expiresAt !== null && (
        <Fact name={facts.expires}>
          <InstantText instant={connection.expiresAt} /> {connection.daysLeft !== null && <DaysLeft days={connection.daysLeft} />}
        </Fact>
      )}
      <Fact name={facts.lastSuccess}>
        <InstantText instant={connection.lastSuccessAt} relative />
      </Fact>
      <Fact name={facts.lastFault}>
        <LastFault fault={connection.lastFault} />
      </Fact>
    </dl>
  );
}

/** One fact of the list: its name, and what is known. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How long it lasts; short before the end by a sign and a word as well as a colour. */
export function DaysLeft({ days }: { readonly days: number }): ReactElement {
  const text = texts.connections.daysLeft(days);
  return expiryUrgency(days) !== 'none' ? <ToneBadge tone="warn">{text}</ToneBadge> : <span className={styles['quiet']}>({text})</span>;
}

function LastFault({ fault }: { readonly fault: Connection['lastFault'] }): ReactElement {
  if (fault === null) {
    return <span className={styles['quiet']}>{texts.connections.noFault}</span>;
  }
  return (
    <>
      {texts.told.fault(fault.code, fault.message, {})}{' '}
      <Text span size="xs" c="dimmed">
        <InstantText instant={fault.at} relative /> · {fault.code}
      </Text>
    </>
  );
}
