import { Button } from '@mantine/core';
import { type ReactElement, type RefObject, useCallback } from 'react';

import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { OrderGrid } from './order-grid.tsx';
import { statesText } from './review-address.ts';
import styles from './review.module.css';
import type { Review } from './use-review.ts';

interface OrderListProps {
  readonly review: Review;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

export function OrderList({ review, gridRef }: OrderListProps): ReactElement {
  const { address, pages, rows } = review;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const isUnfiltered = statesText(address.states) === undefined && Object.keys(address.filter).length === 1;
  return (
    <div className={styles['list']}>
      {(review.isAllSelected || review.selected.size > 0) && <SelectionBar review={review} />}
      <QueryView query={pages} lines={14}>
        {() =>
          rows.length === 0 ? (
            <EmptyState
              title={isUnfiltered ? texts.review.allDoneTitle : texts.review.emptyTitle}
              hint={isUnfiltered ? texts.review.allDoneHint : texts.review.emptyHint}
            />
          ) : (
            <OrderGrid
              rows={rows}
              total={review.total}
              activeIndex={review.activeIndex}
              selected={review.selected}
              isCompact={address.openOrderId !== null}
              sort={address.sort}
              descending={address.descending}
              gridRef={gridRef}
              onSort={(sort) => review.changeFilter({ sort, dir: address.sort === sort && address.descending ? 'asc' : undefined })}
              onToggle={review.toggle}
              onSelectTo={review.selectTo}
              onOpen={review.open}
              onMove={review.move}
              onEnd={onEnd}
            />
          )
        }
      </QueryView>
    </div>
  );
}

/** What is selected, with its money, and what can be done to it. */
function SelectionBar({ review }: { readonly review: Review }): ReactElement {
  const { commands, isAllSelected, selected, total } = review;
  const orderIds = [...selected];
  const ofDialog = isAllSelected ? null : orderIds;
  const name = isAllSelected ? texts.review.allSelected(total) : texts.review.selected(orderIds.length);
  const onAll = (kind: 'unapprove' | 'include'): Promise<void> =>
    isAllSelected ? review.changeAll({ kind }) : commands[kind](orderIds).then(review.clearSelection);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={name}>
      <strong>{name}</strong>
      <MoneyTotals totals={isAllSelected ? review.totals : totalsOf(review)} />
      <Button size="compact-sm" onClick={() => review.openDialog({ kind: 'approve', orderIds: ofDialog })}>
        {texts.review.approve}
      </Button>
      <Button size="compact-sm" variant="default" loading={commands.isBusy} onClick={() => void onAll('unapprove')}>
        {texts.review.unapprove}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => review.openDialog({ kind: 'exclude', orderIds: ofDialog })}>
        {texts.review.exclude}
      </Button>
      <Button size="compact-sm" variant="default" loading={commands.isBusy} onClick={() => void onAll('include')}>
        {texts.review.include}
      </Button>
      {!isAllSelected && selected.size < total && (
        <Button size="compact-sm" variant="subtle" aria-keyshortcuts="Control+A Meta+A" onClick={review.selectAll}>
          {texts.review.selectAll(total)}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={review.clearSelection}>
        {texts.review.clearSelection}
      </Button>
    </div>
  );
}

function totalsOf({ rows, selected }: Review): readonly { readonly minor: number; readonly currency: string }[] {
  const sums = new Map<string, number>();
  for (const { orderId, total } of rows) {
    if (total !== null && selected.has(orderId)) {
      sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.minor);
    }
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
