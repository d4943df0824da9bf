import { Box, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Rehearsed } from './rehearsal-screen.tsx';
import styles from './rehearsal.module.css';

interface MadePanelProps {
  readonly title: string;
  readonly made: Rehearsed['newCustomers'];
}

/** Records that posting would make, by name: a wrong one is easier to prevent than to merge. */
export function MadePanel({ title, made: { count, records } }: MadePanelProps): ReactElement {
  return (
    <Panel title={title}>
      {count === 0 ? (
        <Text size="sm" c="dimmed">
          {texts.rehearsal.noneMade}
        </Text>
      ) : (
        <Box className={styles['made'] ?? ''} tabIndex={0} role="region" aria-label={title}>
          <Table stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.rehearsal.name}</Table.Th>
                <Table.Th ta="right">{texts.rehearsal.documents}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {records.map(({ name, documents }, index) => (
                <Table.Tr key={`${name} ${index}`}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td ta="right">{formatCount(documents)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {count > records.length && (
            <Text size="xs" c="dimmed">
              {texts.rehearsal.more(formatCount(count - records.length))}
            </Text>
          )}
        </Box>
      )}
    </Panel>
  );
}
