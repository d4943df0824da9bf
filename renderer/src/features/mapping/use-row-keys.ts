import { useState } from 'react';

import { useKeys } from '../../lib/keys.ts';

interface RowKeys {
  readonly count: number;
  /** x: the row is chosen, or not any more. */
  readonly onToggle: (index: number) => void;
  /** Shift x: every row between the two. */
  readonly onRange: (from: number, to: number) => void;
  /** Enter: where the row is worked on. */
  readonly onOpen: (index: number) => void;
  /** a: what is chosen. */
  readonly onAccept: () => void;
  /** /: the search. */
  readonly onSearch: () => void;
}

/** j and k through the rows of an inbox, x and Shift x to choose, Enter to work on one, a to accept, / to search. */
export function useRowKeys({ count, onToggle, onRange, onOpen, onAccept, onSearch }: RowKeys): {
  readonly active: number;
  readonly setActive: (index: number) => void;
} {
  const [active, setActive] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const at = Math.min(active, Math.max(0, count - 1));
  const onRow = (act: (index: number) => void) => (): void => {
    if (count > 0) {
      act(at);
    }
  };
  useKeys({
    j: () => setActive(Math.min(at + 1, Math.max(0, count - 1))),
    k: () => setActive(Math.max(at - 1, 0)),
    x: onRow((index) => {
      setAnchor(index);
      onToggle(index);
    }),
    X: onRow((index) => {
      onRange(Math.min(anchor, index), Math.max(anchor, index));
      setAnchor(index);
    }),
    Enter: onRow(onOpen),
    a: onAccept,
    '/': onSearch,
  });
  return { active: at, setActive };
}
