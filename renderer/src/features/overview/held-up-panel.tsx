import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { findingName } from '../../lib/finding-names.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';

type HeldUp = MethodOutput<'overview.show'>['heldUp'];

/** For sorting only: currencies are added as if they were one. */
const weightOf = ({ totals }: HeldUp[number]): number => totals.reduce((sum, { minor }) => sum + minor, 0);

const MAPPED_THERE: Readonly<Record<string, string>> = {
  'mapping/product-missing': 'products',
  'mapping/shipping-missing': 'shipping',
  'mapping/store-missing': 'stores',
};

interface HeldUpPanelProps {
  readonly company: string;
  readonly heldUp: HeldUp;
  readonly stores: MethodOutput<'overview.show'>['stores'];
}

export function HeldUpPanel({ company, heldUp, stores }: HeldUpPanelProps): ReactElement {
  const storeNames = new Map(stores.map(({ storeId, storeName }) => [String(storeId), storeName]));
  return (
    <Panel title={texts.overview.needsPerson} hint={texts.overview.needsPersonHint}>
      {heldUp.length === 0 ? (
        <EmptyState title={texts.overview.nothingHeld} hint={texts.overview.nothingHeldHint} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.overview.heldCause}</Table.Th>
              <Table.Th ta="right">{texts.overview.heldOrders}</Table.Th>
              <Table.Th ta="right">{texts.overview.heldMoney}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {heldUp
              .toSorted((a, b) => weightOf(b) - weightOf(a))
              .map((group) => (
                <HeldUpRow
                  key={`${group.code} ${group.subject ?? ''}`}
                  company={company}
                  group={group}
                  subject={storeNames.get(group.subject ?? '') ?? group.subject}
                />
              ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

interface HeldUpRowProps {
  readonly company: string;
  readonly group: HeldUp[number];
  /** A product, a shipping method or a store, in words. */
  readonly subject: string | null;
}

function HeldUpRow({ company, group, subject }: HeldUpRowProps): ReactElement {
  const tab = MAPPED_THERE[group.code];
  const name = findingName(group.code);
  return (
    <Table.Tr>
      <Table.Td>
        {tab === undefined ? (
          <Anchor component={Link} to={`/c/${company}/review`} search={{ code: group.code, states: 'all' } as never} size="sm">
            {name}
          </Anchor>
        ) : (
          <Anchor component={Link} to={`/c/${company}/mapping`} search={{ tab } as never} size="sm">
            {name}
          </Anchor>
        )}
        {subject !== null && (
          <Text span size="sm" c="dimmed" ml={6}>
            {subject}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{formatCount(group.count)}</Table.Td>
      <Table.Td ta="right">
        <MoneyTotals totals={group.totals} />
      </Table.Td>
    </Table.Tr>
  );
}
