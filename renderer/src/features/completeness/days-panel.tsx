import { Box, Group, NativeSelect, Switch, Table } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './completeness.module.css';
import { CountVerdict } from './count-verdict.tsx';
import { countsByStore, isDifferent, type SweptDay } from './day-counts.ts';

/** Both counts of every store and day, newest first; one store or only the differences where that is wanted. */
export function DaysPanel({ days }: { readonly days: readonly SweptDay[] }): ReactElement {
  const [storeId, setStoreId] = useState('');
  const [isDifferencesOnly, setIsDifferencesOnly] = useState(false);
  const shown = days
    .filter((day) => (storeId === '' || String(day.storeId) === storeId) && (!isDifferencesOnly || isDifferent(day)))
    .toSorted((a, b) => b.day.localeCompare(a.day) || a.store.localeCompare(b.store, 'en'));
  const options = countsByStore(days).map((store) => ({ value: String(store.storeId), label: store.store }));
  const choices = (
    <Group gap="sm">
      <Switch
        size="xs"
        label={texts.completeness.onlyDifferences}
        checked={isDifferencesOnly}
        onChange={({ currentTarget }) => setIsDifferencesOnly(currentTarget.checked)}
      />
      <NativeSelect
        aria-label={texts.completeness.store}
        value={storeId}
        data={[{ value: '', label: texts.completeness.allStores }, ...options]}
        onChange={({ currentTarget }) => setStoreId(currentTarget.value)}
      />
    </Group>
  );
  return (
    <Panel title={texts.completeness.byDay} hint={texts.completeness.byDayHint} actions={choices}>
      {shown.length === 0 ? (
        <EmptyState title={texts.completeness.noDifferences} hint={texts.completeness.noDifferencesHint} />
      ) : (
        <Box className={styles['days'] ?? ''} tabIndex={0} role="region" aria-label={texts.completeness.byDay}>
          <DaysTable days={shown} />
        </Box>
      )}
    </Panel>
  );
}

function DaysTable({ days }: { readonly days: readonly SweptDay[] }): ReactElement {
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.completeness.day}</Table.Th>
          <Table.Th>{texts.completeness.store}</Table.Th>
          <Table.Th ta="right">{texts.completeness.inSource}</Table.Th>
          <Table.Th ta="right">{texts.completeness.here}</Table.Th>
          <Table.Th>{texts.completeness.verdict}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((day) => (
          <Table.Tr key={`${day.day} ${day.storeId}`} className={isDifferent(day) ? styles['different'] : undefined}>
            <Table.Td>
              <DateText date={day.day} />
            </Table.Td>
            <Table.Td>{day.store}</Table.Td>
            <Table.Td ta="right">{formatCount(day.listed)}</Table.Td>
            <Table.Td ta="right">{formatCount(day.stored)}</Table.Td>
            <Table.Td>
              <CountVerdict {...day} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
