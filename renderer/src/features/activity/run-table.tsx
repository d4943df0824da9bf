import { Anchor, Button, Group, Progress, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCommand } from '../../client/calls.ts';
import { formatDuration } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';

type Run = MethodOutput<'run.list'>['runs'][number];
type Running = MethodOutput<'run.current'>['running'];

const kindOf = ({ kind }: Run): string => texts.activity.kinds[kind] ?? kind;

interface RunTableProps {
  readonly company: string;
  readonly runs: readonly Run[];
  readonly running: Running;
}

/** Newest first; the one that is running shows its progress and can be stopped. */
export function RunTable({ company, runs, running }: RunTableProps): ReactElement {
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130}>{texts.activity.run}</Table.Th>
          <Table.Th w={120}>{texts.activity.status}</Table.Th>
          <Table.Th w={190}>{texts.activity.started}</Table.Th>
          <Table.Th w={110} ta="right">
            {texts.activity.took}
          </Table.Th>
          <Table.Th w={120}>{texts.activity.by}</Table.Th>
          <Table.Th>{texts.activity.result}</Table.Th>
          <Table.Th w={90}>{texts.activity.entries}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.runId}>
            <Table.Th scope="row" fw={400}>
              {kindOf(run)}
            </Table.Th>
            <Table.Td>
              <ToneBadge tone={TONES[run.status] ?? 'quiet'}>{texts.activity.statuses[run.status] ?? run.status}</ToneBadge>
            </Table.Td>
            <Table.Td>
              <InstantText instant={run.startedAt} />
            </Table.Td>
            <Table.Td ta="right">
              {run.endedAt === null ? texts.activity.running : formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}
            </Table.Td>
            <Table.Td>{texts.told.actor(run.actor)}</Table.Td>
            <Table.Td>
              {run.fault !== null && <Text size="sm">{texts.told.fault(run.fault.code, run.fault.message, {})}</Text>}
              {running?.runId === run.runId ? <Live company={company} running={running} /> : <Counts counts={run.counts} />}
            </Table.Td>
            <Table.Td>
              <Anchor
                component={Link}
                size="sm"
                to={`/c/${company}/audit`}
                search={{ run: run.runId } as never}
                aria-label={texts.activity.entriesOf(kindOf(run))}
              >
                {texts.activity.entries}
              </Anchor>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const TONES: Readonly<Record<string, 'good' | 'bad' | 'warn' | 'busy' | 'done'>> = {
  running: 'busy',
  done: 'done',
  stopped: 'warn',
  failed: 'bad',
  interrupted: 'warn',
};

/** What is done so far, as it comes, and a way to stop it. */
function Live({ company, running }: { readonly company: string; readonly running: NonNullable<Running> }): ReactElement {
  const stop = useCommand('run.stop');
  const { done, total } = running;
  const label = texts.told.running(running.label);
  return (
    <Group gap="xs">
      <Text size="sm">
        {label} {texts.frame.progress(done, total)}
      </Text>
      <Progress.Root size="sm" w={160}>
        <Progress.Section value={total === null || total === 0 ? 100 : (100 * done) / total} animated={total === null} aria-label={label} />
      </Progress.Root>
      <Button size="compact-xs" variant="default" disabled={stop.isPending || stop.isSuccess} onClick={() => void stop.run({ company })}>
        {stop.isSuccess ? texts.frame.stopping : texts.frame.stop}
      </Button>
    </Group>
  );
}

/** Counts that are zero say nothing. */
function Counts({ counts }: { readonly counts: Run['counts'] }): ReactElement {
  const shown = Object.entries(counts).filter(([, count]) => count !== 0);
  return <Text size="sm">{shown.map(([name, count]) => texts.activity.countOf(name, count)).join(' · ') || texts.common.nothing}</Text>;
}
