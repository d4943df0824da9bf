import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { useFocusWhen } from '../../ui/focus-when.ts';
import { announce } from '../../ui/live-region.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { PostResults } from '../../ui/post-results.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StopButton } from '../../ui/stop-button.tsx';
import { AccountsTable } from './approve-dialog.tsx';
import { NewRecords } from './new-records.tsx';

interface PostDialogProps {
  readonly company: string;
  readonly count: number;
  readonly onClose: () => void;
}

/** Results name this many orders by their numbers; beyond it by their ids. */
const NAMED = 500;

/** Asks once, with the totals; then shows what became of each order. Closing it while it posts stops nothing. */
export function PostDialog({ company, count, onClose }: PostDialogProps): ReactElement {
  useFocusReturn();
  // As they were when the question was put: while documents are posted, fewer and fewer are approved.
  const [asked] = useState({ count });
  const [sent, setSent] = useState<ReadonlyMap<number, string>>(new Map());
  const approved = useCall('order.list', { company, filter: { states: ['approved'] }, limit: NAMED }, { enabled: sent.size === 0 });
  const post = useCommand('posting.post', {
    onDone: ({ posted, updated, uncertain, failed }) =>
      announce(texts.review.postSummary(posted.length + updated.length, uncertain.length + failed.length)),
  });
  const send = (): void => {
    setSent(new Map(approved.data?.orders.map(({ orderId, orderNumber }) => [orderId, orderNumber])));
    void post.run({ company });
  };
  const confirm = useFocusWhen(approved.data !== undefined);
  return (
    <Modal opened onClose={onClose} title={post.data === undefined ? texts.review.postTitle : texts.review.postDone} size="lg">
      <Stack gap="sm">
        {post.error !== null && <FailureCard failure={post.error} title={texts.failures.commandTitle} />}
        {post.data !== undefined && <Results company={company} result={post.data} numbers={sent} />}
        {post.isPending && <Text size="sm">{texts.review.postingNow(asked.count)}</Text>}
        {post.isIdle && <ApprovedEffect company={company} count={asked.count} />}
        <Group justify="flex-end">
          {post.isPending && <StopButton company={company} />}
          <Button data-autofocus variant="default" onClick={onClose}>
            {post.isIdle ? texts.common.cancel : texts.common.close}
          </Button>
          {post.data === undefined && (
            <Button ref={confirm} loading={post.isPending} disabled={approved.data === undefined} onClick={send}>
              {texts.review.postConfirm(asked.count)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** What posting puts on each account: of the documents, not of the orders, which may hold tax that a marketplace remits. */
function ApprovedEffect({ company, count }: { readonly company: string; readonly count: number }): ReactElement {
  const effect = useCall('order.approvalEffect', { company, of: 'approved' });
  return (
    <QueryView query={effect} lines={3}>
      {(shown) => (
        <>
          <Text size="sm">
            {texts.review.postLead(count)} {texts.review.effectTotal}: <MoneyTotals totals={shown.totals} strong />
          </Text>
          <AccountsTable accounts={shown.accounts} />
          <NewRecords effect={shown} />
        </>
      )}
    </QueryView>
  );
}

interface ResultsProps {
  readonly company: string;
  readonly result: MethodOutput<'posting.post'>;
  readonly numbers: ReadonlyMap<number, string>;
}

function Results({ company, result, numbers }: ResultsProps): ReactElement {
  const hasFailed = result.failed.length + result.uncertain.length > 0;
  return (
    <>
      <PostResults company={company} result={result} numbers={numbers} />
      {hasFailed && (
        <Group>
          <Button component={Link} to={`/c/${company}/replay`} variant="default">
            {texts.review.goToReplay}
          </Button>
        </Group>
      )}
    </>
  );
}
