import { Button, Code, Group, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import { Fact } from './connection-facts.tsx';
import styles from './connections.module.css';
import type { RelayStatus } from './relay-panel.tsx';

const TONES = {
  'not-paired': 'quiet',
  paired: 'quiet',
  connecting: 'busy',
  connected: 'done',
  reconnecting: 'warn',
  refused: 'bad',
} as const;

/** What is known of the relay, in words. */
export function RelayFacts({ company, status }: { readonly company: string; readonly status: RelayStatus }): ReactElement {
  const { facts, states } = texts.relay;
  return (
    <dl className={styles['facts']}>
      <Fact name={facts.state}>
        <ToneBadge tone={TONES[status.state]}>{states[status.state]}</ToneBadge>{' '}
        <Text span size="xs" c="dimmed">
          {status.since !== null && (
            <>
              {texts.relay.since} <InstantText instant={status.since} relative />
            </>
          )}
          {status.state === 'paired' && texts.relay.pairedHint}
        </Text>
        {status.fault !== null && <div>{texts.told.fault(status.fault.code, status.fault.message, {})}</div>}
      </Fact>
      <Fact name={facts.address}>{status.address}</Fact>
      <Fact name={facts.lastEvent}>
        {status.lastEventAt === null ? (
          <span className={styles['quiet']}>{texts.relay.noEvent}</span>
        ) : (
          <InstantText instant={status.lastEventAt} relative />
        )}
      </Fact>
      <Fact name={facts.counts}>
        {texts.relay.counts(status.received, status.waiting)}
        {status.refused > 0 && <Refused status={status} />}
      </Fact>
      <Fact name={facts.pairedAt}>
        <InstantText instant={status.pairedAt} />
      </Fact>
      <Fact name={facts.inbound}>
        <InboundAddress company={company} />
      </Fact>
    </dl>
  );
}

function Refused({ status }: { readonly status: RelayStatus }): ReactElement {
  const { refusals, refusedCount, newest } = texts.relay;
  const isNamed = (refusal: string): refusal is keyof typeof refusals => Object.hasOwn(refusals, refusal);
  const last = status.lastRefusal;
  return (
    <div className={styles['quiet']}>
      {refusedCount(status.refused)}
      {last !== null && isNamed(last) && ` (${newest(refusals[last])})`}
    </div>
  );
}

/** Asked for only when a person wants to see it, and gone again when they don't. */
function InboundAddress({ company }: { readonly company: string }): ReactElement {
  const [isShown, setIsShown] = useState(false);
  const address = useCall('relay.inboundAddress', { company }, { enabled: isShown });
  return (
    <>
      <Group gap="xs" align="center">
        <Button size="compact-xs" variant="default" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? texts.relay.hideInbound : texts.relay.showInbound}
        </Button>
        <Text span size="xs" c="dimmed">
          {texts.relay.inboundHint}
        </Text>
      </Group>
      {isShown && address.data !== undefined && <Code block>{address.data.inboundUrl}</Code>}
      {isShown && address.error !== null && <FailureCard failure={address.error} title={texts.failures.commandTitle} />}
    </>
  );
}
