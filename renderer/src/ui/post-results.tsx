import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { formatCount } from '../lib/format.ts';
import { texts } from '../lib/texts.ts';
import { RefusedList } from './refused-list.tsx';
import { ToneBadge } from './state-badge.tsx';

type PostResult = MethodOutput<'posting.post'>;

/** Order ids that are listed by name; the rest are counted. */
const LISTED = 40;

interface PostResultsProps {
  readonly company: string;
  readonly result: PostResult;
  /** Order numbers by order id, as far as the screen knows them: people know an order by its number. */
  readonly numbers: ReadonlyMap<number, string>;
}

/** What became of each order that was sent. */
export function PostResults({ company, result, numbers }: PostResultsProps): ReactElement {
  const { posted, updated, uncertain, failed } = result;
  if (posted.length + updated.length + uncertain.length + failed.length === 0) {
    return <Text size="sm">{texts.review.postNothing}</Text>;
  }
  return (
    <Stack gap="xs" role="status">
      <Outcome company={company} numbers={numbers} tone="done" name={texts.review.postPosted} orderIds={posted} />
      <Outcome company={company} numbers={numbers} tone="done" name={texts.review.postUpdated} orderIds={updated} />
      <Outcome company={company} numbers={numbers} tone="warn" name={texts.review.postUncertain} orderIds={uncertain} />
      {failed.length > 0 && (
        <div>
          <ToneBadge tone="bad">{`${texts.review.postFailed}: ${formatCount(failed.length)}`}</ToneBadge>
          <RefusedList refused={failed} all />
        </div>
      )}
    </Stack>
  );
}

interface OutcomeProps {
  readonly company: string;
  readonly tone: 'done' | 'warn';
  readonly name: string;
  readonly orderIds: readonly number[];
  readonly numbers: ReadonlyMap<number, string>;
}

function Outcome({ company, tone, name, orderIds, numbers }: OutcomeProps): ReactElement | null {
  if (orderIds.length === 0) {
    return null;
  }
  return (
    <div>
      <ToneBadge tone={tone}>{`${name}: ${formatCount(orderIds.length)}`}</ToneBadge>
      <Text size="xs" c="dimmed">
        {orderIds.slice(0, LISTED).map((orderId, index) => (
          <span key={orderId}>
            {index > 0 && ', '}
            <Anchor component={Link} size="xs" to={`/c/${company}/review`} search={{ states: 'all', order: String(orderId) } as never}>
              {numbers.get(orderId) ?? orderId}
            </Anchor>
          </span>
        ))}
        {orderIds.length > LISTED && ` ${texts.review.more(orderIds.length - LISTED)}`}
      </Text>
    </div>
  );
}
