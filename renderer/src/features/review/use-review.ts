import { type RefObject, useMemo, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, usePages } from '../../client/calls.ts';
import { type KeyActions, useKeys } from '../../lib/keys.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import type { OrderRow } from './order-columns.tsx';
import { parseReviewAddress, type ReviewAddress } from './review-address.ts';
import { type ChangeOfAll, type OrderCommands, useOrderCommands } from './use-order-commands.tsx';
import { type Selection, useSelection } from './use-selection.ts';

const PAGE_SIZE = 200;

export type ReviewDialog =
  | { readonly kind: 'approve'; readonly orderIds: readonly number[] | null }
  /** Without ids: all under the filter. */
  | { readonly kind: 'exclude'; readonly orderIds: readonly number[] | null }
  | { readonly kind: 'post' };

type StateCount = MethodOutput<'order.counts'>['states'][number];
type Money = StateCount['totals'][number];

export interface Review extends Selection {
  readonly address: ReviewAddress;
  readonly counts: readonly StateCount[];
  /** All approved orders, whatever the filter: posting takes them all. */
  readonly approved: StateCount | undefined;
  readonly pages: ReturnType<typeof usePages<'order.list'>>;
  readonly rows: readonly OrderRow[];
  readonly activeIndex: number;
  /** All orders under the filter: how many, and their money. */
  readonly total: number;
  readonly totals: readonly Money[];
  readonly dialog: ReviewDialog | null;
  readonly commands: OrderCommands;
  readonly changeFilter: (changes: SearchTexts) => void;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  readonly close: () => void;
  readonly openDialog: (dialog: ReviewDialog | null) => void;
  /** The same for all under the filter, which must be as many as were selected; then nothing is selected. */
  readonly changeAll: (change: ChangeOfAll) => Promise<void>;
}

interface Fields {
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

/** The state of the review screen: what the address says, what the host answers, and what is selected. */
export function useReview(company: string, fields: Fields): Review {
  const [address, changeAddress] = useAddressState(parseReviewAddress);
  const { filter, sort, descending } = address;
  const pages = usePages('order.list', { company, filter, sort, descending, limit: PAGE_SIZE }, { keepPrevious: true });
  const { states: _states, ...everyState } = filter;
  const counts = useCall('order.counts', { company, filter: everyState }, { keepPrevious: true }).data?.states ?? NONE;
  const approved = useCall('order.counts', { company, filter: { states: ['approved'] } }).data?.states.find(
    ({ state }) => state === 'approved',
  );
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.orders) ?? [], [pages.data]);
  const selection = useSelection(rows);
  const { clearSelection } = selection;
  const [activeId, setActiveId] = useState<number | null>(address.openOrderId);
  const [dialog, openDialog] = useDialog(address.ask, approved, changeAddress);
  const total = totalOf(counts, address.states);
  const activeIndex = rows.findIndex(({ orderId }) => orderId === activeId);
  const base = useOrderCommands(company);
  const commands: OrderCommands = {
    ...base,
    // An approval from the list belongs to the plans that the list shows.
    approve: (orderIds, fingerprints) => base.approve(orderIds, fingerprints ?? seenPlans(rows, orderIds)),
  };

  const move = (index: number): void => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row !== undefined) {
      setActiveId(row.orderId);
      if (address.openOrderId !== null) {
        changeAddress({ order: String(row.orderId) }, { replace: true });
      }
    }
  };
  const open = (index: number): void => {
    const row = rows[index];
    if (row !== undefined) {
      setActiveId(row.orderId);
      changeAddress({ order: String(row.orderId) }, { replace: address.openOrderId !== null });
    }
  };
  const review: Review = {
    address,
    counts,
    approved,
    pages,
    rows,
    activeIndex,
    ...selection,
    ...total,
    dialog,
    commands,
    move,
    open,
    openDialog,
    changeAll: async (change) => {
      await base.changeAll(filter, total.total, change);
      clearSelection();
    },
    changeFilter: (changes) => {
      clearSelection();
      changeAddress(changes);
    },
    close: () => {
      changeAddress({ order: undefined });
      fields.gridRef.current?.focus();
    },
  };
  useReviewKeys(review, fields);
  return review;
}

