import { SegmentedControl, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { RunKind } from '../../../../shared/domain/runs.ts';
import { useCall } from '../../client/calls.ts';
import { useCompanyZone } from '../../lib/company.ts';
import { formatDuration, todayIn } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { DayChart } from '../../ui/day-chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';

type TimedRun = MethodOutput<'figures.runs'>['runs'][number];

/** Those whose time tells something: the others run once, or take no time. */
const TIMED = ['sync', 'post', 'refresh', 'sweep'] as const;
type TimedKind = (typeof TIMED)[number];
const NEWEST = 60;
/** Two points make no course. */
const LEAST_RUNS = 3;

const timedKind = (kind: RunKind | undefined): TimedKind | undefined => TIMED.find((one) => one === kind);

interface RunTimesPanelProps {
  readonly company: string;
  /** What the list is narrowed down to; the chart goes along where it has figures of it. */
  readonly kind: RunKind | undefined;
}

/** How long the newest runs took, one beside the other: what becomes slower is seen before it hurts. */
export function RunTimesPanel({ company, kind }: RunTimesPanelProps): ReactElement {
  const [chosen, setChosen] = useState<TimedKind>('sync');
  const shown = timedKind(kind) ?? chosen;
  const times = useCall('figures.runs', { company, kind: shown, limit: NEWEST }, { keepPrevious: true });
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={texts.activity.run}
      value={shown}
      disabled={timedKind(kind) !== undefined}
      data={TIMED.map((value) => ({ value, label: texts.activity.kinds[value] ?? value }))}
      // Safe: the control gives one of its own values.
      onChange={(value) => setChosen(value as TimedKind)}
    />
  );
  return (
    <Panel title={texts.activity.timesTitle} hint={texts.activity.timesHint(NEWEST)} actions={choice}>
      <QueryView query={times}>{({ runs }) => (runs.length < LEAST_RUNS ? <TooFew /> : <TimesChart runs={runs} />)}</QueryView>
    </Panel>
  );
}

function TooFew(): ReactElement {
  return (
    <Text size="sm" c="dimmed">
      {texts.activity.timesTooFew}
    </Text>
  );
}

function TimesChart({ runs }: { readonly runs: readonly TimedRun[] }): ReactElement {
  const zone = useCompanyZone();
  const took = runs.map(({ tookMs }) => tookMs);
  const cutShort = runs.map(({ status, tookMs }) => (status === 'done' ? 0 : tookMs));
  return (
    <DayChart
      days={runs.map(({ startedAt }) => todayIn(zone, Date.parse(startedAt)))}
      summary={texts.activity.timesSummary(runs.length, formatDuration(medianOf(took)), formatDuration(Math.max(...took)))}
      series={[{ name: texts.activity.took, values: took, look: 'bars' }]}
      tellValue={formatDuration}
      gap={{ name: texts.activity.timesCutShort, upper: cutShort, lower: took.map(() => 0) }}
      readout={(index) => <RunReadout run={runs[index]} />}
    />
  );
}

function RunReadout({ run }: { readonly run: TimedRun | undefined }): ReactElement | null {
  if (run === undefined) {
    return null;
  }
  return (
    <>
      <strong>
        <InstantText instant={run.startedAt} />
      </strong>
      <span>{formatDuration(run.tookMs)}</span>
      <span>{texts.activity.statuses[run.status] ?? run.status}</span>
    </>
  );
}

/** Of an even number the lower of the two in the middle. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}
