import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { BarCell } from '../../ui/bar-cell.tsx';
import { CauseLink } from '../../ui/cause-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './overview.module.css';

type Shown = MethodOutput<'overview.show'>;
type HeldUp = Shown['heldUp'];

/** One row: a cause that a mapping or a decision settles, or a state of postings that Replay settles. */
interface Need {
  readonly key: string;
  readonly link: ReactElement;
  readonly subject: string | null;
  readonly count: number;
  readonly totals: readonly Money[];
}

/** For sorting and bars only: currencies are added as if they were one. */
const weightOf = ({ totals }: Pick<Need, 'totals'>): number => totals.reduce((sum, { minor }) => sum + minor, 0);

interface HeldUpPanelProps {
  readonly company: string;
  readonly heldUp: HeldUp;
  readonly states: Shown['states'];
  readonly stores: Shown['stores'];
}

/** Everything that waits for a person, most money first; each row leads to where it is settled. */
export function HeldUpPanel({ company, heldUp, states, stores }: HeldUpPanelProps): ReactElement {
  const storeNames = new Map(stores.map(({ storeId, storeName }) => [String(storeId), storeName]));
  const needs: readonly Need[] = [
    ...heldUp.map(({ code, subject, count, totals }) => ({
      key: `${code} ${subject ?? ''}`,
      link: <CauseLink company={company} code={code} />,
      subject: storeNames.get(subject ?? '') ?? subject,
      count,
      totals,
    })),
    ...(['failed', 'uncertain'] as const).flatMap((state) =>
      states
        .filter((group) => group.state === state && group.count > 0)
        .map(({ count, totals }) => ({ key: state, link: <ReplayLink company={company} state={state} />, subject: null, count, totals })),
    ),
  ].toSorted((a, b) => weightOf(b) - weightOf(a));
  return (
    <Panel title={texts.overview.needsPerson} hint={texts.overview.needsPersonHint}>
      {needs.length === 0 ? (
        <EmptyState title={texts.overview.nothingHeld} hint={texts.overview.nothingHeldHint} />
      ) : (
        <NeedsTable needs={needs} />
      )}
    </Panel>
  );
}

function ReplayLink({ company, state }: { readonly company: string; readonly state: 'failed' | 'uncertain' }): ReactElement {
  return (
    <Anchor component={Link} to={`/c/${company}/replay`} size="sm">
      {texts.states[state].name}
    </Anchor>
  );
}

function NeedsTable({ needs }: { readonly needs: readonly Need[] }): ReactElement {
  const largest = Math.max(0, ...needs.map(weightOf));
  return (
    <Table aria-label={texts.overview.needsPerson}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.overview.heldCause}</Table.Th>
          <Table.Th ta="right">{texts.overview.heldOrders}</Table.Th>
          <Table.Th ta="right">{texts.overview.heldMoney}</Table.Th>
          <Table.Th className={styles['bars'] ?? ''} aria-hidden />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {needs.map((need) => (
          <Table.Tr key={need.key}>
            <Table.Td>
              {need.link}
              {need.subject !== null && (
                <Text span size="sm" c="dimmed" ml={6}>
                  {need.subject}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right">{formatCount(need.count)}</Table.Td>
            <Table.Td ta="right">
              <MoneyTotals totals={need.totals} />
            </Table.Td>
            <Table.Td className={styles['bars'] ?? ''} aria-hidden>
              <BarCell value={weightOf(need)} largest={largest} tone="warn" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
