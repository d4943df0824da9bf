import { Anchor, NativeSelect, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';

type Reconciled = MethodOutput<'reconcile.run'>;

interface DifferencesPanelProps {
  readonly company: string;
  readonly differences: Reconciled['differences'];
  readonly stores: Reconciled['stores'];
  /** Empty for all. */
  readonly kind: string;
  readonly onKind: (kind: string) => void;
}

/** Drawn at once; a kind narrows the rest down. */
const SHOWN = 500;

export function DifferencesPanel({ company, differences, stores, kind, onKind }: DifferencesPanelProps): ReactElement {
  const found = kind === '' ? differences : differences.filter((difference) => difference.kind === kind);
  const kinds = [...Map.groupBy(differences, (difference) => difference.kind)];
  const options = kinds.map(([value, members]) => ({ value, label: `${texts.reconcile.kinds[value] ?? value} (${members.length})` }));
  const choice = (
    <NativeSelect
      aria-label={texts.reconcile.kind}
      value={kind}
      data={[{ value: '', label: texts.reconcile.allKinds }, ...options]}
      onChange={({ currentTarget }) => onKind(currentTarget.value)}
    />
  );
  return (
    <Panel title={texts.reconcile.differences(differences.length)} actions={differences.length > 0 && choice}>
      {found.length === 0 ? (
        <EmptyState title={texts.reconcile.noDifferences} hint={texts.reconcile.noDifferencesHint} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.reconcile.kind}</Table.Th>
              <Table.Th>{texts.reconcile.order}</Table.Th>
              <Table.Th>{texts.reconcile.store}</Table.Th>
              <Table.Th ta="right">{texts.reconcile.expected}</Table.Th>
              <Table.Th ta="right">{texts.reconcile.actual}</Table.Th>
              <Table.Th>{texts.reconcile.message}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice(0, SHOWN).map((difference) => (
              <Table.Tr key={`${difference.kind} ${difference.orderId}`}>
                <Table.Td>{texts.reconcile.kinds[difference.kind] ?? difference.kind}</Table.Td>
                <Table.Td>
                  <Anchor
                    component={Link}
                    size="sm"
                    to={`/c/${company}/review`}
                    search={{ states: 'all', order: String(difference.orderId) } as never}
                  >
                    {difference.orderNumber}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  {stores.find(({ storeId }) => storeId === difference.storeId)?.storeName ??
                    texts.reconcile.unknownStore(difference.storeId)}
                </Table.Td>
                <Table.Td ta="right">
                  <MoneyText amount={difference.expected} />
                </Table.Td>
                <Table.Td ta="right">
                  <MoneyText amount={difference.actual} />
                </Table.Td>
                <Table.Td>{difference.message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {found.length > SHOWN && (
        <Text size="xs" c="dimmed">
          {texts.reconcile.shown(SHOWN, found.length)}
        </Text>
      )}
    </Panel>
  );
}
