import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { HOST_UNREACHABLE } from '../client/call-failure.ts';
import { useCall } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import styles from './frame.module.css';

/** Short before the end a person must act; earlier it would only be noise. */
const EXPIRY_DAYS = 14;

/** Only for what stops work. */
export function Banners({ company }: { readonly company: string }): ReactElement {
  const connections = useCall('connection.list', { company });
  const isOffline = connections.error?.code === HOST_UNREACHABLE;
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
      {sentences.map((sentence) => (
        <div key={sentence} className={styles['banner']}>
          <IconAlertTriangle size={17} aria-hidden />
          {sentence}
          <Button component={Link} to={`/c/${company}/connections`} size="compact-xs" variant="default">
            {texts.frame.goToConnections}
          </Button>
        </div>
      ))}
    </div>
  );
}

function sentencesOf({ source, books }: MethodOutput<'connection.list'>): readonly string[] {
  const missing = [source.status === 'not-connected' ? 'ShipStation' : null, books.status === 'not-connected' ? 'QuickBooks' : null].filter(
    (name) => name !== null,
  );
  const daysLeft = books.status === 'connected' ? books.daysLeft : null;
  return [
    ...(source.status === 'needs-person' ? [texts.frame.bannerReconnectSource] : []),
    ...(books.status === 'needs-person' ? [texts.frame.bannerReconnectBooks] : []),
    ...(missing.length > 0 ? [texts.frame.bannerNotConnected(missing.join(' and '))] : []),
    ...(daysLeft !== null && daysLeft < EXPIRY_DAYS ? [texts.frame.bannerExpires(daysLeft)] : []),
  ];
}
