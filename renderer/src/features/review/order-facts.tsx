import type { ReactElement, ReactNode } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import type { OrderDetailView } from './pair-lines.ts';
import styles from './review.module.css';

type Shown = MethodOutput<'order.show'>;
type Fact = readonly [name: string, value: ReactNode];

const names = texts.review.facts;

function Facts({ facts, label }: { readonly facts: readonly Fact[]; readonly label: string }): ReactElement {
  return (
    <dl className={styles['facts']} aria-label={label}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function addressText({ name, company, street1, street2, street3, city, state, postalCode, country }: OrderDetailView['billTo']): string {
  const place = [city, state, postalCode].filter((part) => part !== null && part !== '').join(' ');
  const parts = [name, company, street1, street2, street3, place, country].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? texts.common.nothing : parts.join(', ');
}

/** The heads of both sides: who, when, how. */
export function OrderFacts({ shown }: { readonly shown: Shown }): ReactElement {
  const { order, plan, row, approval } = shown;
  const service = [order.requestedService, order.carrierCode, order.serviceCode].filter((part) => part !== null).join(' · ');
  const source: readonly Fact[] = [
    [names.buyer, [row.buyer, order.email].filter((part) => part !== null).join(' · ') || texts.common.nothing],
    [names.billTo, order.untold.includes('bill-to') ? texts.review.notTold : addressText(order.billTo)],
    [names.shipTo, addressText(order.shipTo)],
    [names.status, order.sourceStatus],
    [names.ordered, momentOf(order, 'order-date', order.orderedAt)],
    [names.paidOn, momentOf(order, 'payment-date', order.paidAt)],
    [names.shippedOn, <DateText key="shipped" date={order.shippedOn} />],
    [names.service, service || texts.common.nothing],
    ...(order.tags.length === 0 ? [] : [[names.tags, order.tags.join(', ')] as const]),
    ...(order.untold.length === 0
      ? []
      : [[names.untold, texts.review.untoldOf(order.untold.map((figure) => texts.review.untold[figure]))] as const]),
  ];
  const books: readonly Fact[] = [
    [names.customer, customerText(plan?.customer ?? null)],
    [names.document, row.documentKind === null ? texts.common.nothing : texts.review.documentKinds[row.documentKind]],
    [names.number, plan?.documentNumber ?? row.documentNumber ?? texts.common.nothing],
    [names.date, <DateText key="date" date={plan?.documentDate ?? null} />],
    [names.shipDate, <DateText key="ship" date={plan?.ship?.shippedOn ?? null} />],
    [names.tracking, trackingText(plan?.ship ?? null)],
    [names.shipVia, plan?.ship?.method ?? texts.common.nothing],
    ...(approval === null ? [] : [[names.approval, approvalText(approval)] as const]),
  ];
  return (
    <div className={styles['sides']}>
      <Facts facts={source} label={texts.review.sourceSays} />
      <Facts facts={books} label={texts.review.booksGet} />
    </div>
  );
}

function momentOf(order: OrderDetailView, figure: OrderDetailView['untold'][number], instant: string | null): ReactNode {
  if (order.untold.includes(figure)) {
    return texts.review.notTold;
  }
  return instant === null ? texts.common.nothing : <InstantText instant={instant} />;
}

function approvalText({ at, actor, current }: NonNullable<Shown['approval']>): ReactNode {
  return (
    <>
      {current ? texts.review.approvalCurrent(actor) : texts.review.approvalLapsed(actor)}, <InstantText instant={at} />
    </>
  );
}

function customerText(customer: NonNullable<Shown['plan']>['customer']): string {
  if (customer === null) {
    return texts.common.nothing;
  }
  return customer.kind === 'new'
    ? texts.review.customerNew(customer.name)
    : `${customer.name} (${texts.review.matchedBy[customer.matchedBy]})`;
}

function trackingText(ship: NonNullable<Shown['plan']>['ship']): string {
  const numbers = ship === null ? [] : [ship.trackingNumber, ...ship.otherTrackingNumbers];
  return numbers.filter((number) => number !== null).join(', ') || texts.common.nothing;
}
