import { Anchor, Button, Group, Modal, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PostingExchange } from '../../ui/posting-view.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { remedySearch } from './remedy-address.ts';

type Cause = MethodOutput<'posting.failures'>['groups'][number];
type Posting = Cause['postings'][number];
type Selection = Omit<MethodInput<'posting.replay'>, 'company'>;

interface FailureGroupProps {
  readonly company: string;
  readonly group: Cause;
  readonly isBusy: boolean;
  readonly onReplay: (selection: Selection) => void;
}

/** One cause: what happened, what to do, a button that goes there, and each posting with its request and answer. */
export function FailureGroup({ company, group, isBusy, onReplay }: FailureGroupProps): ReactElement {
  const [open, setOpen] = useState<Posting | null>(null);
  const screen = group.remedyScreen;
  return (
    <Panel
      title={texts.told.fault(group.code, group.message, {})}
      hint={group.code}
      actions={
        <Group gap="xs">
          {screen !== null && screen in texts.replay.screens && (
            <Button
              component={Link}
              to={`/c/${company}/${screen}`}
              search={remedySearch(group) as never}
              size="compact-sm"
              variant="default"
            >
              {texts.replay.screens[screen]}
            </Button>
          )}
          <Button size="compact-sm" loading={isBusy} onClick={() => onReplay({ code: group.code })}>
            {texts.replay.replayGroup(group.count)}
          </Button>
        </Group>
      }
    >
      <Text size="sm" mb="xs">
        <strong>{texts.replay.whatToDo}:</strong> {texts.told.remedy(group.code, group.remedy)}
      </Text>
      <PostingTable company={company} group={group} isBusy={isBusy} onReplay={onReplay} onOpen={setOpen} />
      {group.postings.length < group.count && (
        <Text size="xs" c="dimmed">
          {texts.replay.shownOf(group.postings.length, group.count)}
        </Text>
      )}
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={texts.replay.exchange} size="xl">
        {open !== null && <PostingExchange posting={open} />}
      </Modal>
    </Panel>
  );
}

interface PostingTableProps extends FailureGroupProps {
  readonly onOpen: (posting: Posting) => void;
}

function PostingTable({ company, group, isBusy, onReplay, onOpen }: PostingTableProps): ReactElement {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.replay.order}</Table.Th>
          <Table.Th>{texts.review.columns.document}</Table.Th>
          <Table.Th ta="right">{texts.review.columns.total}</Table.Th>
          <Table.Th>{texts.review.columns.state}</Table.Th>
          <Table.Th>{texts.audit.at}</Table.Th>
          <Table.Th>{texts.review.answer}</Table.Th>
          <HiddenHeader width={190} name={texts.replay.replayOne} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {group.postings.map((posting) => (
          <PostingRow
            key={posting.postingId}
            company={company}
            headline={texts.told.fault(group.code, group.message, {})}
            posting={posting}
            isBusy={isBusy}
            onReplay={onReplay}
            onOpen={() => onOpen(posting)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What the cause says above the table need not stand in each row again. */
function withoutHeadline(message: string, headline: string): string {
  const rest = message.startsWith(headline) ? message.slice(headline.length).trim() : '';
  return rest === '' ? message : rest;
}

interface PostingRowProps {
  readonly company: string;
  /** What all postings of the cause have in common. */
  readonly headline: string;
  readonly posting: Posting;
  readonly isBusy: boolean;
  readonly onReplay: (selection: Selection) => void;
  readonly onOpen: () => void;
}

function PostingRow({ company, headline, posting, isBusy, onReplay, onOpen }: PostingRowProps): ReactElement {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} size="sm" to={`/c/${company}/review`} search={{ states: 'all', order: String(posting.orderId) } as never}>
          {posting.orderNumber}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {texts.replay.operations[posting.operation]} {texts.review.plannedKinds[posting.kind].toLowerCase()} {posting.documentNumber ?? ''}
      </Table.Td>
      <Table.Td ta="right">
        <MoneyText amount={posting.total} />
      </Table.Td>
      <Table.Td>
        <StateBadge state={posting.state} />
      </Table.Td>
      <Table.Td>
        <InstantText instant={posting.at} />
      </Table.Td>
      <Table.Td>
        {posting.fault === null
          ? texts.replay.answerOf(posting.documentId)
          : withoutHeadline(texts.told.fault(posting.fault.code, posting.fault.message, {}), headline)}
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button size="compact-xs" variant="subtle" aria-label={texts.replay.exchangeOf(posting.orderNumber)} onClick={onOpen}>
            {texts.replay.exchange}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={isBusy}
            aria-label={texts.replay.replayOneOf(posting.orderNumber)}
            onClick={() => onReplay({ orderIds: [posting.orderId] })}
          >
            {texts.replay.replayOne}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
