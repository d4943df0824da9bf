import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import { useCommand } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import { notify, notifyFailure } from './notices.tsx';

interface StartCompanyProps {
  readonly company: string;
  /** Steps that are not done, by name: they are told before the start. */
  readonly open: readonly string[];
  /** Why it can't start now; null where it can. */
  readonly hindrance: string | null;
  readonly onStarted?: () => void;
}

/** Turns on the schedule of a company that was being set up. */
export function StartCompany({ company, open, hindrance, onStarted }: StartCompanyProps): ReactElement {
  const [isAsking, setIsAsking] = useState(false);
  const start = useCommand('schedule.resume', {
    onDone: () => {
      setIsAsking(false);
      notify(texts.setUp.started, texts.setUp.startedBody);
      onStarted?.();
    },
    onFailed: (failure) => notifyFailure(failure),
  });
  const run = (): void => void start.run({ company });
  return (
    <>
      <Button
        leftSection={<IconPlayerPlay size={15} aria-hidden />}
        loading={start.isPending}
        disabled={hindrance !== null}
        title={hindrance ?? texts.setUp.startHint}
        onClick={open.length === 0 ? run : () => setIsAsking(true)}
      >
        {texts.setUp.start}
      </Button>
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title={texts.setUp.startAnyway}>
        <Stack gap="sm">
          <Text size="sm">{texts.setUp.startAnywayBody}</Text>
          <List size="sm">
            {open.map((name) => (
              <List.Item key={name}>{name}</List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => setIsAsking(false)}>
              {texts.common.cancel}
            </Button>
            <Button loading={start.isPending} onClick={run}>
              {texts.setUp.startNow}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
