import { Box, Button, Table } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { addDays, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { DateText } from '../../ui/date-text.tsx';
import { DayChart } from '../../ui/day-chart.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Period } from './period-picker.tsx';
import styles from './reconcile.module.css';

type Days = MethodOutput<'reconcile.run'>['days'];

const STEPS = ['ordered', 'shipped', 'invoiced', 'paid'] as const;

/** Longer periods show only the days on which something happened. */
const MOST_DAYS = 400;

/** Every day of the period: one without orders is a day with zeros, or the axis would lie. */
function datesOf({ from, to }: Period, days: Days): readonly string[] {
  const first = parseBusinessDate(from);
  const dates: string[] = [];
  for (let index = 0; first !== null && index <= MOST_DAYS; index += 1) {
    const date = addDays(first, index);
    if (date > to) {
      return dates;
    }
    dates.push(date);
  }
  return days.map(({ date }) => date);
}

/** Counts per day of each step, as a chart or as a table with the money. */
export function DaysPanel({ days, from, to }: Period & { readonly days: Days }): ReactElement {
  const [isTable, setIsTable] = useState(false);
  const dates = datesOf({ from, to }, days);
  const byDate = new Map(days.map((day) => [day.date, day]));
  const values = (step: (typeof STEPS)[number]): readonly number[] => dates.map((date) => byDate.get(date)?.[step].count ?? 0);
  const sum = (step: (typeof STEPS)[number]): number => days.reduce((total, day) => total + day[step].count, 0);
  const summary = texts.reconcile.chartSummary(sum('shipped'), sum('invoiced'), sum('paid'));
  return (
    <Panel
      title={texts.reconcile.byDay}
      hint={summary}
      actions={
        <Button variant="subtle" size="compact-xs" onClick={() => setIsTable(!isTable)}>
          {isTable ? texts.overview.chartShown : texts.overview.chartAlternative}
        </Button>
      }
    >
      {isTable ? (
        <DaysTable days={days} />
      ) : (
        <DayChart
          days={dates}
          summary={summary}
          series={[
            { name: texts.reconcile.shipped, values: values('shipped'), look: 'bars' },
            { name: texts.reconcile.invoiced, values: values('invoiced'), look: 'line' },
            { name: texts.reconcile.paid, values: values('paid'), look: 'dashed' },
          ]}
        />
      )}
    </Panel>
  );
}

function DaysTable({ days }: { readonly days: Days }): ReactElement {
  return (
    <Box className={styles['days'] ?? ''} tabIndex={0} role="region" aria-label={texts.reconcile.byDay}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.overview.day}</Table.Th>
            {STEPS.map((step) => (
              <Table.Th key={step} colSpan={2} ta="right">
                {texts.reconcile[step]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map(({ date, ...steps }) => (
            <Table.Tr key={date}>
              <Table.Td>
                <DateText date={date} />
              </Table.Td>
              {STEPS.flatMap((step) => [
                <Table.Td key={`${step} count`} ta="right">
                  {formatCount(steps[step].count)}
                </Table.Td>,
                <Table.Td key={`${step} amount`} ta="right">
                  <MoneyTotals totals={steps[step].totals} />
                </Table.Td>,
              ])}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
