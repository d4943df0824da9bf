import { Box, Table } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, type ReactNode, type RefObject, useEffect, useRef } from 'react';

import styles from './mapping.module.css';

/** Drawn before the real size is known, so that the first frame is not blank. */
const FIRST_RECT = { width: 1_000, height: 600 };
/** The next page is fetched when this few rows are left. */
const FETCH_AHEAD = 30;
const OVERSCAN = 8;

interface VirtualTableProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  readonly columns: number;
  readonly head: ReactNode;
  /** Rows give themselves `data-index` and the ref, so that their real height is known. */
  readonly row: (index: number, measure: (element: HTMLElement | null) => void) => ReactNode;
  /** Follows the keys. */
  readonly active?: number;
  readonly onEnd: () => void;
  readonly tableRef?: RefObject<HTMLDivElement | null>;
}

/** A table that draws the rows in sight, however many there are. */
export function VirtualTable({ label, count, rowHeight, columns, head, row, active, onEnd, tableRef }: VirtualTableProps): ReactElement {
  const own = useRef<HTMLDivElement>(null);
  const scroller = tableRef ?? own;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialRect: FIRST_RECT,
    overscan: OVERSCAN,
    scrollPaddingStart: rowHeight,
  });
  const visible = virtualizer.getVirtualItems();
  const [first, last] = [visible[0], visible.at(-1)];
  const lastIndex = last?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= count - FETCH_AHEAD) {
      onEnd();
    }
  }, [lastIndex, count, onEnd]);
  const seen = useRef(active);
  useEffect(() => {
    if (active !== undefined && seen.current !== active) {
      virtualizer.scrollToIndex(active);
    }
    seen.current = active;
  }, [virtualizer, active]);
  return (
    // Focusable, so that it can be scrolled with the keyboard where nothing in it has the focus.
    <Box ref={scroller} className={styles['scroller'] ?? ''} role="group" aria-label={label} tabIndex={0}>
      <Table aria-label={label} aria-rowcount={count + 1} stickyHeader>
        <Table.Thead>{head}</Table.Thead>
        <Table.Tbody>
          <Spacer height={first?.start ?? 0} columns={columns} />
          {visible.map(({ index }) => row(index, virtualizer.measureElement))}
          <Spacer height={virtualizer.getTotalSize() - (last?.end ?? 0)} columns={columns} />
        </Table.Tbody>
      </Table>
    </Box>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }): ReactElement | null {
  return height <= 0 ? null : (
    <Table.Tr aria-hidden>
      <Table.Td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </Table.Tr>
  );
}
