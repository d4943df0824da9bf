import { VisuallyHidden } from '@mantine/core';
import { FlexRender, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactElement, type RefObject, useEffect, useRef } from 'react';

import { texts } from '../../lib/texts.ts';
import { features, orderColumns, type OrderRow } from './order-columns.tsx';
import type { SortKey } from './review-address.ts';
import styles from './review.module.css';

const ROW_HEIGHT = 34;
/** Rows beyond the window that are drawn already, so that fast scrolling shows no blank. */
const OVERSCAN = 14;
/** Drawn before the real size is known, so that the first frame is not blank. */
const FIRST_RECT = { width: 1_000, height: 600 };
/** The next page is fetched when this few rows are left. */
const FETCH_AHEAD = 60;

export interface OrderGridProps {
  readonly rows: readonly OrderRow[];
  readonly total: number;
  readonly activeIndex: number;
  readonly selected: ReadonlySet<number>;
  readonly isCompact: boolean;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onSort: (sort: SortKey) => void;
  readonly onToggle: (orderId: number) => void;
  readonly onSelectTo: (orderId: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onMove: (index: number) => void;
  readonly onEnd: () => void;
}

const rowDomId = (orderId: number): string => `order-${orderId}`;

/** The virtual list of orders: one tab stop, with the active row announced. */
export function OrderGrid(props: OrderGridProps): ReactElement {
  const { rows, activeIndex, gridRef, onEnd } = props;
  const columns = props.isCompact ? orderColumns.filter(({ meta }) => meta?.isCompact === true) : orderColumns;
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: ({ orderId }) => String(orderId),
    meta: { selected: props.selected, toggle: props.onToggle, selectTo: props.onSelectTo },
  });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    initialRect: FIRST_RECT,
    overscan: OVERSCAN,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - FETCH_AHEAD) {
      onEnd();
    }
  }, [last, rows.length, onEnd]);
  useScrollToActive(virtualizer, activeIndex);
  const template = columns.map(({ meta }) => meta?.width ?? '1fr').join(' ');
  const active = rows[activeIndex];
  const tableRows = table.getRowModel().rows;
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={0}
      aria-label={texts.review.listLabel}
      aria-rowcount={props.total + 1}
      aria-multiselectable
      {...(active === undefined ? {} : { 'aria-activedescendant': rowDomId(active.orderId) })}
      className={styles['grid']}
      onClick={({ target }) => {
        const index = rowIndexOf(target);
        if (index !== null) {
          props.onOpen(index);
        }
      }}
      onKeyDown={(event) => {
        const step = ARROWS[event.key];
        if (step !== undefined && event.target === event.currentTarget) {
          event.preventDefault();
          props.onMove(activeIndex + step);
        }
      }}
    >
      <HeadRow {...props} columns={columns} template={template} />
      <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const row = tableRows[index];
          return row === undefined ? null : (
            <div
              key={row.id}
              id={rowDomId(row.original.orderId)}
              role="row"
              aria-rowindex={index + 2}
              data-index={index}
              aria-selected={props.selected.has(row.original.orderId)}
              data-active={index === activeIndex ? '' : undefined}
              className={`${styles['row']} ${styles['orderRow']}`}
              style={{ gridTemplateColumns: template, height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
            >
              {row.getAllCells().map((cell) => (
                <div
                  key={cell.id}
                  role="gridcell"
                  className={`${styles['cell']} ${cell.column.columnDef.meta?.isRight === true ? styles['right'] : ''}`}
                >
                  <FlexRender cell={cell} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The row that was clicked, as one listener serves them all. */
function rowIndexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row?.dataset['index'] === undefined ? null : Number(row.dataset['index']);
}

const ARROWS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };

/** Follows the keys; not on first sight, where the list starts at its top. */
function useScrollToActive(virtualizer: { scrollToIndex: (index: number) => void }, activeIndex: number): void {
  const seen = useRef(activeIndex);
  useEffect(() => {
    if (seen.current !== activeIndex && activeIndex >= 0) {
      virtualizer.scrollToIndex(activeIndex);
    }
    seen.current = activeIndex;
  }, [virtualizer, activeIndex]);
}

interface HeadRowProps extends OrderGridProps {
  readonly columns: readonly (typeof orderColumns)[number][];
  readonly template: string;
}

function HeadRow({ columns, template, sort, descending, onSort }: HeadRowProps): ReactElement {
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['row']} style={{ gridTemplateColumns: template, minHeight: ROW_HEIGHT }}>
        {columns.map(({ id, header, meta }, index) => {
          const key = meta?.sort;
          const name = typeof header === 'string' ? header : '';
          const isSorted = key !== undefined && key === sort;
          const direction = descending ? 'descending' : 'ascending';
          return (
            <div
              key={id ?? `${name} ${index}`}
              role="columnheader"
              aria-sort={isSorted ? direction : undefined}
              className={`${styles['cell']} ${meta?.isRight === true ? styles['right'] : ''}`}
            >
              {name === '' && <VisuallyHidden>{texts.review.columns.select}</VisuallyHidden>}
              {key === undefined ? (
                name
              ) : (
                <button type="button" className={styles['sort']} title={texts.review.sortBy(name)} onClick={() => onSort(key)}>
                  {name}
                  {isSorted && <Arrow size={13} aria-hidden />}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
