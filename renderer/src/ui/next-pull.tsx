import { Button, Menu } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { SET_UP_ACTOR } from '../../../shared/domain/config/schedule.ts';
import { assertNever } from '../../../shared/domain/result.ts';
import { useCommand } from '../client/calls.ts';
import { useNow } from '../lib/now.ts';
import { texts } from '../lib/texts.ts';
import { InstantText } from './date-text.tsx';
import { notify, notifyFailure } from './notices.tsx';

export type ShownSchedule = MethodOutput<'schedule.show'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** When the next background pull begins, or why there is none. */
export function NextPull({ shown }: { readonly shown: ShownSchedule | undefined }): ReactElement {
  return (
    <span>
      {shown?.state === 'paused' ? texts.schedule.pulls : texts.schedule.next}{' '}
      {shown === undefined ? texts.common.nothing : <NextPullText shown={shown} />}
    </span>
  );
}

function NextPullText({ shown: { state, nextAt, pause, service } }: { readonly shown: ShownSchedule }): ReactNode {
  const { schedule } = texts;
  const person = service ?? 'source';
  switch (state) {
    case 'running':
      return schedule.afterThisRun;
    case 'waiting':
      return <Soon nextAt={nextAt} />;
    case 'outside-hours':
      return (
        <>
          <InstantText instant={nextAt} /> ({schedule.outsideHours})
        </>
      );
    case 'paused':
      if (pause?.actor === SET_UP_ACTOR) {
        return schedule.notStarted;
      }
      return pause?.until == null ? (
        schedule.paused
      ) : (
        <>
          {schedule.pausedUntil} <InstantText instant={pause.until} />
        </>
      );
    case 'waiting-for-network':
      return (
        <>
          <InstantText instant={nextAt} /> ({schedule.network})
        </>
      );
    case 'needs-person':
      return schedule.needsPerson[person];
    case 'not-connected':
      return schedule.notConnected[person];
    case 'closed':
      return schedule.closed;
    case 'off':
      return schedule.off;
    default:
      return assertNever(state);
  }
}

/** What is less than a minute away has no useful figure. */
function Soon({ nextAt }: { readonly nextAt: string | null }): ReactElement {
  const now = useNow();
  return nextAt !== null && Date.parse(nextAt) - now < MINUTE_MS ? (
    <>{texts.schedule.withinMinute}</>
  ) : (
    <InstantText instant={nextAt} relative />
  );
}

interface PauseControlProps {
  readonly company: string;
  readonly shown: ShownSchedule;
}

/** Holds background pulls back for a while, or lets them go on. */
export function PauseControl({ company, shown }: PauseControlProps): ReactElement {
  if (shown.pause?.actor === SET_UP_ACTOR) {
    return (
      <Button component={Link} to={`/c/${company}/set-up`} size="compact-xs" variant="default">
        {texts.setUp.title}
      </Button>
    );
  }
  return shown.pause === null ? <PauseMenu company={company} /> : <ResumeButton company={company} />;
}

function ResumeButton({ company }: { readonly company: string }): ReactElement {
  const resume = useCommand('schedule.resume', {
    onDone: () => notify(texts.schedule.resumedNotice),
    onFailed: (failure) => notifyFailure(failure),
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconPlayerPlay size={13} aria-hidden />}
      loading={resume.isPending}
      onClick={() => void resume.run({ company })}
    >
      {texts.schedule.resume}
    </Button>
  );
}

function PauseMenu({ company }: { readonly company: string }): ReactElement {
  const { schedule } = texts;
  const pause = useCommand('schedule.pause', {
    onDone: () => notify(schedule.pausedNotice, schedule.pauseHint),
    onFailed: (failure) => notifyFailure(failure),
  });
  const holdBack = (ms: number | null): void => {
    void pause.run({ company, until: ms === null ? null : new Date(Date.now() + ms).toISOString() });
  };
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={schedule.pauseLabel}
          leftSection={<IconPlayerPause size={13} aria-hidden />}
          loading={pause.isPending}
        >
          {schedule.pause}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => holdBack(HOUR_MS)}>{schedule.pauseFor.hour}</Menu.Item>
        <Menu.Item onClick={() => holdBack(24 * HOUR_MS)}>{schedule.pauseFor.day}</Menu.Item>
        <Menu.Item onClick={() => holdBack(null)}>{schedule.pauseFor.open}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
