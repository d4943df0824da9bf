import { useNavigate } from '@tanstack/react-router';

import { screensOf } from '../../lib/screen-list.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { GUIDE } from '../../lib/guide/guide-source.ts';
import { texts } from '../../lib/texts.ts';
import { useColours } from '../../ui/colours.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';

export interface PaletteCommand {
  readonly id: string;
  readonly name: string;
  /** Keys that do the same, as the key sheet writes them. */
  readonly keys?: string;
  readonly run: () => void;
}

const when = (applies: boolean, command: PaletteCommand): readonly PaletteCommand[] => (applies ? [command] : []);

/** What a person can do at this moment: deeds first, then other clients, then screens. */
export function usePaletteCommands(company: string, showHelp: () => void): readonly PaletteCommand[] {
  const { palette } = texts;
  const navigate = useNavigate();
  const goTo = (path: string, search: Readonly<Record<string, string>> = {}): void => {
    void navigate({ to: path, search } as never); // safe: an address of router.tsx, text only
  };
  const companies = useCall('company.list', {}).data?.companies ?? [];
  const states = useCall('order.counts', { company, filter: {} }).data?.states ?? [];
  const countOf = (wanted: string): number => states.find(({ state }) => state === wanted)?.count ?? 0;
  const toReview = `/c/${company}/review`;
  return [
    ...useDeeds(company),
    ...when(countOf('ready') > 0, {
      id: 'approve',
      name: palette.approve(countOf('ready')),
      run: () => goTo(toReview, { ask: 'approve' }),
    }),
    ...when(countOf('approved') > 0, {
      id: 'post',
      name: palette.post(countOf('approved')),
      run: () => goTo(toReview, { ask: 'post' }),
    }),
    ...screensOf(companies.some(({ slug, practice }) => slug === company && practice)).map(({ path, name, letter }) => ({
      id: `go-${path}`,
      name: palette.goTo(name),
      keys: `g ${letter}`,
      run: () => goTo(`/c/${company}/${path}`),
    })),
    { id: 'go-set-up', name: palette.goTo(texts.setUp.title), run: () => goTo(`/c/${company}/set-up`) },
    ...companies
      .filter(({ slug }) => slug !== company)
      .map(({ slug, name }) => ({ id: `switch-${slug}`, name: palette.switchTo(name), run: () => goTo(`/c/${slug}/overview`) })),
    ...useColourCommand(),
    { id: 'help', name: palette.help, keys: '?', run: showHelp },
    ...GUIDE.map(({ id, title }) => ({
      id: `guide-${id}`,
      name: texts.help.goToTask(title),
      run: () => goTo(`/c/${company}/help`, { task: id }),
    })),
  ];
}

function useColourCommand(): readonly PaletteCommand[] {
  const { isDark, choose } = useColours();
  const name = isDark ? texts.frame.toLight : texts.frame.toDark;
  return [{ id: 'colours', name, run: () => choose(isDark ? 'light' : 'dark') }];
}

/** Commands to the host; each says what came of it. */
function useDeeds(company: string): readonly PaletteCommand[] {
  const { palette } = texts;
  const connections = useCall('connection.list', { company }).data;
  const schedule = useCall('schedule.show', { company }).data;
  const running = useCall('run.current', { company }).data?.running ?? null;
  const onFailed = notifyFailure;
  const sync = useCommand('sync.run', { onFailed, onDone: (counts) => notify(texts.frame.synced, texts.frame.syncResult(counts)) });
  const pause = useCommand('schedule.pause', { onFailed, onDone: () => notify(texts.schedule.pausedNotice, texts.schedule.pauseHint) });
  const resume = useCommand('schedule.resume', { onFailed, onDone: () => notify(texts.schedule.resumedNotice) });
  const refresh = useCommand('reference.refresh', { onFailed, onDone: () => notify(palette.refreshed) });
  const canPull = connections?.source.status === 'connected' && running === null && !sync.isPending;
  const hasSchedule = schedule !== undefined && schedule.state !== 'off';
  const isPaused = schedule !== undefined && schedule.pause !== null;
  const refreshNow = (): void => {
    notify(palette.refreshing);
    void refresh.run({ company });
  };
  return [
    ...when(canPull, { id: 'sync', name: palette.sync, run: () => void sync.run({ company }) }),
    ...when(hasSchedule && !isPaused, { id: 'pause', name: palette.pause, run: () => void pause.run({ company, until: null }) }),
    ...when(hasSchedule && isPaused, { id: 'resume', name: palette.resume, run: () => void resume.run({ company }) }),
    ...when(connections?.books.status === 'connected' && !refresh.isPending, { id: 'refresh', name: palette.refresh, run: refreshNow }),
  ];
}
