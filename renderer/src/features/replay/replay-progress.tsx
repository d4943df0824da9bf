import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { StopButton } from '../../ui/stop-button.tsx';

interface ReplayProgressProps {
  readonly company: string;
  /** How many postings were asked for. */
  readonly count: number;
  readonly onStop: () => void;
}

/** How far the replay is, and the way to stop it. */
export function ReplayProgress({ company, count, onStop }: ReplayProgressProps): ReactElement {
  const running = useCall('run.current', { company }).data?.running ?? null;
  const { done, total } = running ?? { done: 0, total: null };
  const name = texts.replay.replaying(count);
  const far = running === null ? '' : texts.frame.progress(done, total);
  return (
    <Stack gap={6} mb="sm">
      <Group gap="sm">
        <Text size="sm" role="status">
          {name} {far}
        </Text>
        <StopButton company={company} onStop={onStop} />
      </Group>
      <Progress.Root size="sm">
        <Progress.Section
          value={total === null || total === 0 ? 100 : (100 * done) / total}
          animated={total === null}
          withAria={false}
          role="progressbar"
          aria-valuemin={0}
          {...(total === null ? {} : { 'aria-valuemax': total, 'aria-valuenow': done })}
          aria-label={name}
          aria-valuetext={far === '' ? name : far}
        />
      </Progress.Root>
    </Stack>
  );
}
