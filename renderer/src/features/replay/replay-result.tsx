import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { ToneBadge } from '../../ui/state-badge.tsx';

type Result = MethodOutput<'posting.replay'>;

/** Orders that are listed; the rest are counted, and stand in Review with their state. */
const LISTED = 200;

interface Fate {
  readonly orderId: number;
  readonly tone: 'done' | 'warn' | 'bad';
  readonly name: string;
  readonly why: string;
}

interface ReplayResultProps {
  readonly company: string;
  readonly result: Result;
  /** Order numbers by order id: what is replayed leaves the list. */
  readonly numbers: ReadonlyMap<number, string>;
  readonly wasStopped: boolean;
}

/** What became of each order that was replayed, refusals first, each with its reason. */
export function ReplayResult({ company, result, numbers, wasStopped }: ReplayResultProps): ReactElement {
  const fates = fatesOf(result);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {summaryOf(result)}
      </Text>
      {wasStopped && <Text size="sm">{texts.replay.stopped}</Text>}
      {fates.length > 0 && (
        <Table aria-label={texts.replay.result}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.replay.order}</Table.Th>
              <Table.Th>{texts.review.columns.state}</Table.Th>
              <Table.Th>{texts.review.answer}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fates.slice(0, LISTED).map(({ orderId, tone, name, why }) => (
              <Table.Tr key={`${orderId} ${name}`}>
                <Table.Td>
                  <Anchor
                    component={Link}
                    size="sm"
                    to={`/c/${company}/review`}
                    search={{ states: 'all', order: String(orderId) } as never}
                  >
                    {numbers.get(orderId) ?? orderId}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <ToneBadge tone={tone}>{name}</ToneBadge>
                </Table.Td>
                <Table.Td>{why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {fates.length > LISTED && (
        <Text size="xs" c="dimmed">
          {texts.review.more(fates.length - LISTED)}
        </Text>
      )}
    </Stack>
  );
}

/** The whole in a sentence, which is announced too. */
export function summaryOf({ posted, updated, uncertain, failed }: Result): string {
  const done = posted.length + updated.length;
  const rest = uncertain.length + failed.length;
  return done + rest === 0 ? texts.review.postNothing : texts.review.postSummary(done, rest);
}

function fatesOf({ posted, updated, uncertain, failed }: Result): readonly Fate[] {
  const of = (orderIds: readonly number[], tone: Fate['tone'], name: string): readonly Fate[] =>
    orderIds.map((orderId) => ({ orderId, tone, name, why: '' }));
  const refused = failed.map(({ orderId, code, message }) => ({
    orderId,
    tone: 'bad' as const,
    name: texts.review.postFailed,
    why: texts.told.fault(code, message, {}),
  }));
  return [
    ...refused,
    ...of(uncertain, 'warn', texts.review.postUncertain),
    ...of(updated, 'done', texts.review.postUpdated),
    ...of(posted, 'done', texts.review.postPosted),
  ];
}
