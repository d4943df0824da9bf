import { Table } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The checks of the last two weeks: that they were made is half of the proof. */
export function HistoryPanel({ history }: { readonly history: MethodOutput<'completeness.show'>['history'] }): ReactElement {
  return (
    <Panel title={texts.completeness.history}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.completeness.checkedAt}</Table.Th>
            <Table.Th ta="right">{texts.activity.took}</Table.Th>
            <Table.Th ta="right">{texts.completeness.compared}</Table.Th>
            <Table.Th ta="right">{texts.completeness.fetched}</Table.Th>
            <Table.Th ta="right">{texts.completeness.shipping}</Table.Th>
            <Table.Th ta="right">{texts.completeness.gone}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {history.map((sweep) => (
            <Table.Tr key={sweep.startedAt}>
              <Table.Td>
                <InstantText instant={sweep.endedAt} />
              </Table.Td>
              <Table.Td ta="right">{formatDuration(Date.parse(sweep.endedAt) - Date.parse(sweep.startedAt))}</Table.Td>
              <Table.Td ta="right">{formatCount(sweep.compared)}</Table.Td>
              <Table.Td ta="right">{formatCount(sweep.fetched)}</Table.Td>
              <Table.Td ta="right">{formatCount(sweep.shipping)}</Table.Td>
              <Table.Td ta="right">{formatCount(sweep.gone)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
