import { Button, Modal, Stack } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { notifyFailure } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PostResults } from '../../ui/post-results.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { FailureGroup } from './failure-group.tsx';

type Selection = Omit<MethodInput<'posting.replay'>, 'company'>;

/** Failures by cause, each with what to do about it; what succeeded is never sent again. */
export function ReplayScreen(): ReactElement {
  const company = useCompany();
  const failures = useCall('posting.failures', { company });
  const [result, setResult] = useState<MethodOutput<'posting.replay'> | null>(null);
  const replay = useCommand('posting.replay', { onDone: setResult, onFailed: (failure) => notifyFailure(failure) });
  const groups = failures.data?.groups ?? [];
  const [numbers, setNumbers] = useState<ReadonlyMap<number, string>>(new Map());
  const run = (selection: Selection): void => {
    // What is replayed leaves the list, so its numbers are kept for the result.
    setNumbers(new Map(groups.flatMap(({ postings }) => postings.map(({ orderId, orderNumber }) => [orderId, orderNumber] as const))));
    void replay.run({ company, ...selection });
  };
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <>
      <PageHeader title={texts.replay.title} hint={count > 0 ? texts.replay.hint(count) : undefined}>
        <Button
          leftSection={<IconRepeat size={14} aria-hidden />}
          disabled={count === 0}
          loading={replay.isPending}
          onClick={() => run({})}
        >
          {texts.replay.replayAll}
        </Button>
      </PageHeader>
      <QueryView query={failures}>
        {(shown) =>
          shown.groups.length === 0 ? (
            <EmptyState title={texts.replay.emptyTitle} hint={texts.replay.emptyHint} />
          ) : (
            <Stack gap="sm">
              {shown.groups.map((group) => (
                <FailureGroup key={group.code} company={company} group={group} isBusy={replay.isPending} onReplay={run} />
              ))}
            </Stack>
          )
        }
      </QueryView>
      <Modal opened={result !== null} onClose={() => setResult(null)} title={texts.replay.result} size="lg">
        {result !== null && <PostResults company={company} result={result} numbers={numbers} />}
      </Modal>
    </>
  );
}
