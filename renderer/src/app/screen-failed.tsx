import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { texts } from '../lib/texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureCard } from '../ui/failure-card.tsx';

/** A screen that broke: the frame stays, and the screen can be loaded again. */
export function ScreenFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactElement {
  const failure = error instanceof Error ? error : new Error(String(error));
  return (
    <Stack maw={640}>
      <FailureCard failure={failure} title={texts.failures.screenTitle} onRetry={reset} />
      {texts.failures.screenNext}
    </Stack>
  );
}

export function NotFound(): ReactElement {
  return (
    <EmptyState title={texts.failures.notFoundTitle} hint={texts.failures.notFoundNext}>
      <Button component={Link} to="/" variant="default" mt="sm">
        {texts.frame.overview}
      </Button>
    </EmptyState>
  );
}
