import { Group, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}

/** A screen's title with its actions at the right. */
export function PageHeader({ title, hint, children }: PageHeaderProps): ReactElement {
  return (
    <Group justify="space-between" align="center" wrap="wrap" gap="xs" mb="sm" mih={32}>
      <Group gap="sm" align="baseline">
        <Title order={1} size="h3">
          {title}
        </Title>
        {hint !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {hint}
          </Text>
        )}
      </Group>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
