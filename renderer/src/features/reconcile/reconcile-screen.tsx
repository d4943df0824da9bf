import { Stack, Text } from '@mantine/core';
import { type ReactElement, useCallback, useEffect } from 'react';

import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { useCall } from '../../client/calls.ts';
import { useCompany, useCompanyZone } from '../../lib/company.ts';
import { todayIn } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { announce } from '../../ui/live-region.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DaysPanel } from './days-panel.tsx';
import { DifferencesPanel } from './differences-panel.tsx';
import { ExportMenu } from './export-menu.tsx';
import { monthOf, type Period, PeriodPicker } from './period-picker.tsx';
import { TotalsPanel } from './totals-panel.tsx';

interface Address extends Period {
  readonly kind: string;
  readonly storeId: number | null;
}

function addressOf(search: SearchTexts, today: string): Address {
  const usual = monthOf(today, 0);
  const date = (text: string | undefined, otherwise: string): string =>
    text === undefined ? otherwise : (parseBusinessDate(text) ?? otherwise);
  const store = search['store'];
  return {
    from: date(search['from'], usual.from),
    to: date(search['to'], usual.to),
    kind: search['kind'] ?? '',
    storeId: store !== undefined && /^\d{1,15}$/.test(store) ? Number(store) : null,
  };
}

/** Ordered, shipped, invoiced and paid in a period, and every difference between them as a row to open. */
export function ReconcileScreen(): ReactElement {
  const company = useCompany();
  const zone = useCompanyZone();
  const today = todayIn(zone, useNow());
  const parse = useCallback((search: SearchTexts) => addressOf(search, today), [today]);
  const [{ from, to, kind, storeId }, changeAddress] = useAddressState(parse);
  const isPeriod = from <= to;
  const reconciled = useCall('reconcile.run', { company, from, to }, { enabled: isPeriod, keepPrevious: true });
  const found = reconciled.data === undefined || reconciled.isPlaceholderData ? null : reconciled.data.differences.length;
  useEffect(() => {
    if (found !== null) {
      announce(found === 0 ? texts.reconcile.noDifferences : texts.reconcile.differences(found));
    }
  }, [found, from, to]);
  return (
    <>
      <PageHeader title={texts.reconcile.title}>
        <PeriodPicker from={from} to={to} today={today} onChange={changeAddress} />
        {isPeriod && <ExportMenu company={company} from={from} to={to} />}
      </PageHeader>
      {isPeriod ? (
        <QueryView query={reconciled} lines={10}>
          {({ totals, stores, untold, days, differences }) =>
            stores.length === 0 ? (
              <EmptyState title={texts.reconcile.emptyTitle} hint={texts.reconcile.emptyHint} />
            ) : (
              <Stack gap="sm" aria-busy={reconciled.isFetching}>
                <TotalsPanel totals={totals} stores={stores} untold={untold} />
                <DaysPanel days={days} from={from} to={to} />
                <DifferencesPanel
                  key={`${from} ${to} ${kind} ${storeId ?? ''}`}
                  company={company}
                  differences={differences}
                  stores={stores}
                  kind={kind}
                  storeId={storeId}
                  onChange={changeAddress}
                />
              </Stack>
            )
          }
        </QueryView>
      ) : (
        <Text role="alert">{texts.reconcile.badPeriod}</Text>
      )}
    </>
  );
}
