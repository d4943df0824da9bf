import { Button, Modal, Stack } from '@mantine/core';
import { IconRefresh, IconRepeat } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { announce } from '../../ui/live-region.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { FailureGroup } from './failure-group.tsx';
import { ReplayProgress } from './replay-progress.tsx';
import { ReplayResult, summaryOf } from './replay-result.tsx';

type Cause = MethodOutput<'posting.failures'>['groups'][number];
type Selection = Omit<MethodInput<'posting.replay'>, 'company'>;

/** Failures by cause, each with what to do about it; what succeeded is never sent again. */
export function ReplayScreen(): ReactElement {
  const company = useCompany();
  const failures = useCall('posting.failures', { company });
  const groups = failures.data?.groups ?? [];
  const count = countOf(groups);
  const replay = useReplay(company, groups);
  // What a replay took is told by its result.
  useSayWhatLeft(failures.data === undefined ? null : count, replay.isPending || replay.result !== null);
  return (
    <>
      <PageHeader title={texts.replay.title} hint={count > 0 ? texts.replay.hint(count) : undefined}>
        <RefreshButton company={company} isHidden={count === 0} />
        <Button
          leftSection={<IconRepeat size={14} aria-hidden />}
          disabled={count === 0}
          loading={replay.isPending}
          onClick={() => replay.run({})}
        >
          {texts.replay.replayAll}
        </Button>
      </PageHeader>
      {replay.isPending && <ReplayProgress company={company} count={replay.asked} onStop={replay.noteStop} />}
      <QueryView query={failures}>
        {(shown) =>
          shown.groups.length === 0 ? (
            <EmptyState title={texts.replay.emptyTitle} hint={texts.replay.emptyHint} />
          ) : (
            <Stack gap="sm">
              {shown.groups.map((group) => (
                <FailureGroup key={group.code} company={company} group={group} isBusy={replay.isPending} onReplay={replay.run} />
              ))}
            </Stack>
          )
        }
      </QueryView>
      <Modal opened={replay.result !== null} onClose={replay.closeResult} title={texts.replay.result} size="lg">
        {replay.result !== null && (
          <ReplayResult company={company} result={replay.result} numbers={replay.numbers} wasStopped={replay.wasStopped} />
        )}
      </Modal>
    </>
  );
}

/** What was mended in QuickBooks is seen when its lists are read again; orders that it concerns are then planned anew. */
function RefreshButton({ company, isHidden }: { readonly company: string; readonly isHidden: boolean }): ReactElement | null {
  const refresh = useCommand('reference.refresh', {
    onDone: () => notify(texts.mapping.refreshed),
    onFailed: (failure) => notifyFailure(failure),
  });
  return isHidden && !refresh.isPending ? null : (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={refresh.isPending}
      onClick={() => void refresh.run({ company })}
    >
      {texts.mapping.refresh}
    </Button>
  );
}

const countOf = (groups: readonly Cause[]): number => groups.reduce((sum, group) => sum + group.count, 0);

interface Replay {
  readonly run: (selection: Selection) => void;
  readonly isPending: boolean;
  /** How many postings the one that is on was asked to take up. */
  readonly asked: number;
  readonly result: MethodOutput<'posting.replay'> | null;
  readonly numbers: ReadonlyMap<number, string>;
  readonly wasStopped: boolean;
  readonly noteStop: () => void;
  readonly closeResult: () => void;
}

/** One replay at a time, and what came of it. */
function useReplay(company: string, groups: readonly Cause[]): Replay {
  const [result, setResult] = useState<MethodOutput<'posting.replay'> | null>(null);
  const [asked, setAsked] = useState(0);
  const [wasStopped, setWasStopped] = useState(false);
  const [numbers, setNumbers] = useState<ReadonlyMap<number, string>>(new Map());
  const replay = useCommand('posting.replay', {
    onDone: (done) => {
      setResult(done);
      announce(summaryOf(done));
    },
    onFailed: (failure) => notifyFailure(failure),
  });
  const run = (selection: Selection): void => {
    // What is replayed leaves the list, so its numbers are kept for the result.
    setNumbers(new Map(groups.flatMap(({ postings }) => postings.map(({ orderId, orderNumber }) => [orderId, orderNumber] as const))));
    setAsked(askedOf(groups, selection));
    setWasStopped(false);
    void replay.run({ company, ...selection });
  };
  return {
    run,
    isPending: replay.isPending,
    asked,
    result,
    numbers,
    wasStopped,
    noteStop: () => setWasStopped(true),
    closeResult: () => setResult(null),
  };
}

function askedOf(groups: readonly Cause[], { code, orderIds }: Selection): number {
  if (orderIds != null) {
    return orderIds.length;
  }
  return countOf(code == null ? groups : groups.filter((group) => group.code === code));
}

/** What a mapping or a decision has mended leaves the list by itself: that is said, as nobody pressed anything here. */
function useSayWhatLeft(count: number | null, isReplaying: boolean): void {
  const before = useRef<number | null>(null);
  useEffect(() => {
    const left = before.current === null || count === null ? 0 : before.current - count;
    before.current = count;
    if (left > 0 && !isReplaying) {
      announce(texts.replay.left(left));
    }
  }, [count, isReplaying]);
}
