import { Table } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';

interface Change {
  readonly field: string;
  readonly posted: string | null;
  readonly planned: string | null;
}

/** What is different since it was posted, field by field; nothing where the finding is about no document. */
export function Changes({ details }: { readonly details: Readonly<Record<string, unknown>> }): ReactElement | null {
  const { changes } = details;
  const shown = Array.isArray(changes) ? changes.filter(isChange) : [];
  if (shown.length === 0) {
    return null;
  }
  const { changeColumns: columns, field } = texts.undo;
  return (
    <Table aria-label={texts.undo.changes} verticalSpacing={2} mt={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.field}</Table.Th>
          <Table.Th>{columns.posted}</Table.Th>
          <Table.Th>{columns.now}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map((change) => (
          <Table.Tr key={change.field}>
            <Table.Td>{field(change.field)}</Table.Td>
            <Table.Td>{change.posted ?? texts.common.nothing}</Table.Td>
            <Table.Td fw={600}>{change.planned ?? texts.common.nothing}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Details come from outside the screen: anything else in the list is left out. */
function isChange(value: unknown): value is Change {
  if (typeof value !== 'object' || value === null || !('field' in value) || !('posted' in value) || !('planned' in value)) {
    return false;
  }
  const isTold = (text: unknown): boolean => text === null || typeof text === 'string';
  return typeof value.field === 'string' && isTold(value.posted) && isTold(value.planned);
}
