import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import type { CallFailure } from '../../client/call-failure.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { PostResults } from '../../ui/post-results.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AccountsTable } from './approve-dialog.tsx';

interface PostDialogProps {
  readonly company: string;
  readonly count: number;
  readonly totals: readonly Money[];
  readonly onClose: () => void;
}

/** The effect by account is asked for this many orders; beyond it the totals alone are shown. */
const ACCOUNTED = 500;

/** Asks once, with the totals; then shows what became of each order. */
export function PostDialog({ company, count, totals, onClose }: PostDialogProps): ReactElement {
  const post = useCommand('posting.post');
  const approved = useCall('order.list', { company, filter: { states: ['approved'] }, limit: ACCOUNTED });
  const [sent, setSent] = useState<ReadonlyMap<number, string>>(new Map());
  const send = (): void => {
    // What is posted is approved no longer, so its numbers are kept for the result.
    setSent(new Map(approved.data?.orders.map(({ orderId, orderNumber }) => [orderId, orderNumber])));
    void post.run({ company });
  };
  return (
    <Modal opened onClose={onClose} title={post.data === undefined ? texts.review.postTitle : texts.review.postDone} size="lg">
      <Stack gap="sm">
        {post.error !== null && <FailureCard failure={post.error} title={texts.failures.commandTitle} />}
        {post.data === undefined ? (
          <>
            <Text size="sm">
              {texts.review.postLead(count)} {texts.review.effectTotal}: <MoneyTotals totals={totals} strong />
            </Text>
            <ApprovedAccounts company={company} approved={approved} />
          </>
        ) : (
          <Results company={company} result={post.data} numbers={sent} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {post.data === undefined ? texts.common.cancel : texts.common.close}
          </Button>
          {post.data === undefined && (
            <Button data-autofocus loading={post.isPending} onClick={send}>
              {texts.review.postConfirm(count)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface ApprovedAccountsProps {
  readonly company: string;
  readonly approved: UseQueryResult<MethodOutput<'order.list'>, CallFailure>;
}

function ApprovedAccounts({ company, approved }: ApprovedAccountsProps): ReactElement {
  const orderIds = approved.data?.orders.map(({ orderId }) => orderId) ?? [];
  const effect = useCall('order.approvalEffect', { company, orderIds }, { enabled: orderIds.length > 0 });
  return (
    <QueryView query={approved} lines={3}>
      {({ next }) => (
        <>
          {next !== null && <Text size="sm">{texts.review.postAccountsPartial(ACCOUNTED)}</Text>}
          <QueryView query={effect} lines={3}>
            {({ accounts }) => <AccountsTable accounts={accounts} />}
          </QueryView>
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
