import { Button, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import { openSteps } from './set-up-steps.ts';
import { useSetUp } from './use-set-up.ts';

/** How far the set-up has come, and the way to it. Gone once it is complete and the company started. */
export function SetUpPanel({ company }: { readonly company: string }): ReactElement | null {
  const { data } = useSetUp(company);
  if (data === undefined || (data.isStarted && openSteps(data.steps).length === 0)) {
    return null;
  }
  const { steps } = data;
  const done = steps.filter(({ state }) => state === 'done').length;
  const progress = texts.setUp.progress(formatCount(done), formatCount(steps.length));
  return (
    <Panel
      title={texts.setUp.title}
      hint={progress}
      actions={
        <Button component={Link} to={`/c/${company}/set-up`} size="xs">
          {texts.setUp.goOn}
        </Button>
      }
    >
      <Progress.Root size="sm">
        <Progress.Section value={(100 * done) / steps.length} aria-label={texts.setUp.title} aria-valuetext={progress} />
      </Progress.Root>
      <Text size="sm" c="dimmed" mt={6}>
        {data.isStarted ? texts.setUp.lead : texts.setUp.notFinishedHint}
      </Text>
    </Panel>
  );
}
