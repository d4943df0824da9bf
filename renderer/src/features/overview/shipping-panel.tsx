import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import { useCall } from '../../client/calls.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { SignedBarCell } from '../../ui/bar-cell.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './overview.module.css';

type Figures = MethodOutput<'figures.shipping'>;
type Margin = Figures['margins'][number];

const marginOf = ({ charged, cost }: Margin): Money => ({ minor: charged.minor - cost.minor, currency: charged.currency });

/** What buyers paid for shipping beside what the labels cost, by carrier and service, most lost first. */
export function ShippingPanel({ company }: { readonly company: string }): ReactElement {
  const figures = useCall('figures.shipping', { company });
  return (
    <Panel title={texts.overview.margin} hint={texts.overview.marginHint}>
      <QueryView query={figures} lines={4}>
        {(shown) =>
          shown.margins.length === 0 ? (
            <EmptyState title={texts.overview.marginNone} hint={texts.overview.marginNoneHint} />
          ) : (
            <MarginTable figures={shown} />
          )
        }
      </QueryView>
    </Panel>
  );
}

function MarginTable({ figures: { margins, unlabelled } }: { readonly figures: Figures }): ReactElement {
  const largest = Math.max(...margins.map((margin) => Math.abs(marginOf(margin).minor)));
  const without = unlabelled.reduce((sum, { orders }) => sum + orders, 0);
  return (
    <>
      <Table aria-label={texts.overview.margin}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.overview.marginService}</Table.Th>
            {[texts.overview.heldOrders, texts.overview.marginCharged, texts.overview.marginCost, texts.overview.marginDifference].map(
              (name) => (
                <Table.Th key={name} ta="right">
                  {name}
                </Table.Th>
              ),
            )}
            <Table.Th className={styles['bars'] ?? ''} aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {margins.map((margin) => (
            <MarginRow key={`${margin.carrierCode} ${margin.serviceCode} ${margin.charged.currency}`} margin={margin} largest={largest} />
          ))}
        </Table.Tbody>
      </Table>
      {without > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {texts.overview.marginUnlabelled(texts.common.orders(without))}
        </Text>
      )}
    </>
  );
}

function MarginRow({ margin, largest }: { readonly margin: Margin; readonly largest: number }): ReactElement {
  const difference = marginOf(margin);
  return (
    <Table.Tr>
      <Table.Td>
        {margin.serviceName === '' ? texts.overview.marginNoService : margin.serviceName}{' '}
        <Text span size="xs" c="dimmed">
          {margin.carrierName}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{formatCount(margin.orders)}</Table.Td>
      <Table.Td ta="right">
        <MoneyText amount={margin.charged} />
      </Table.Td>
      <Table.Td ta="right">
        <MoneyText amount={margin.cost} />
      </Table.Td>
      <Table.Td ta="right">
        <MoneyText amount={difference} strong />
      </Table.Td>
      <Table.Td className={styles['bars'] ?? ''} aria-hidden>
        <SignedBarCell value={difference.minor} largest={largest} />
      </Table.Td>
    </Table.Tr>
  );
}
