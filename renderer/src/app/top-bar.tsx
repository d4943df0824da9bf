import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconKeyboard, IconMoon, IconPlayerStop, IconRefresh, IconSun } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { useCall, useCommand } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import { useColours } from '../ui/colours.ts';
import { InstantText } from '../ui/date-text.tsx';
import { NextPull, PauseControl } from '../ui/next-pull.tsx';
import { notify, notifyFailure } from '../ui/notices.tsx';
import styles from './frame.module.css';
import { SearchBox } from './search-box.tsx';

/** The one that is on, and the one before it. */
const PULLS_LOOKED_AT = 2;

interface TopBarProps {
  readonly company: string;
  readonly onOpen: (dialog: 'palette' | 'keys') => void;
}

export function TopBar({ company, onOpen }: TopBarProps): ReactElement {
  const current = useCall('run.current', { company }).data;
  const schedule = useCall('schedule.show', { company }).data;
  const pulls = useCall('run.list', { company, kind: 'sync', limit: PULLS_LOOKED_AT }).data?.runs ?? [];
  const lastPull = pulls.find(({ endedAt }) => endedAt !== null);
  const sync = useCommand('sync.run', {
    onDone: (counts) => notify(texts.frame.synced, texts.frame.syncResult(counts)),
    onFailed: (failure) => notifyFailure(failure),
  });
  const running = current?.running ?? null;
  return (
    <section aria-label={texts.frame.topBar} className={styles['topBar']}>
      <SearchBox company={company} />
      <Button
        size="xs"
        variant="default"
        aria-label={texts.palette.openLabel}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => onOpen('palette')}
      >
        {texts.palette.shortcut}
      </Button>
      <div className={styles['pulls']} data-running={running === null ? undefined : true}>
        <span>
          {texts.frame.lastPull} <InstantText instant={lastPull?.endedAt ?? null} relative />
        </span>
        <NextPull shown={schedule} />
      </div>
      {schedule !== undefined && schedule.state !== 'off' && <PauseControl company={company} shown={schedule} />}
      {running !== null && <Running company={company} running={running} />}
      <Button
        leftSection={<IconRefresh size={15} aria-hidden />}
        variant="default"
        loading={sync.isPending}
        disabled={running !== null}
        onClick={() => void sync.run({ company })}
      >
        {texts.frame.syncNow}
      </Button>
      <ActionIcon variant="default" size={30} aria-label={texts.palette.keysHelp} aria-keyshortcuts="?" onClick={() => onOpen('keys')}>
        <IconKeyboard size={16} aria-hidden />
      </ActionIcon>
      <SchemeToggle />
    </section>
  );
}

type RunningRun = NonNullable<MethodOutput<'run.current'>['running']>;

function Running({ company, running }: { readonly company: string; readonly running: RunningRun }): ReactElement {
  const { done, total } = running;
  const label = texts.told.running(running.label);
  const stop = useCommand('run.stop', { onFailed: (failure) => notifyFailure(failure) });
  const text = texts.frame.progress(done, total);
  return (
    <div className={styles['running']}>
      <span role="status">
        {label} {text}
      </span>
      <Progress.Root size="sm" w={90}>
        <Progress.Section
          value={total === null || total === 0 ? 100 : (100 * done) / total}
          animated={total === null}
          withAria={false}
          role="progressbar"
          aria-valuemin={0}
          {...(total === null ? {} : { 'aria-valuemax': total, 'aria-valuenow': done })}
          aria-label={label}
          aria-valuetext={text}
        />
      </Progress.Root>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerStop size={13} aria-hidden />}
        disabled={stop.isPending || stop.isSuccess}
        onClick={() => void stop.run({ company })}
      >
        {stop.isSuccess ? texts.frame.stopping : texts.frame.stop}
      </Button>
    </div>
  );
}

function SchemeToggle(): ReactElement {
  const { isDark, choose } = useColours();
  const Icon = isDark ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={isDark ? texts.frame.toLight : texts.frame.toDark}
      onClick={() => choose(isDark ? 'light' : 'dark')}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
