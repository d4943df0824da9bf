import { Anchor, Box, Button, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { DateText } from '../../ui/date-text.tsx';
import { DayChart } from '../../ui/day-chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './overview.module.css';

type Days = MethodOutput<'overview.show'>['days'];

const sumOf = (days: Days, key: 'ordered' | 'shipped' | 'invoiced'): number => days.reduce((sum, day) => sum + day[key], 0);

/** Shipped and invoiced per day with the gap visible, as a chart or as a table. */
export function DaysPanel({ company, days }: { readonly company: string; readonly days: Days }): ReactElement {
  const [isTable, setIsTable] = useState(false);
  const summary = texts.overview.chartSummary(sumOf(days, 'ordered'), sumOf(days, 'shipped'), sumOf(days, 'invoiced'));
  const toggle = (
    <Button variant="subtle" size="compact-xs" onClick={() => setIsTable(!isTable)}>
      {isTable ? texts.overview.chartShown : texts.overview.chartAlternative}
    </Button>
  );
  return (
    <Panel title={texts.overview.chartTitle} hint={summary} actions={toggle}>
      {isTable ? (
        <DaysTable days={days} />
      ) : (
        <DayChart
          days={days.map(({ date }) => date)}
          summary={summary}
          gap={{
            name: texts.overview.gap,
            upper: days.map(({ shipped }) => shipped),
            lower: days.map(({ invoiced }) => invoiced),
          }}
          readout={(index) => <DayReadout company={company} day={days[index]} />}
          series={[
            { name: texts.overview.ordered, values: days.map(({ ordered }) => ordered), look: 'bars' },
            { name: texts.overview.shipped, values: days.map(({ shipped }) => shipped), look: 'dashed' },
            { name: texts.overview.invoiced, values: days.map(({ invoiced }) => invoiced), look: 'line' },
          ]}
        />
      )}
    </Panel>
  );
}

/** What the chart says of one day, with the way to its orders. */
function DayReadout({ company, day }: { readonly company: string; readonly day: Days[number] | undefined }): ReactElement | null {
  if (day === undefined) {
    return null;
  }
  const { date, ordered, shipped, invoiced } = day;
  return (
    <>
      <strong>
        <DateText date={date} />
      </strong>
      <span>{texts.overview.dayFigures(formatCount(ordered), formatCount(shipped), formatCount(invoiced))}</span>
      {shipped > invoiced && <span>{texts.overview.dayGap(formatCount(shipped - invoiced))}</span>}
      <Anchor component={Link} to={`/c/${company}/review`} search={{ from: date, to: date, states: 'all' } as never} size="xs">
        {texts.overview.dayOrders}
      </Anchor>
    </>
  );
}

function DaysTable({ days }: { readonly days: Days }): ReactElement {
  return (
    <Box className={styles['daysTable'] ?? ''} tabIndex={0} role="region" aria-label={texts.overview.chartTitle}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.overview.day}</Table.Th>
            {[texts.overview.ordered, texts.overview.shipped, texts.overview.invoiced, texts.overview.gap].map((name) => (
              <Table.Th key={name} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map(({ date, ordered, shipped, invoiced }) => (
            <Table.Tr key={date}>
              <Table.Td>
                <DateText date={date} />
              </Table.Td>
              {[ordered, shipped, invoiced, Math.max(0, shipped - invoiced)].map((count, index) => (
                <Table.Td key={index} ta="right">
                  {formatCount(count)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
