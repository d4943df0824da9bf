import { Box, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './reconcile.module.css';

type Reconciled = MethodOutput<'reconcile.run'>;
type Steps = Reconciled['totals'];

const STEPS = ['ordered', 'shipped', 'invoiced', 'paid'] as const;

/** Counts and money of each step, per store and in total. */
export function TotalsPanel({ totals, stores, untold }: Pick<Reconciled, 'totals' | 'stores' | 'untold'>): ReactElement {
  return (
    <Panel title={texts.reconcile.totals}>
      <Box className={styles['wide'] ?? ''} role="group" aria-label={texts.reconcile.totals} tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th rowSpan={2}>{texts.reconcile.store}</Table.Th>
              {STEPS.map((step) => (
                <Table.Th key={step} colSpan={2} ta="right">
                  {texts.reconcile[step]}
                </Table.Th>
              ))}
            </Table.Tr>
            <Table.Tr>
              {STEPS.map((step) => (
                <CountAndAmount key={step} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stores.map((store) => (
              <StepsRow key={store.storeId} name={store.storeName ?? texts.reconcile.unknownStore(store.storeId)} steps={store} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <StepsRow name={texts.reconcile.allStores} steps={totals} isTotal />
          </Table.Tfoot>
        </Table>
      </Box>
      {untold.orderDates > 0 && <Note text={texts.reconcile.untoldDates(untold.orderDates)} />}
      {untold.orderTotals > 0 && <Note text={texts.reconcile.untoldTotals(untold.orderTotals)} />}
    </Panel>
  );
}

function Note({ text }: { readonly text: string }): ReactElement {
  return (
    <Text size="xs" c="dimmed">
      {text}
    </Text>
  );
}

function CountAndAmount(): ReactElement {
  return (
    <>
      <Table.Th ta="right" fw={400}>
        {texts.reconcile.count}
      </Table.Th>
      <Table.Th ta="right" fw={400}>
        {texts.reconcile.amount}
      </Table.Th>
    </>
  );
}

function StepsRow({
  name,
  steps,
  isTotal = false,
}: {
  readonly name: string;
  readonly steps: Steps;
  readonly isTotal?: boolean;
}): ReactElement {
  return (
    <Table.Tr {...(isTotal ? { fw: 600 } : {})}>
      <Table.Th scope="row" fw={isTotal ? 600 : 400}>
        {name}
      </Table.Th>
      {STEPS.map((step) => (
        <StepCells key={step} step={steps[step]} isTotal={isTotal} />
      ))}
    </Table.Tr>
  );
}

function StepCells({ step, isTotal }: { readonly step: Steps['paid']; readonly isTotal: boolean }): ReactElement {
  return (
    <>
      <Table.Td ta="right" fw={isTotal ? 600 : 400}>
        {formatCount(step.count)}
      </Table.Td>
      <Table.Td ta="right">
        <MoneyTotals totals={step.totals} strong={isTotal} />
      </Table.Td>
    </>
  );
}
