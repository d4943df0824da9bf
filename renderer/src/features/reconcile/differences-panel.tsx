import { Anchor, Box, Button, Group, NativeSelect, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './reconcile.module.css';

type Reconciled = MethodOutput<'reconcile.run'>;
type Difference = Reconciled['differences'][number];

interface DifferencesPanelProps {
  readonly company: string;
  readonly differences: Reconciled['differences'];
  readonly stores: Reconciled['stores'];
  /** Empty for all. */
  readonly kind: string;
  readonly storeId: number | null;
  readonly onChange: (changes: { readonly kind?: string; readonly store?: string }) => void;
}

/** Drawn at a time: thousands of rows at once would hold up the screen. */
const PORTION = 200;

/** Every difference as a row that opens its order; a kind or a store narrows them down. */
export function DifferencesPanel({ company, differences, stores, kind, storeId, onChange }: DifferencesPanelProps): ReactElement {
  const [shown, setShown] = useState(PORTION);
  const ofStore = storeId === null ? differences : differences.filter((difference) => difference.storeId === storeId);
  const found = kind === '' ? ofStore : ofStore.filter((difference) => difference.kind === kind);
  const nameOf = (id: number): string => stores.find((store) => store.storeId === id)?.storeName ?? texts.reconcile.unknownStore(id);
  const storeChoice = (
    <NativeSelect
      aria-label={texts.reconcile.store}
      value={storeId === null ? '' : String(storeId)}
      data={[
        { value: '', label: texts.reconcile.allStores },
        ...stores.map((store) => ({ value: String(store.storeId), label: nameOf(store.storeId) })),
      ]}
      onChange={({ currentTarget }) => onChange({ store: currentTarget.value })}
    />
  );
  return (
    <Panel title={texts.reconcile.differences(differences.length)} actions={differences.length > 0 && storeChoice}>
      {differences.length > 0 && <Kinds differences={ofStore} kind={kind} onKind={(next) => onChange({ kind: next })} />}
      {found.length === 0 ? (
        <Nothing isFiltered={differences.length > 0} />
      ) : (
        <DifferencesTable company={company} differences={found.slice(0, shown)} nameOf={nameOf} />
      )}
      {found.length > shown && (
        <Group justify="center" mt="xs">
          <Text size="xs" c="dimmed">
            {texts.reconcile.shown(shown, found.length)}
          </Text>
          <Button variant="default" size="xs" onClick={() => setShown(shown + PORTION)}>
            {texts.common.more}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): ReactElement {
  return isFiltered ? (
    <EmptyState title={texts.reconcile.noneOfThese} hint={texts.reconcile.noneOfTheseHint} />
  ) : (
    <EmptyState title={texts.reconcile.noDifferences} hint={texts.reconcile.noDifferencesHint} />
  );
}

interface KindsProps {
  readonly differences: readonly Difference[];
  readonly kind: string;
  readonly onKind: (kind: string) => void;
}

/** The kinds that there are, with their counts; one is chosen at a time. */
function Kinds({ differences, kind, onKind }: KindsProps): ReactElement {
  const counts = [...Map.groupBy(differences, (difference) => difference.kind)].map(([name, members]) => [name, members.length] as const);
  return (
    <div role="group" aria-label={texts.reconcile.kind} className={styles['kinds']}>
      {[['', differences.length] as const, ...counts].map(([name, count]) => (
        <Button
          key={name}
          size="compact-sm"
          variant={name === kind ? 'light' : 'default'}
          aria-pressed={name === kind}
          onClick={() => onKind(name)}
        >
          {name === '' ? texts.reconcile.allKinds : (texts.reconcile.kinds[name] ?? name)} ({formatCount(count)})
        </Button>
      ))}
    </div>
  );
}

interface DifferencesTableProps {
  readonly company: string;
  readonly differences: readonly Difference[];
  readonly nameOf: (storeId: number) => string;
}

function DifferencesTable({ company, differences, nameOf }: DifferencesTableProps): ReactElement {
  return (
    <Box className={styles['wide'] ?? ''} role="group" aria-label={texts.reconcile.message} tabIndex={0}>
      <Table highlightOnHover>
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
          {differences.map(({ kind, orderId, orderNumber, storeId, expected, actual, message }) => (
            <Table.Tr key={`${kind} ${orderId}`}>
              <Table.Td>{texts.reconcile.kinds[kind] ?? kind}</Table.Td>
              <Table.Td>
                <Anchor
                  component={Link}
                  size="sm"
                  to={`/c/${company}/review`}
                  search={{ states: 'all', order: String(orderId) } as never}
                  aria-label={texts.reconcile.openOrder(orderNumber)}
                >
                  {orderNumber}
                </Anchor>
              </Table.Td>
              <Table.Td>{nameOf(storeId)}</Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={expected} />
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={actual} />
              </Table.Td>
              <Table.Td>{texts.told.difference(kind, message, orderNumber)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
