import { Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

/** The empty state: says what is not there and what to do about it. */
export function EmptyState({ title, hint, children }: EmptyStateProps): ReactElement {
  return (
    <Stack align="center" gap={4} py="xl" px="md">
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" ta="center" maw={460}>
        {hint}
      </Text>
      {children}
    </Stack>
  );
}
