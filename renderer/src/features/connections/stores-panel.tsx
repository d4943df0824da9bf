import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';

/** The stores of the order source, with how fresh each is. */
export function StoresPanel({ company }: { readonly company: string }): ReactElement {
  const stores = useCall('source.stores', { company });
  const { connections } = texts;
  const toMapping = (
    <Anchor component={Link} to={`/c/${company}/mapping`} search={{ tab: 'stores' } as never} size="sm">
      {connections.storesToMapping}
    </Anchor>
  );
  return (
    <Panel title={connections.stores} hint={connections.storesHint} actions={toMapping}>
      <QueryView query={stores} lines={4}>
        {({ stores: known }) =>
          known.length === 0 ? (
            <EmptyState title={connections.noStoresTitle} hint={connections.noStoresHint} />
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {[connections.storeName, connections.storeMarketplace, connections.storeActive, connections.storeRefreshed].map(
                    (name) => (
                      <Table.Th key={name}>{name}</Table.Th>
                    ),
                  )}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {known.map(({ storeId, storeName, marketplaceName, active, refreshedAt }) => (
                  <Table.Tr key={storeId}>
                    <Table.Td>{storeName}</Table.Td>
                    <Table.Td>{marketplaceName ?? connections.noChannel}</Table.Td>
                    <Table.Td>{active ? connections.storeIsActive : connections.storeIsInactive}</Table.Td>
                    <Table.Td>
                      <InstantText instant={refreshedAt} relative />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
    </Panel>
  );
}
