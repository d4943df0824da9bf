import { type RefObject, useCallback, useMemo, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, usePages } from '../../client/calls.ts';
import { useKeys } from '../../lib/keys.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import type { OrderRow } from './order-columns.tsx';
import { parseReviewAddress, type ReviewAddress } from './review-address.ts';
import { type OrderCommands, useOrderCommands } from './use-order-commands.tsx';

const PAGE_SIZE = 200;

export type ReviewDialog =
  | { readonly kind: 'approve'; readonly orderIds: readonly number[] | null }
  | { readonly kind: 'exclude'; readonly orderIds: readonly number[] }
  | { readonly kind: 'post' };

type StateCount = MethodOutput<'order.counts'>['states'][number];

export interface Review {
  readonly address: ReviewAddress;
  readonly counts: readonly StateCount[];
  /** All approved orders, whatever the filter: posting takes them all. */
  readonly approved: StateCount | undefined;
  readonly pages: ReturnType<typeof usePages<'order.list'>>;
  readonly rows: readonly OrderRow[];
  readonly activeIndex: number;
  readonly selected: ReadonlySet<number>;
  readonly dialog: ReviewDialog | null;
  readonly commands: OrderCommands;
  readonly changeFilter: (changes: SearchTexts) => void;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  readonly close: () => void;
  readonly toggle: (orderId: number) => void;
  /** Selects all from the order that was selected or unselected last to this one. */
  readonly selectTo: (orderId: number) => void;
  readonly clearSelection: () => void;
  readonly openDialog: (dialog: ReviewDialog | null) => void;
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
    dialog,
    commands,
    move,
    open,
    openDialog,
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

type Selection = Pick<Review, 'selected' | 'toggle' | 'selectTo' | 'clearSelection'>;

/** Which orders are selected, one by one or as a range from the one that was touched last. */
function useSelection(rows: readonly OrderRow[]): Selection {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [anchor, setAnchor] = useState<number | null>(null);
  const clearSelection = useCallback(() => {
    setSelected(new Set());
    setAnchor(null);
  }, []);
  return {
    selected,
    clearSelection,
    toggle: (orderId) => {
      setSelected((old) => toggled(old, orderId));
      setAnchor(orderId);
    },
    selectTo: (orderId) => {
      const range = rangeOf(rows, anchor, orderId);
      setSelected((old) => new Set([...old, ...range]));
      setAnchor(orderId);
    },
  };
}

/** The orders from one to the other in the order of the list, both included; the last alone where the first is not in the list. */
function rangeOf(rows: readonly OrderRow[], from: number | null, to: number): readonly number[] {
  const start = rows.findIndex(({ orderId }) => orderId === from);
  const end = rows.findIndex(({ orderId }) => orderId === to);
  return start < 0 || end < 0 ? [to] : rows.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ orderId }) => orderId);
}

function toggled(selected: ReadonlySet<number>, orderId: number): ReadonlySet<number> {
  const next = new Set(selected);
  if (!next.delete(orderId)) {
    next.add(orderId);
  }
  return next;
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
  const onTargets = (act: (orderIds: readonly number[]) => void): void => {
    const orderIds = targets(review);
    if (orderIds.length > 0) {
      act(orderIds);
    }
  };
  useKeys({
    j: () => review.move(review.activeIndex + 1),
    k: () => review.move(review.activeIndex - 1),
    x: () => active !== undefined && review.toggle(active.orderId),
    X: () => active !== undefined && review.selectTo(active.orderId),
    a: () =>
      onTargets((orderIds) =>
        orderIds.length > 1 ? review.openDialog({ kind: 'approve', orderIds }) : void review.commands.approve(orderIds),
      ),
    u: () => onTargets((orderIds) => void review.commands.unapprove(orderIds)),
    e: () => onTargets((orderIds) => review.openDialog({ kind: 'exclude', orderIds })),
    Enter: () => review.activeIndex >= 0 && review.open(review.activeIndex),
    Escape: () => (review.address.openOrderId === null ? review.clearSelection() : review.close()),
    '/': () => searchField.current?.focus(),
  });
}
