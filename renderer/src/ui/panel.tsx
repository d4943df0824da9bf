import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a screen. */
export function Panel({ title, hint, actions, children }: PanelProps): ReactElement {
  return (
    <Paper component="section" aria-label={title} withBorder p="sm" radius="sm">
      <Group justify="space-between" align="baseline" mb="xs" gap="xs">
        <Group gap="xs" align="baseline">
          <Title order={2} size="h5">
            {title}
          </Title>
          {hint !== undefined && (
            <Text size="xs" c="dimmed" component="div">
              {hint}
            </Text>
          )}
        </Group>
        {actions}
      </Group>
      {children}
    </Paper>
  );
}
