import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';

/** The head of a column of checkboxes or buttons: nothing to see, a name to hear. */
export function HiddenHeader({ name, width }: { readonly name: string; readonly width: number }): ReactElement {
  return (
    <Table.Th w={width}>
      <VisuallyHidden>{name}</VisuallyHidden>
    </Table.Th>
  );
}
