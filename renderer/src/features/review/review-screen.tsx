import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { OrderState } from '../../../../shared/domain/posting/order-state.ts';
import { useCall } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { texts } from '../../lib/texts.ts';
import { announce } from '../../ui/live-region.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { FilterBar } from './filter-bar.tsx';
import { OrderDetail } from './order-detail.tsx';
import { OrderList } from './order-list.tsx';
import { ReviewDialogs } from './review-dialogs.tsx';
import styles from './review.module.css';
import { type Review, useReview } from './use-review.ts';

/** The orders, and beside them the one that is open with the document it becomes. */
export function ReviewScreen(): ReactElement {
  const company = useCompany();
  const searchField = useRef<HTMLInputElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const review = useReview(company, { searchField, gridRef });
  const { address, counts } = review;
  const stores = useCall('source.stores', { company }).data?.stores ?? [];
  const { total, isAllSelected } = review;
  useEffect(() => announce(isAllSelected ? texts.review.allSelected(total) : texts.review.found(total)), [isAllSelected, total]);
  return (
    <div className={styles['screen']}>
      <PageHeader title={texts.review.title} hint={texts.review.found(total)}>
        <HeaderActions review={review} />
      </PageHeader>
      <FilterBar
        address={address}
        counts={countsByState(counts)}
        stores={stores}
        searchField={searchField}
        onChange={review.changeFilter}
      />
      <div className={styles['split']} data-open={address.openOrderId === null ? undefined : ''}>
        <OrderList review={review} gridRef={gridRef} />
        {address.openOrderId !== null && (
          <OrderDetail key={address.openOrderId} company={company} orderId={address.openOrderId} review={review} />
        )}
      </div>
      <ReviewDialogs company={company} review={review} />
    </div>
  );
}

function HeaderActions({ review }: { readonly review: Review }): ReactElement {
  const ready = review.counts.find(({ state }) => state === 'ready')?.count ?? 0;
  const approved = review.approved?.count ?? 0;
  return (
    <>
      <Button variant="default" disabled={ready === 0} onClick={() => review.openDialog({ kind: 'approve', orderIds: null })}>
        {texts.review.approveAllReady(ready)}
      </Button>
      <Button
        leftSection={<IconSend size={14} aria-hidden />}
        disabled={approved === 0}
        onClick={() => review.openDialog({ kind: 'post' })}
      >
        {texts.review.post(approved)}
      </Button>
    </>
  );
}

type Counts = MethodOutput<'order.counts'>['states'];

function countsByState(counts: Counts): ReadonlyMap<OrderState, number> {
  return new Map(counts.map(({ state, count }) => [state, count]));
}
