import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';

type Effect = MethodOutput<'order.approvalEffect'>;

/** More than a dialog holds; the count tells of the rest. */
const SHOWN = 12;

/** Customers and items that posting makes in QuickBooks. Approving is the consent to make them, so they are shown before it. */
export function NewRecords({ effect }: { readonly effect: Effect }): ReactElement | null {
  const { newRecords, newCustomers, newItems } = effect;
  const more = newCustomers + newItems - Math.min(newRecords.length, SHOWN);
  if (newRecords.length === 0) {
    return null;
  }
  const made = [...(newCustomers > 0 ? [texts.common.customers(newCustomers)] : []), ...(newItems > 0 ? [texts.common.items(newItems)] : [])];
  const { newRecordColumns: columns, newKinds } = texts.undo;
  return (
    <section aria-label={texts.undo.newRecords}>
      <Text size="sm">{texts.review.effectNew(made)}</Text>
      <Table aria-label={texts.undo.newRecords} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.what}</Table.Th>
            <Table.Th>{columns.account}</Table.Th>
            <Table.Th ta="right">{columns.documents}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {newRecords.slice(0, SHOWN).map(({ kind, name, type, accountName, email, documents }) => (
            <Table.Tr key={`${kind} ${name} ${email ?? ''}`}>
              <Table.Td>
                {name}
                {email !== null && (
                  <Text span size="xs" c="dimmed">
                    {' '}
                    {email}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{newKinds[type ?? 'customer']}</Table.Td>
              <Table.Td>{accountName ?? texts.common.nothing}</Table.Td>
              <Table.Td ta="right">{formatCount(documents)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {texts.undo.moreRecords(more)}
        </Text>
      )}
    </section>
  );
}
