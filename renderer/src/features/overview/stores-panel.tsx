import { Table } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

/** How fresh each store's orders are, which depends on the channel's import into ShipStation. */
export function StoresPanel({ stores }: { readonly stores: MethodOutput<'overview.show'>['stores'] }): ReactElement {
  return (
    <Panel title={texts.overview.stores} hint={texts.overview.storeFreshHint}>
      {stores.length === 0 ? (
        <EmptyState title={texts.overview.noStores} hint={texts.overview.noStoresHint} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.overview.storeName}</Table.Th>
              <Table.Th>{texts.overview.storeFresh}</Table.Th>
              <Table.Th>{texts.overview.storeIncluded}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stores.map(({ storeId, storeName, refreshedAt, included }) => (
              <Table.Tr key={storeId}>
                <Table.Td>{storeName}</Table.Td>
                <Table.Td>
                  <InstantText instant={refreshedAt} relative />
                </Table.Td>
                <Table.Td>{included ? texts.common.yes : texts.overview.storeLeftOut}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
