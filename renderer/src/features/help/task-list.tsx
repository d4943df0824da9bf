import { NavLink, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import type { GuideTask } from '../../lib/guide/guide-tasks.ts';
import styles from './help.module.css';

interface TaskListProps {
  readonly company: string;
  readonly tasks: readonly GuideTask[];
  readonly openId: string | undefined;
  readonly search: string;
}

export function TaskList({ company, tasks, openId, search }: TaskListProps): ReactElement {
  return (
    <nav aria-label={texts.help.contents} className={styles['contents']}>
      {search !== '' && (
        <Text size="xs" c="dimmed" px={10} pb={4} role="status">
          {texts.help.found(tasks.length)}
        </Text>
      )}
      {tasks.map(({ id, title }) => (
        <NavLink
          key={id}
          component={Link}
          // Safe: an address of router.tsx; its parameters are text on every screen.
          {...({ to: `/c/${company}/help`, search: search === '' ? { task: id } : { task: id, q: search } } as object)}
          label={title}
          py={6}
          active={id === openId}
          {...(id === openId ? { 'aria-current': 'page' as const } : {})}
        />
      ))}
    </nav>
  );
}
