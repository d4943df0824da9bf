import { Button } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { expiryUrgency } from '../../../shared/domain/connections/key-expiry.ts';
import { HOST_UNREACHABLE } from '../client/call-failure.ts';
import { useCall } from '../client/calls.ts';
import { formatDate } from '../lib/format.ts';
import { languageNow } from '../lib/locale.ts';
import { texts } from '../lib/texts.ts';
import styles from './frame.module.css';

/** Only for what stops work. */
export function Banners({ company }: { readonly company: string }): ReactElement {
  const connections = useCall('connection.list', { company });
  const isOffline = connections.error?.code === HOST_UNREACHABLE;
  const keyEnd = connections.data === undefined ? null : keyEndOf(connections.data.source);
  const sentences = connections.data === undefined ? [] : sentencesOf(connections.data);
  return (
    <div role="region" aria-label={texts.frame.attention}>
      {isOffline && (
        <div className={styles['banner']} role="alert">
          <IconAlertTriangle size={17} aria-hidden />
          {texts.frame.bannerOffline}
          <Button size="compact-xs" variant="default" onClick={() => void connections.refetch()}>
            {texts.common.retry}
          </Button>
        </div>
      )}
      {keyEnd !== null && (
        <div className={styles['banner']}>
          <keyEnd.icon size={17} aria-hidden />
          {keyEnd.sentence}
          <ToConnections company={company} />
        </div>
      )}
      {sentences.map((sentence) => (
        <div key={sentence} className={styles['banner']}>
          <IconAlertTriangle size={17} aria-hidden />
          {sentence}
          <ToConnections company={company} />
        </div>
      ))}
    </div>
  );
}

function ToConnections({ company }: { readonly company: string }): ReactElement {
  return (
    <Button component={Link} to={`/c/${company}/connections`} size="compact-xs" variant="default" flex="none">
      {texts.frame.goToConnections}
    </Button>
  );
}

const KEY_ICONS = { soon: IconInfoCircle, near: IconAlertTriangle, last: IconAlertOctagon } as const;

/** At 30, 14 and 7 days: another sign and another sentence each time. */
function keyEndOf({
  status,
  daysLeft,
  expiresOn,
}: MethodOutput<'connection.list'>['source']): { readonly icon: (typeof KEY_ICONS)['soon']; readonly sentence: string } | null {
  const urgency = expiryUrgency(daysLeft);
  if (status !== 'connected' || urgency === 'none' || daysLeft === null || expiresOn === null) {
    return null;
  }
  return { icon: KEY_ICONS[urgency], sentence: texts.frame.bannerKeyEnds[urgency](texts.frame.inDays(daysLeft), formatDate(expiresOn)) };
}

/** Connecting again does not help in every case: the sentence says what does. */
function booksSentence(code: string | undefined): string {
  if (code === 'books/subscription') {
    return texts.frame.bannerSubscription;
  }
  return code === 'books/wrong-environment' ? texts.frame.bannerWrongEnvironment : texts.frame.bannerReconnectBooks;
}

function sentencesOf({ source, books }: MethodOutput<'connection.list'>): readonly string[] {
  const missing = [source.status === 'not-connected' ? 'ShipStation' : null, books.status === 'not-connected' ? 'QuickBooks' : null].filter(
    (name) => name !== null,
  );
  const daysLeft = books.status === 'connected' ? books.daysLeft : null;
  const urgency = expiryUrgency(daysLeft);
  return [
    ...(source.status === 'needs-person' ? [texts.frame.bannerReconnectSource] : []),
    ...(books.status === 'needs-person' ? [booksSentence(books.lastFault?.code)] : []),
    ...(missing.length > 0 ? [texts.frame.bannerNotConnected(new Intl.ListFormat(languageNow()).format(missing))] : []),
    ...(urgency !== 'none' && daysLeft !== null ? [texts.frame.bannerExpires[urgency](texts.frame.inDays(daysLeft))] : []),
    ...(books.usage.level === 'fine' ? [] : [texts.frame.bannerReads[books.usage.level]]),
  ];
}