const NONE: readonly StateCount[] = [];

/** All orders in these states, as the database counted them. */
function totalOf(counts: readonly StateCount[], states: ReviewAddress['states']): Pick<Review, 'total' | 'totals'> {
  const shown = counts.filter(({ state }) => states === null || states.includes(state));
  const sums = new Map<string, number>();
  for (const { minor, currency } of shown.flatMap(({ totals }) => totals)) {
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return {
    total: shown.reduce((sum, { count }) => sum + count, 0),
    totals: [...sums].map(([currency, minor]) => ({ minor, currency })),
  };
}

type DialogState = readonly [ReviewDialog | null, (dialog: ReviewDialog | null) => void];

/** The dialog that a person opened, else the question that the address brought along, which is asked once. */
function useDialog(
  ask: ReviewAddress['ask'],
  approved: StateCount | undefined,
  changeAddress: (changes: SearchTexts, options: { readonly replace: boolean }) => void,
): DialogState {
  const [opened, setOpened] = useState<ReviewDialog | null>(null);
  const open = (next: ReviewDialog | null): void => {
    setOpened(next);
    if (ask !== null) {
      changeAddress({ ask: undefined }, { replace: true });
    }
  };
  return [opened ?? askedDialog(ask, approved), open];
}

/** Posting is asked for once it is known how many are approved, since the question keeps that number. */
function askedDialog(ask: ReviewAddress['ask'], approved: StateCount | undefined): ReviewDialog | null {
  if (ask === 'approve') {
    return { kind: 'approve', orderIds: null };
  }
  return ask === 'post' && approved !== undefined ? { kind: 'post' } : null;
}

/** The fingerprints of the plans that these rows show, by order id. */
function seenPlans(rows: readonly OrderRow[], orderIds: readonly number[]): Readonly<Record<string, string>> {
  const wanted = new Set(orderIds);
  return Object.fromEntries(
    rows.flatMap(({ orderId, fingerprint }) => (wanted.has(orderId) && fingerprint !== null ? [[String(orderId), fingerprint]] : [])),
  );
}

/** The selected orders, else the active one. */
function targets({ selected, rows, activeIndex }: Review): readonly number[] {
  const active = rows[activeIndex];
  if (selected.size > 0) {
    return [...selected];
  }
  return active === undefined ? [] : [active.orderId];
}

function useReviewKeys(review: Review, { searchField }: Fields): void {
  const active = review.rows[review.activeIndex];
  useKeys({
    j: () => review.move(review.activeIndex + 1),
    k: () => review.move(review.activeIndex - 1),
    x: () => active !== undefined && review.toggle(active.orderId),
    X: () => active !== undefined && review.selectTo(active.orderId),
    'Control+a': () => review.total > 0 && review.selectAll(),
    ...deedKeys(review),
    Enter: () => review.activeIndex >= 0 && review.open(review.activeIndex),
    Escape: () => (review.address.openOrderId === null ? review.clearSelection() : review.close()),
    '/': () => searchField.current?.focus(),
  });
}

/** What is done to the selected orders, else to the active one. */
function deedKeys(review: Review): KeyActions {
  if (review.isAllSelected) {
    return {
      a: () => review.openDialog({ kind: 'approve', orderIds: null }),
      u: () => void review.changeAll({ kind: 'unapprove' }),
      e: () => review.openDialog({ kind: 'exclude', orderIds: null }),
    };
  }
  const onTargets = (act: (orderIds: readonly number[]) => void): void => {
    const orderIds = targets(review);
    if (orderIds.length > 0) {
      act(orderIds);
    }
  };
  return {
    a: () =>
      onTargets((orderIds) =>
        orderIds.length > 1 ? review.openDialog({ kind: 'approve', orderIds }) : void review.commands.approve(orderIds),
      ),
    u: () => onTargets((orderIds) => void review.commands.unapprove(orderIds)),
    e: () => onTargets((orderIds) => review.openDialog({ kind: 'exclude', orderIds })),
  };
}
