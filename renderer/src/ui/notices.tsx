import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

import { texts } from '../lib/texts.ts';
import { FailureText } from './failure-card.tsx';

interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** Long enough to read and to undo. */
const NOTICE_MS = 10_000;
/** Of what is done, the newest say enough; more would cover what the person works on. */
const MOST_NOTICES = 2;

const shown: string[] = [];

/** Only what still stands there counts: those that closed themselves are hidden once more, which changes nothing. */
function makeRoom(id: string): void {
  shown.push(id);
  while (shown.length > MOST_NOTICES) {
    const oldest = shown.shift();
    if (oldest !== undefined) {
      notifications.hide(oldest);
    }
  }
}

/** Says that something is done; announced to screen readers by its role. */
export function notify(title: string, body: ReactNode = null, action: NoticeAction | null = null): void {
  const id = crypto.randomUUID();
  const run = (): void => {
    notifications.hide(id);
    action?.run();
  };
  makeRoom(id);
  notifications.show({
    id,
    title,
    autoClose: NOTICE_MS,
    closeButtonProps: { 'aria-label': texts.common.close },
    message: (
      <Group justify="space-between" wrap="nowrap" align="flex-end">
        <Text size="sm" component="div" c="var(--mantine-color-text)">
          {body}
        </Text>
        {action !== null && (
          <Button size="compact-sm" variant="default" onClick={run}>
            {action.label}
          </Button>
        )}
      </Group>
    ),
  });
}

/** Says why something was not done. Stays until it is closed: a failure must not be missed. */
export function notifyFailure(failure: Error, title: string = texts.failures.commandTitle): void {
  notifications.show({
    title,
    color: 'red',
    autoClose: false,
    closeButtonProps: { 'aria-label': texts.common.close },
    message: <FailureText failure={failure} />,
  });
}
