import { Kbd, Modal, Table } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Modal opened onClose={onClose} title={texts.review.keysTitle}>
      <Table>
        <Table.Tbody>
          {texts.review.keys.map(([keys, meaning]) => (
            <Table.Tr key={keys}>
              <Table.Td w={110}>
                <Kbd>{keys}</Kbd>
              </Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
