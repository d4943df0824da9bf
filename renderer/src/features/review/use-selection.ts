import { useCallback, useMemo, useState } from 'react';

import type { OrderRow } from './order-columns.tsx';

/** Which orders are selected. */
export interface Selection {
  /** As far as they are loaded: with all of the filter selected, there may be many more. */
  readonly selected: ReadonlySet<number>;
  /** All orders under the filter, loaded or not. */
  readonly isAllSelected: boolean;
  readonly toggle: (orderId: number) => void;
  /** Selects all from the order that was selected or unselected last to this one. */
  readonly selectTo: (orderId: number) => void;
  readonly selectAll: () => void;
  readonly clearSelection: () => void;
}

const NONE: ReadonlySet<number> = new Set();

/** Selects orders one by one, as a range from the one that was touched last, or all under the filter. */
export function useSelection(rows: readonly OrderRow[]): Selection {
  const [picked, setPicked] = useState<ReadonlySet<number>>(NONE);
  const [isAllSelected, setIsAllSelected] = useState(false);
  const [anchor, setAnchor] = useState<number | null>(null);
  const loaded = useMemo(() => (isAllSelected ? new Set(rows.map(({ orderId }) => orderId)) : NONE), [isAllSelected, rows]);
  const clearSelection = useCallback(() => {
    setPicked(NONE);
    setIsAllSelected(false);
    setAnchor(null);
  }, []);
  // Of all under the filter one cannot be taken out: who touches one begins anew with it.
  const change = (orderId: number, next: (old: ReadonlySet<number>) => ReadonlySet<number>): void => {
    setPicked((old) => (isAllSelected ? new Set([orderId]) : next(old)));
    setIsAllSelected(false);
    setAnchor(orderId);
  };
  return {
    selected: isAllSelected ? loaded : picked,
    isAllSelected,
    clearSelection,
    selectAll: () => {
      setPicked(NONE);
      setIsAllSelected(true);
      setAnchor(null);
    },
    toggle: (orderId) => change(orderId, (old) => toggled(old, orderId)),
    selectTo: (orderId) => change(orderId, (old) => new Set([...old, ...rangeOf(rows, anchor, orderId)])),
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
