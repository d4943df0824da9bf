import { Kbd, Modal, Table, Title } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../lib/texts.ts';

export interface KeyGroup {
  readonly title: string;
  /** Keys as a person reads them, and what they do. */
  readonly keys: readonly (readonly [string, string])[];
}

/** The keys of the screen that is shown, then those that work everywhere. */
export function KeySheet({ groups, onClose }: { readonly groups: readonly KeyGroup[]; readonly onClose: () => void }): ReactElement {
  return (
    <Modal opened onClose={onClose} title={texts.palette.keysTitle}>
      {groups.map(({ title, keys }) => (
        <section key={title} aria-label={title}>
          <Title order={3} size="h5" mt="xs">
            {title}
          </Title>
          <Table aria-label={title}>
            <Table.Tbody>
              {keys.map(([key, meaning]) => (
                <Table.Tr key={key}>
                  <Table.Td w={110}>
                    <Kbd>{key}</Kbd>
                  </Table.Td>
                  <Table.Td>{meaning}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Modal>
  );
}
