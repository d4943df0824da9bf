import { Button, Table, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { formatCount } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';

type Parked = MethodOutput<'parked.list'>['records'][number];

/** What ShipStation has and Purser cannot read: never silent, tried again by itself, or now. */
export function ParkedPanel({ company }: { readonly company: string }): ReactElement {
  const parked = useCall('parked.list', { company });
  const retry = useCommand('parked.retry', {
    onDone: (result) => notify(texts.completeness.retried, texts.completeness.retryResult(result.arrived, result.parked)),
    onFailed: (failure) => notifyFailure(failure),
  });
  const all = (parked.data?.count ?? 0) > 1 && (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconRepeat size={14} aria-hidden />}
      loading={retry.isPending}
      onClick={() => void retry.run({ company })}
    >
      {texts.completeness.retryAll}
    </Button>
  );
  return (
    <Panel title={texts.completeness.parked} hint={texts.completeness.parkedHint} actions={all}>
      <QueryView query={parked} lines={2}>
        {({ records }) =>
          records.length === 0 ? (
            <Text size="sm">{texts.completeness.noParked}</Text>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{texts.completeness.record}</Table.Th>
                  <Table.Th>{texts.completeness.reason}</Table.Th>
                  <Table.Th>{texts.completeness.asideSince}</Table.Th>
                  <Table.Th ta="right">{texts.completeness.tries}</Table.Th>
                  <Table.Th>{texts.completeness.nextTry}</Table.Th>
                  <Table.Th aria-label={texts.completeness.retryOne} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {records.map((record) => (
                  <ParkedRow
                    key={record.number}
                    record={record}
                    isBusy={retry.isPending}
                    onRetry={() => void retry.run({ company, numbers: [record.number] })}
                  />
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
    </Panel>
  );
}

function ParkedRow({
  record,
  isBusy,
  onRetry,
}: {
  readonly record: Parked;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
}): ReactElement {
  const isDue = Date.parse(record.retryAt) <= useNow();
  const name = texts.completeness.recordOf(record.stream, record.recordId);
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{record.message}</Table.Td>
      <Table.Td>
        <InstantText instant={record.at} />
      </Table.Td>
      <Table.Td ta="right">{formatCount(record.attempts)}</Table.Td>
      <Table.Td>{isDue ? texts.completeness.dueNow : <InstantText instant={record.retryAt} />}</Table.Td>
      <Table.Td ta="right">
        <Button variant="subtle" size="compact-sm" disabled={isBusy} aria-label={texts.completeness.retryOneOf(name)} onClick={onRetry}>
          {texts.completeness.retryOne}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
