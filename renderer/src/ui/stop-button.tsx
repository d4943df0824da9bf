import { Button } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCommand } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import { notifyFailure } from './notices.tsx';

interface StopButtonProps {
  readonly company: string;
  readonly onStop?: () => void;
}

/** Stops the company's run. What was sent is settled; what was not stays approved. */
export function StopButton({ company, onStop }: StopButtonProps): ReactElement {
  const stop = useCommand('run.stop', {
    onFailed: (failure) => notifyFailure(failure),
    ...(onStop === undefined ? {} : { onDone: onStop }),
  });
  return (
    <Button size="compact-sm" variant="default" disabled={stop.isPending || stop.isSuccess} onClick={() => void stop.run({ company })}>
      {stop.isSuccess ? texts.frame.stopping : texts.frame.stop}
    </Button>
  );
}
