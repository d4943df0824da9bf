import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
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
  return (
    <Modal opened onClose={onClose} title={post.data === undefined ? texts.review.postTitle : texts.review.postDone} size="lg">
      <Stack gap="sm">
        {post.error !== null && <FailureCard failure={post.error} title={texts.failures.commandTitle} />}
        {post.data === undefined ? (
          <>
            <Text size="sm">
              {texts.review.postLead(count)} {texts.review.effectTotal}: <MoneyTotals totals={totals} strong />
            </Text>
            <ApprovedAccounts company={company} />
          </>
        ) : (
          <Results company={company} result={post.data} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {post.data === undefined ? texts.common.cancel : texts.common.close}
          </Button>
          {post.data === undefined && (
            <Button data-autofocus loading={post.isPending} onClick={() => void post.run({ company })}>
              {texts.review.postConfirm(count)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function ApprovedAccounts({ company }: { readonly company: string }): ReactElement {
  const approved = useCall('order.list', { company, filter: { states: ['approved'] }, limit: ACCOUNTED });
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

function Results({ company, result }: { readonly company: string; readonly result: MethodOutput<'posting.post'> }): ReactElement {
  const hasFailed = result.failed.length + result.uncertain.length > 0;
  return (
    <>
      <PostResults company={company} result={result} />
      {hasFailed && (
        <Alert color="orange" variant="outline">
          <Button component={Link} to={`/c/${company}/replay`} variant="default">
            {texts.review.goToReplay}
          </Button>
        </Alert>
      )}
    </>
  );
}
