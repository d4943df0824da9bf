import { Checkbox } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { findingName } from '../../lib/finding-names.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { DateText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { SortKey } from './review-address.ts';
import styles from './review.module.css';

export type OrderRow = MethodOutput<'order.list'>['orders'][number];

interface ColumnMeta {
  /** A track of the grid template. */
  readonly width: string;
  readonly isRight?: boolean;
  /** The key that the host sorts by. */
  readonly sort?: SortKey;
  /** Whether the column stays when an order is open beside the list. */
  readonly isCompact?: boolean;
}

/** What the cells need to know beside their row. */
interface TableMeta {
  readonly selected: ReadonlySet<number>;
  readonly toggle: (orderId: number) => void;
  readonly selectTo: (orderId: number) => void;
}

export const features = tableFeatures({
  // Safe: the library takes only the types of these two and ignores their values.
  columnMeta: {} as ColumnMeta,
  tableMeta: {} as TableMeta,
});

const helper = createColumnHelper<typeof features, OrderRow>();
const names = texts.review.columns;

export const orderColumns = helper.columns([
  helper.display({
    id: 'select',
    header: '',
    meta: { width: '22px', isCompact: true },
    cell: ({ row, table }) => (
      <Checkbox
        tabIndex={-1}
        aria-label={texts.review.selectOrder(row.original.orderNumber)}
        checked={table.options.meta?.selected.has(row.original.orderId) ?? false}
        onChange={({ nativeEvent }) => {
          const { orderId } = row.original;
          const meta = table.options.meta;
          // A change of a checkbox comes from a click, which tells whether Shift was held.
          (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? meta?.selectTo : meta?.toggle)?.(orderId);
        }}
        onClick={(event) => event.stopPropagation()}
      />
    ),
  }),
  helper.accessor('orderNumber', {
    header: names.order,
    meta: { width: 'minmax(66px, 1fr)', sort: 'orderNumber', isCompact: true },
    cell: ({ row: { original } }) => (original.changedSinceSeen ? <ChangedNumber number={original.orderNumber} /> : original.orderNumber),
  }),
  helper.accessor('storeName', {
    header: names.store,
    meta: { width: 'minmax(88px, 1.2fr)' },
    cell: (info) => info.getValue() ?? texts.common.nothing,
  }),
  helper.accessor('buyer', {
    header: names.customer,
    meta: { width: 'minmax(84px, 1.6fr)', sort: 'buyer', isCompact: true },
    cell: ({ row: { original } }) => original.customerName ?? original.buyer ?? texts.common.nothing,
  }),
  helper.accessor('orderedOn', {
    header: names.ordered,
    meta: { width: '84px', sort: 'orderedOn' },
    cell: ({ row: { original } }) => <OrderedCell row={original} />,
  }),
  helper.accessor('shippedOn', {
    header: names.shipped,
    meta: { width: '84px', sort: 'shippedOn' },
    cell: (info) => <DateText date={info.getValue()} />,
  }),
  helper.accessor('lineCount', {
    header: names.lines,
    meta: { width: '36px', isRight: true },
    cell: (info) => formatCount(info.getValue()),
  }),
  helper.accessor('total', {
    header: names.total,
    meta: { width: '82px', isRight: true, sort: 'total', isCompact: true },
    cell: (info) => (info.getValue() === null ? <NotTold /> : <MoneyText amount={info.getValue()} />),
  }),
  helper.accessor('documentTotal', {
    header: names.document,
    meta: { width: 'minmax(118px, 1.3fr)' },
    cell: ({ row: { original } }) => <DocumentCell row={original} />,
  }),
  helper.accessor('state', {
    header: names.state,
    meta: { width: '90px', sort: 'state', isCompact: true },
    cell: (info) => <StateBadge state={info.getValue()} />,
  }),
  helper.display({
    id: 'findings',
    header: names.findings,
    meta: { width: 'minmax(120px, 2fr)' },
    cell: ({ row: { original } }) => <FindingsCell row={original} />,
  }),
]);

/** What ShipStation's interface cannot tell, in the place of a figure. */
function NotTold(): ReactElement {
  return <span className={styles['muted']}>{texts.review.notTold}</span>;
}

/** Listed by the day of arrival where the order date is not told: then it is muted and says so. */
function OrderedCell({ row }: { readonly row: OrderRow }): ReactElement {
  if (row.arrivedOn === null) {
    return <DateText date={row.orderedOn} />;
  }
  return (
    <span className={styles['muted']} title={texts.review.arrivedHint}>
      <DateText date={row.arrivedOn} />
    </span>
  );
}

function DocumentCell({ row }: { readonly row: OrderRow }): ReactElement {
  if (row.documentKind === null) {
    return <span className={styles['muted']}>{texts.common.nothing}</span>;
  }
  const differs = row.documentTotal !== null && row.documentTotal.minor !== row.total?.minor;
  return (
    <span title={`${texts.review.documentKinds[row.documentKind]} ${row.documentNumber ?? ''}`}>
      {differs && <MoneyText amount={row.documentTotal} />} {texts.review.documentKinds[row.documentKind]}
    </span>
  );
}

function FindingsCell({ row }: { readonly row: OrderRow }): ReactElement {
  const findings = [...row.blockers, ...(row.reason === null ? [] : [row.reason]), ...row.warnings];
  const [first] = findings;
  if (first === undefined) {
    return <span />;
  }
  const isBlocker = row.blockers.length > 0;
  return (
    <span
      title={findings.map(({ code, message, details }) => texts.told.finding(code, message, details)).join('\n')}
      className={isBlocker ? undefined : styles['muted']}
    >
      {findingName(first.code)}
      {findings.length > 1 && ` ${texts.review.more(findings.length - 1)}`}
    </span>
  );
}

/** Bold and with a sign of its own: colour is never the only one. */
function ChangedNumber({ number }: { readonly number: string }): ReactElement {
  return (
    <span className={styles['changed']} title={texts.review.changedSinceSeen}>
      {number}
      <IconPencil size={12} role="img" aria-label={texts.review.changedSinceSeen} />
    </span>
  );
}
