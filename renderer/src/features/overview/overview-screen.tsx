import { Alert, Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { useCompany, useCompanyZone } from '../../lib/company.ts';
import { todayIn } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DaysPanel } from './days-panel.tsx';
import { fillDays } from './fill-days.ts';
import { HeldUpPanel } from './held-up-panel.tsx';
import { Numbers } from './numbers.tsx';
import styles from './overview.module.css';
import { ShippingPanel } from './shipping-panel.tsx';
import { StoresPanel } from './stores-panel.tsx';

/** What matters today, and what needs a person, most money first. */
export function OverviewScreen(): ReactElement {
  const company = useCompany();
  const overview = useCall('overview.show', { company });
  return (
    <>
      <PageHeader
        title={texts.overview.title}
        hint={overview.data === undefined ? undefined : <CompleteAsOf company={company} at={overview.data.completeAsOf} />}
      />
      <QueryView query={overview} lines={12}>
        {(shown) => <Overview company={company} shown={shown} />}
      </QueryView>
    </>
  );
}

/** Up to when it is proven that nothing is missing; the proof is a click away. */
function CompleteAsOf({ company, at }: { readonly company: string; readonly at: string | null }): ReactElement {
  return (
    <Anchor component={Link} to={`/c/${company}/completeness`} size="sm">
      {at === null ? (
        texts.overview.notChecked
      ) : (
        <>
          {texts.overview.completeAsOf} <InstantText instant={at} />
        </>
      )}
    </Anchor>
  );
}

/** A set-up that was left: where it goes on. */
function NotStarted({ company }: { readonly company: string }): ReactElement {
  return (
    <Alert color="blue" variant="outline" py={6}>
      {texts.setUp.notFinished} {texts.setUp.notFinishedHint}{' '}
      <Anchor component={Link} to={`/c/${company}/set-up`} size="sm">
        {texts.setUp.goOn}
      </Anchor>
    </Alert>
  );
}

function Overview({ company, shown }: { readonly company: string; readonly shown: MethodOutput<'overview.show'> }): ReactElement {
  const today = todayIn(useCompanyZone(), useNow());
  const hasOrders = shown.states.some(({ count }) => count > 0);
  return (
    <Stack gap="sm">
      {!shown.isStarted && <NotStarted company={company} />}
      {shown.parked > 0 && (
        <Alert color="orange" variant="outline" py={6}>
          {texts.overview.parked(shown.parked)}{' '}
          <Anchor component={Link} to={`/c/${company}/completeness`} size="sm">
            {texts.overview.parkedWhich}
          </Anchor>
        </Alert>
      )}
      <Numbers company={company} shown={shown} />
      {hasOrders ? (
        <DaysPanel company={company} days={fillDays(shown.days, today)} />
      ) : (
        <EmptyState title={texts.overview.emptyTitle} hint={texts.overview.emptyHint} />
      )}
      <div className={styles['halves']}>
        <HeldUpPanel company={company} heldUp={shown.heldUp} states={shown.states} stores={shown.stores} />
        <StoresPanel stores={shown.stores} />
      </div>
      {hasOrders && <ShippingPanel company={company} />}
    </Stack>
  );
}
