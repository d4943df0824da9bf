import { Table } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CountVerdict } from './count-verdict.tsx';
import { countsByStore, type SweptDay } from './day-counts.ts';

interface StoresPanelProps {
  readonly stores: MethodOutput<'completeness.show'>['stores'];
  readonly days: readonly SweptDay[];
}

/** Both counts of each store, and how fresh ShipStation itself is about it. */
export function StoresPanel({ stores, days }: StoresPanelProps): ReactElement {
  const counts = countsByStore(days);
  const refreshed = new Map(stores.map(({ storeId, refreshedAt }) => [storeId, refreshedAt]));
  const quiet = stores.filter(({ storeId, active }) => active && !counts.some((counted) => counted.storeId === storeId));
  return (
    <Panel title={texts.completeness.byStore} hint={texts.completeness.byStoreHint}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.completeness.store}</Table.Th>
            <Table.Th ta="right">{texts.completeness.inSource}</Table.Th>
            <Table.Th ta="right">{texts.completeness.here}</Table.Th>
            <Table.Th>{texts.completeness.verdict}</Table.Th>
            <Table.Th>{texts.completeness.heard}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {counts.map((counted) => (
            <Table.Tr key={counted.storeId}>
              <Table.Td>{counted.store}</Table.Td>
              <Table.Td ta="right">{formatCount(counted.listed)}</Table.Td>
              <Table.Td ta="right">{formatCount(counted.stored)}</Table.Td>
              <Table.Td>
                <CountVerdict {...counted} />
              </Table.Td>
              <Table.Td>
                <Heard refreshedAt={refreshed.get(counted.storeId) ?? null} />
              </Table.Td>
            </Table.Tr>
          ))}
          {quiet.map(({ storeId, store, refreshedAt }) => (
            <Table.Tr key={storeId}>
              <Table.Td>{store}</Table.Td>
              <Table.Td ta="right">{formatCount(0)}</Table.Td>
              <Table.Td ta="right">{formatCount(0)}</Table.Td>
              <Table.Td c="dimmed">{texts.completeness.noOrders}</Table.Td>
              <Table.Td>
                <Heard refreshedAt={refreshedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

/** A store that is kept by hand is never imported, and then there is nothing to be late. */
function Heard({ refreshedAt }: { readonly refreshedAt: string | null }): ReactElement {
  return refreshedAt === null ? <>{texts.completeness.unknownStore}</> : <InstantText instant={refreshedAt} relative />;
}
