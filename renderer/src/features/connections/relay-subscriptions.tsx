import { Button, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import styles from './connections.module.css';
import type { RelayStatus } from './relay-panel.tsx';

type Subscription = RelayStatus['subscriptions'][number];

const isWorking = ({ isThere, isActive }: Subscription): boolean => isThere === true && isActive !== false;

/** What ShipStation tells the relay of, and the buttons that change it. */
export function RelaySubscriptions({ company, status }: { readonly company: string; readonly status: RelayStatus }): ReactElement {
  const { relay } = texts;
  const { subscriptions, subscriptionsAt } = status;
  const working = subscriptions.filter(isWorking).length;
  return (
    <div className={styles['part']}>
      <Stack gap="xs">
        <Group gap="xs" align="baseline">
          <Text size="sm" fw={600} component="h3" m={0}>
            {relay.subscriptions}
          </Text>
          <Text size="xs" c="dimmed">
            {subscriptionsAt === null ? (
              relay.unknownCount
            ) : (
              <>
                {relay.subscriptionCount(working, subscriptions.length)}, {relay.looked} <InstantText instant={subscriptionsAt} relative />
              </>
            )}
          </Text>
        </Group>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{relay.event}</Table.Th>
              <Table.Th>{relay.subscription}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {subscriptions.map((subscription) => (
              <Table.Tr key={subscription.event}>
                <Table.Td>{relay.events[subscription.event]}</Table.Td>
                <Table.Td>
                  <SubscriptionState subscription={subscription} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <SubscriptionButtons company={company} working={working} all={subscriptions.length} isKnown={subscriptionsAt !== null} />
      </Stack>
    </div>
  );
}

function SubscriptionState({ subscription }: { readonly subscription: Subscription }): ReactElement {
  const { relay } = texts;
  if (subscription.isThere === null) {
    return <ToneBadge tone="quiet">{relay.isUnknown}</ToneBadge>;
  }
  if (!subscription.isThere) {
    return <ToneBadge tone="warn">{relay.isMissing}</ToneBadge>;
  }
  return subscription.isActive === false ? (
    <ToneBadge tone="warn">{relay.isOff}</ToneBadge>
  ) : (
    <ToneBadge tone="done">{relay.isThere}</ToneBadge>
  );
}

interface ButtonsProps {
  readonly company: string;
  readonly working: number;
  readonly all: number;
  readonly isKnown: boolean;
}

function SubscriptionButtons({ company, working, all, isKnown }: ButtonsProps): ReactElement {
  const { relay } = texts;
  const subscribe = useCommand('relay.subscribe', { onDone: () => notify(relay.subscribed) });
  const unsubscribe = useCommand('relay.unsubscribe', { onDone: () => notify(relay.unsubscribed, relay.unsubscribedHint) });
  const check = useCommand('relay.checkSubscriptions', { onDone: () => notify(relay.checked) });
  const failure = [subscribe, unsubscribe, check].find(({ error }) => error !== null)?.error ?? null;
  const isPending = subscribe.isPending || unsubscribe.isPending || check.isPending;
  return (
    <>
      {failure !== null && <FailureCard failure={failure} title={texts.failures.commandTitle} />}
      <Group gap="xs">
        {working < all && (
          <Button
            loading={subscribe.isPending}
            disabled={isPending && !subscribe.isPending}
            onClick={() => void subscribe.run({ company })}
          >
            {working > 0 ? relay.repair : relay.subscribe}
          </Button>
        )}
        <Button
          variant="default"
          loading={check.isPending}
          disabled={isPending && !check.isPending}
          onClick={() => void check.run({ company })}
        >
          {relay.check}
        </Button>
        {isKnown && working > 0 && (
          <Button
            variant="default"
            loading={unsubscribe.isPending}
            disabled={isPending && !unsubscribe.isPending}
            onClick={() => void unsubscribe.run({ company })}
          >
            {relay.unsubscribe}
          </Button>
        )}
      </Group>
    </>
  );
}
