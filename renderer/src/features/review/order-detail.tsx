import { Box, Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { OrderState } from '../../../../shared/domain/posting/order-state.ts';
import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Findings } from './findings.tsx';
import { LinesTable } from './lines-table.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderSections } from './order-sections.tsx';
import styles from './review.module.css';
import { SinceSeen } from './since-seen.tsx';
import { TieOut } from './tie-out.tsx';
import type { Review } from './use-review.ts';
import { VoidDialog } from './void-dialog.tsx';

type Shown = MethodOutput<'order.show'>;

interface OrderDetailProps {
  readonly company: string;
  readonly orderId: number;
  readonly review: Review;
}

/** The order and the document that it becomes. */
export function OrderDetail({ company, orderId, review }: OrderDetailProps): ReactElement {
  const shown = useCall('order.show', { company, order: orderId });
  return (
    <Box
      component="section"
      className={styles['detail'] ?? ''}
      aria-label={texts.review.order(shown.data?.row.orderNumber ?? String(orderId))}
      tabIndex={0}
    >
      {shown.data === undefined && <CloseButton m="xs" aria-label={texts.review.closeDetail} onClick={review.close} />}
      <div className={shown.data === undefined ? styles['detailBody'] : undefined}>
        <QueryView query={shown} lines={12}>
          {(value) => <Detail company={company} shown={value} review={review} />}
        </QueryView>
      </div>
    </Box>
  );
}

function Detail({ company, shown, review }: { readonly company: string; readonly shown: Shown; readonly review: Review }): ReactElement {
  const { row, plan, members, exclusion, attention } = shown;
  const shownMembers = members.length === 0 ? [shown.order] : members;
  const reason = plan?.reason ?? null;
  const findings = { company, orderId: row.orderId, orderNumber: row.orderNumber };
  return (
    <>
      <DetailHead company={company} shown={shown} review={review} />
      <div className={styles['detailBody']}>
        {exclusion !== null && <Text size="sm">{texts.review.exclusion(exclusion.reason, exclusion.actor)}</Text>}
        <SinceSeen company={company} orderId={row.orderId} sinceSeen={shown.sinceSeen} />
        <Findings {...findings} title={texts.review.attentionTitle} tone="attention" findings={attention} />
        <Findings {...findings} title={texts.review.blockers} tone="blocker" findings={plan?.blockers ?? []} />
        <Findings {...findings} title={texts.review.reasonTitle} tone="warning" findings={reason === null ? [] : [reason]} />
        <Findings {...findings} title={texts.review.warnings} tone="warning" findings={plan?.warnings ?? []} />
        <OrderFacts shown={shown} />
        <LinesTable members={shownMembers} plan={plan} isPosted={row.state === 'posted'} />
        {plan?.tieOut != null && (
          <section aria-label={texts.review.tieOut}>
            <Text size="sm" fw={600}>
              {texts.review.tieOut}
            </Text>
            <TieOut tieOut={plan.tieOut} />
          </section>
        )}
        <OrderSections shown={shown} />
      </div>
    </>
  );
}

const TAKEN_BACK: readonly OrderState[] = ['voided', 'credited'];
const VOIDABLE: readonly OrderState[] = ['posted', 'attention'];

function DetailHead({
  company,
  shown,
  review,
}: {
  readonly company: string;
  readonly shown: Shown;
  readonly review: Review;
}): ReactElement {
  const { row, plan, members } = shown;
  return (
    <div className={styles['detailHead']}>
      <Title order={2} size="h5">
        {texts.review.order(row.orderNumber)}
      </Title>
      <StateBadge state={row.state} />
      <Text size="sm" c="dimmed">
        {row.storeName}
        {members.length > 1 && ` · ${texts.review.family(members.map(({ orderNumber }) => orderNumber).join(', '))}`}
      </Text>
      <Group gap={6} ml="auto" wrap="nowrap">
        <DetailActions
          company={company}
          orderId={row.orderId}
          orderNumber={row.orderNumber}
          state={row.state}
          fingerprint={plan?.fingerprint ?? null}
          canPost={plan?.outcome === 'ready'}
          review={review}
        />
        <CloseButton aria-label={texts.review.closeDetail} onClick={review.close} />
      </Group>
    </div>
  );
}

interface DetailActionsProps {
  readonly company: string;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly state: OrderState;
  /** Of the plan that is on the screen: only that one is approved. */
  readonly fingerprint: string | null;
  /** What was taken back can be posted anew, as the next document of the order. */
  readonly canPost: boolean;
  readonly review: Review;
}

function DetailActions({ company, orderId, orderNumber, state, fingerprint, canPost, review }: DetailActionsProps): ReactElement {
  const [isVoiding, setIsVoiding] = useState(false);
  const { commands } = review;
  const approve = (): Promise<void> => commands.approve([orderId], fingerprint === null ? undefined : { [orderId]: fingerprint });
  const canExclude = state === 'ready' || state === 'blocked' || state === 'approved' || state === 'waiting';
  return (
    <>
      {canPost && TAKEN_BACK.includes(state) && (
        <Button size="compact-sm" variant="default" loading={commands.isBusy} onClick={() => void approve()}>
          {texts.undo.postAnew}
        </Button>
      )}
      {state === 'ready' && (
        <Button size="compact-sm" loading={commands.isBusy} onClick={() => void approve()}>
          {texts.review.approve}
        </Button>
      )}
      {state === 'approved' && (
        <Button size="compact-sm" variant="default" loading={commands.isBusy} onClick={() => void commands.unapprove([orderId])}>
          {texts.review.unapprove}
        </Button>
      )}
      {state === 'excluded' && (
        <Button size="compact-sm" variant="default" loading={commands.isBusy} onClick={() => void commands.include([orderId])}>
          {texts.review.include}
        </Button>
      )}
      {canExclude && (
        <Button size="compact-sm" variant="default" onClick={() => review.openDialog({ kind: 'exclude', orderIds: [orderId] })}>
          {texts.review.exclude}
        </Button>
      )}
      {VOIDABLE.includes(state) && (
        <Button size="compact-sm" variant="default" onClick={() => setIsVoiding(true)}>
          {texts.undo.undo}
        </Button>
      )}
      {isVoiding && <VoidDialog company={company} orderId={orderId} orderNumber={orderNumber} onClose={() => setIsVoiding(false)} />}
    </>
  );
}
