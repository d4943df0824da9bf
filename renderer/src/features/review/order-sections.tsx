import { Accordion, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatDecimal } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { PostingExchange, PostingTitle } from '../../ui/posting-view.tsx';
import styles from './review.module.css';

type Shown = MethodOutput<'order.show'>;

/** Everything else about the order, folded away until it is asked for. */
export function OrderSections({ shown }: { readonly shown: Shown }): ReactElement {
  const { plan, postings, timeline, order } = shown;
  const documents = plan?.documents ?? [];
  return (
    <Accordion multiple variant="contained" chevronPosition="left" defaultValue={['timeline']}>
      <Section value="bodies" title={`${texts.review.bodies} (${documents.length})`}>
        <Bodies documents={documents} />
      </Section>
      <Section value="postings" title={`${texts.review.postings} (${postings.length})`}>
        <Postings postings={postings} />
      </Section>
      <Section value="shipments" title={`${texts.review.shipments} (${order.shipments.length})`}>
        <Shipments order={order} />
      </Section>
      <Section value="timeline" title={`${texts.review.timeline} (${timeline.length})`}>
        <Timeline timeline={timeline} />
      </Section>
    </Accordion>
  );
}

function Section({
  value,
  title,
  children,
}: {
  readonly value: string;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>
        <Text size="sm" fw={600}>
          {title}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}

function Bodies({ documents }: { readonly documents: NonNullable<Shown['plan']>['documents'] }): ReactElement {
  if (documents.length === 0) {
    return <Text size="sm">{texts.review.noBodies}</Text>;
  }
  return (
    <Stack gap="xs">
      {documents.map(({ kind, body }, index) => (
        <div key={`${kind} ${index}`}>
          <Text size="sm" mb={4}>
            {texts.review.bodyOf(texts.review.plannedKinds[kind])}
          </Text>
          <JsonView value={body} label={texts.review.bodyOf(texts.review.plannedKinds[kind])} />
        </div>
      ))}
    </Stack>
  );
}

function Postings({ postings }: { readonly postings: Shown['postings'] }): ReactElement {
  if (postings.length === 0) {
    return <Text size="sm">{texts.review.noPostings}</Text>;
  }
  return (
    <Stack gap="xs">
      {postings.map((posting) => (
        <details key={posting.postingId}>
          <summary>
            <PostingTitle posting={posting} />
          </summary>
          <PostingExchange posting={posting} />
        </details>
      ))}
    </Stack>
  );
}

function Shipments({ order: { shipments, currency } }: { readonly order: Shown['order'] }): ReactElement {
  if (shipments.length === 0) {
    return <Text size="sm">{texts.review.noShipments}</Text>;
  }
  return (
    <ul className={styles['timeline']}>
      {shipments.map(({ id, kind, shippedOn, trackingNumber, carrierCode, voided, cost }) => (
        <li key={`${kind} ${id}`}>
          <DateText date={shippedOn} />
          <span>
            {texts.review.shipmentKinds[kind]} {[carrierCode, trackingNumber].filter((part) => part !== null).join(' ')}{' '}
            {voided && `(${texts.review.voidedLabel})`}{' '}
            {cost !== null && (
              <span className={styles['muted']}>
                {texts.review.labelCost} {formatDecimal(cost, currency)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Timeline({ timeline }: { readonly timeline: Shown['timeline'] }): ReactElement {
  if (timeline.length === 0) {
    return <Text size="sm">{texts.review.noTimeline}</Text>;
  }
  return (
    <ol className={styles['timeline']}>
      {timeline.map(({ sequence, at, actor, kind, summary, details }) => (
        <li key={sequence}>
          <InstantText instant={at} />
          <span>
            {texts.told.audit(kind, summary, details)} <span className={styles['muted']}>{actor}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
