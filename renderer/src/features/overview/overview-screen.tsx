import { Alert, Stack } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { useCompany, useCompanyZone } from '../../lib/company.ts';
import { todayIn } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DaysPanel } from './days-panel.tsx';
import { fillDays } from './fill-days.ts';
import { HeldUpPanel } from './held-up-panel.tsx';
import { Numbers } from './numbers.tsx';
import styles from './overview.module.css';
import { StoresPanel } from './stores-panel.tsx';

/** What matters today, and what needs a person, most money first. */
export function OverviewScreen(): ReactElement {
  const company = useCompany();
  const overview = useCall('overview.show', { company });
  return (
    <>
      <PageHeader title={texts.overview.title} />
      <QueryView query={overview} lines={12}>
        {(shown) => <Overview company={company} shown={shown} />}
      </QueryView>
    </>
  );
}

function Overview({ company, shown }: { readonly company: string; readonly shown: MethodOutput<'overview.show'> }): ReactElement {
  const today = todayIn(useCompanyZone(), useNow());
  const hasOrders = shown.states.some(({ count }) => count > 0);
  return (
    <Stack gap="sm">
      {shown.parked > 0 && (
        <Alert color="orange" variant="outline" py={6}>
          {texts.overview.parked(shown.parked)}
        </Alert>
      )}
      <Numbers company={company} shown={shown} />
      {hasOrders ? (
        <DaysPanel days={fillDays(shown.days, today)} />
      ) : (
        <EmptyState title={texts.overview.emptyTitle} hint={texts.overview.emptyHint} />
      )}
      <div className={styles['halves']}>
        <HeldUpPanel company={company} heldUp={shown.heldUp} stores={shown.stores} />
        <StoresPanel stores={shown.stores} />
      </div>
    </Stack>
  );
}
