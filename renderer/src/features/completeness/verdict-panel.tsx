import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import styles from './completeness.module.css';
import { isDifferent } from './day-counts.ts';

type Shown = MethodOutput<'completeness.show'>;
type Latest = NonNullable<Shown['latest']>;

/** The one thing a person wants to know: whether anything is missing, and as of when that is known. */
export function VerdictPanel({
  company,
  shown,
  latest,
}: {
  readonly company: string;
  readonly shown: Shown;
  readonly latest: Latest;
}): ReactElement {
  const days = latest.byStoreAndDay.filter(isDifferent).length;
  const doubts = [
    ...(days > 0 ? [texts.completeness.differs(days)] : []),
    ...(shown.parked > 0 ? [texts.completeness.keptAside(shown.parked)] : []),
  ];
  const Icon = doubts.length === 0 ? IconCircleCheckFilled : IconAlertTriangle;
  return (
    <Stack gap="sm">
      <div className={styles['verdict']} role="status">
        <Icon size={34} aria-hidden className={doubts.length === 0 ? styles['good'] : styles['warn']} />
        <div className={styles['said']}>
          <Text fw={600} size="lg">
            {doubts.length === 0 ? texts.completeness.allHere : `${doubts.join('. ')}.`}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            {texts.completeness.asOf} <InstantText instant={latest.to} /> (<InstantText instant={latest.to} relative />
            ): {texts.completeness.since} <InstantText instant={latest.from} />
          </Text>
        </div>
        <dl className={styles['figures']}>
          <Figure name={texts.completeness.compared} hint={texts.completeness.comparedHint} count={latest.compared} />
          <Figure name={texts.completeness.fetched} hint={texts.completeness.fetchedHint} count={latest.fetched} />
          <Figure name={texts.completeness.shipping} hint={texts.completeness.shippingHint} count={latest.shipping} />
          <Figure name={texts.completeness.gone} hint={texts.completeness.goneHint} count={shown.goneCount} />
        </dl>
      </div>
      <Warnings company={company} latest={latest} />
    </Stack>
  );
}

function Warnings({ company, latest }: { readonly company: string; readonly latest: Latest }): ReactElement {
  return (
    <>
      {latest.overlooked > 0 && (
        <Alert color="orange" variant="outline" py={6}>
          {texts.completeness.overlooked(latest.overlooked)}
        </Alert>
      )}
      {latest.unsettled > 0 && (
        <Alert color="orange" variant="outline" py={6}>
          {texts.completeness.doubted(latest.unsettled)}{' '}
          <Anchor component={Link} to={`/c/${company}/connections`} size="sm">
            {texts.frame.goToConnections}
          </Anchor>
        </Alert>
      )}
    </>
  );
}

function Figure({ name, hint, count }: { readonly name: string; readonly hint: string; readonly count: number }): ReactElement {
  return (
    <div title={hint}>
      <dt>{name}</dt>
      <dd>{formatCount(count)}</dd>
    </div>
  );
}
