import { ScrollArea, Stack, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';

type Effect = MethodOutput<'order.approvalEffect'>;
type NewRecord = Effect['newRecords'][number];

/** Some five rows: the totals above and the button below stay in sight, and the rest scrolls. */
const HEIGHT = 190;

/** Customers and items that posting makes in QuickBooks. Approving is the consent to make them, so they are shown before it. */
export function NewRecords({ effect }: { readonly effect: Effect }): ReactElement | null {
  const { newRecords, newCustomers, newItems } = effect;
  if (newRecords.length === 0) {
    return null;
  }
  const made = [
    ...(newItems > 0 ? [texts.common.items(newItems)] : []),
    ...(newCustomers > 0 ? [texts.common.customers(newCustomers)] : []),
  ];
  const items = newRecords.filter(({ kind }) => kind === 'item');
  const customers = newRecords.filter(({ kind }) => kind === 'customer');
  const more = newCustomers + newItems - newRecords.length;
  return (
    <Stack component="section" gap={4} aria-label={texts.undo.newRecords}>
      <Text size="sm">{texts.review.effectNew(made)}</Text>
      <ScrollArea.Autosize
        mah={HEIGHT}
        type="auto"
        offsetScrollbars="present"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': texts.undo.newRecords }}
      >
        {items.length > 0 && <Items items={items} />}
        {customers.length > 0 && <Customers customers={customers} />}
        {more > 0 && (
          <Text size="sm" c="dimmed" px="xs">
            {texts.undo.moreRecords(more)}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Stack>
  );
}

function Items({ items }: { readonly items: readonly NewRecord[] }): ReactElement {
  const { newRecordColumns: columns, newKinds } = texts.undo;
  return (
    <Table verticalSpacing={4} aria-label={columns.item}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.item}</Table.Th>
          <Table.Th>{columns.type}</Table.Th>
          <Table.Th>{columns.account}</Table.Th>
          <Table.Th ta="right">{columns.documents}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ name, type, accountName, documents }) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{newKinds[type ?? 'non-inventory']}</Table.Td>
            <Table.Td>{accountName ?? texts.common.nothing}</Table.Td>
            <Table.Td ta="right">{formatCount(documents)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Customers({ customers }: { readonly customers: readonly NewRecord[] }): ReactElement {
  const { newRecordColumns: columns } = texts.undo;
  return (
    <Table verticalSpacing={4} aria-label={columns.customer}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.customer}</Table.Th>
          <Table.Th>{columns.email}</Table.Th>
          <Table.Th ta="right">{columns.documents}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {customers.map(({ name, email, documents }) => (
          <Table.Tr key={`${name} ${email ?? ''}`}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{email ?? texts.common.nothing}</Table.Td>
            <Table.Td ta="right">{formatCount(documents)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
