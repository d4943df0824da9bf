import { Button, Group, Progress, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import { texts } from '../../../lib/texts.ts';

interface ProgressLineProps {
  readonly label: string;
  /** What is done, in words, beside the bar. */
  readonly done: string;
  /** 0 to 1; null where nobody knows how much there is. */
  readonly share: number | null;
  readonly isStopping: boolean;
  readonly canStop: boolean;
  readonly onStop: () => void;
}

/** How far a long step is, with its Stop. */
export function ProgressLine({ label, done, share, isStopping, canStop, onStop }: ProgressLineProps): ReactElement {
  return (
    <Group gap="sm" wrap="nowrap">
      <Text size="sm" role="status" miw={170}>
        {label} {done}
      </Text>
      <Progress.Root size="sm" flex={1}>
        <Progress.Section value={share === null ? 100 : 100 * share} animated={share === null} aria-label={label} aria-valuetext={done} />
      </Progress.Root>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerStop size={13} aria-hidden />}
        disabled={!canStop || isStopping}
        onClick={onStop}
      >
        {isStopping ? texts.backup.stopping : texts.backup.stop}
      </Button>
    </Group>
  );
}
