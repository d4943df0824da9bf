import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { findingName } from '../../lib/finding-names.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { BarCell } from '../../ui/bar-cell.tsx';
import { CauseLink } from '../../ui/cause-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Rehearsed } from './rehearsal-screen.tsx';
import styles from './rehearsal.module.css';

type Causes = Rehearsed['causes'];

interface CausesPanelProps {
  readonly company: string;
  readonly title: string;
  readonly hint?: string;
  readonly causes: Causes;
  /** Nothing to mend: reasons, not causes. */
  readonly isQuiet?: boolean;
}

/** For bars only: currencies are added as if they were one. */
const weightOf = ({ totals }: Causes[number]): number => totals.reduce((sum, { minor }) => sum + minor, 0);

export function CausesPanel({ company, title, hint, causes, isQuiet = false }: CausesPanelProps): ReactElement {
  const largest = Math.max(0, ...causes.map(weightOf));
  return (
    <Panel title={title} hint={hint}>
      {causes.length === 0 ? (
        <EmptyState title={texts.rehearsal.nothingHeld} hint={texts.rehearsal.nothingHeldHint} />
      ) : (
        <Table aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.rehearsal.cause}</Table.Th>
              <Table.Th ta="right">{texts.rehearsal.count}</Table.Th>
              <Table.Th ta="right">{texts.rehearsal.money}</Table.Th>
              {!isQuiet && (
                <Table.Th className={styles['bars'] ?? ''} aria-hidden>
                  {texts.rehearsal.share}
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {causes.map((cause) => (
              <Table.Tr key={cause.code}>
                <Table.Td>
                  {isQuiet ? findingName(cause.code) : <CauseLink company={company} code={cause.code} />}
                  {!isQuiet && <Examples company={company} cause={cause} />}
                </Table.Td>
                <Table.Td ta="right">{formatCount(cause.count)}</Table.Td>
                <Table.Td ta="right">
                  <MoneyTotals totals={cause.totals} />
                </Table.Td>
                {!isQuiet && (
                  <Table.Td className={styles['bars'] ?? ''} aria-hidden>
                    <BarCell value={weightOf(cause)} largest={largest} tone="warn" />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

/** The sentence of one of them names the order and the next step. */
function Examples({ company, cause: { message, examples } }: { readonly company: string; readonly cause: Causes[number] }): ReactElement {
  const [first] = examples;
  return (
    <span className={styles['message']}>
      {message}{' '}
      {first !== undefined && (
        <Anchor component={Link} to={`/c/${company}/review`} search={{ order: String(first.orderId), states: 'all' } as never} size="xs">
          {texts.rehearsal.suchAs} {first.orderNumber}
        </Anchor>
      )}
    </span>
  );
}
