import { Button, Table } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';

interface EditAndRemoveProps {
  /** What the row is called, for those who hear the buttons without seeing their row. */
  readonly name: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** The last cell of a mapping's row. */
export function EditAndRemove({ name, onEdit, onRemove }: EditAndRemoveProps): ReactElement {
  return (
    <Table.Td ta="right">
      <Button size="compact-xs" variant="subtle" aria-label={texts.mapping.editOf(name)} onClick={onEdit}>
        {texts.common.edit}
      </Button>
      <Button size="compact-xs" variant="subtle" aria-label={texts.mapping.removeOf(name)} onClick={onRemove}>
        {texts.common.remove}
      </Button>
    </Table.Td>
  );
}
