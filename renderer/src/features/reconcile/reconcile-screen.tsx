import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { useCall } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DifferencesPanel } from './differences-panel.tsx';
import { TotalsPanel } from './totals-panel.tsx';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The month `back` months before the one of today, as whole days. */
function monthOf(today: Date, back: number): Period {
  const first = new Date(Date.UTC(today.getFullYear(), today.getMonth() - back, 1));
  const last = new Date(Date.UTC(today.getFullYear(), today.getMonth() - back + 1, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

interface Address extends Period {
  readonly kind: string;
}

function addressOf(search: SearchTexts): Address {
  const usual = monthOf(new Date(), 0);
  const date = (text: string | undefined, otherwise: string): string =>
    text === undefined ? otherwise : (parseBusinessDate(text) ?? otherwise);
  return { from: date(search['from'], usual.from), to: date(search['to'], usual.to), kind: search['kind'] ?? '' };
}

/** Ordered, shipped, invoiced and paid in a period, and every difference between them as a row to open. */
export function ReconcileScreen(): ReactElement {
  const company = useCompany();
  const [{ from, to, kind }, changeAddress] = useAddressState(addressOf);
  const isPeriod = from <= to;
  const reconciled = useCall('reconcile.run', { company, from, to }, { enabled: isPeriod, keepPrevious: true });
  return (
    <>
      <PageHeader title={texts.reconcile.title}>
        <PeriodPicker from={from} to={to} onChange={changeAddress} />
      </PageHeader>
      {isPeriod ? (
        <QueryView query={reconciled} lines={10}>
          {(shown) => (
            <Stack gap="sm">
              <TotalsPanel totals={shown.totals} stores={shown.stores} untold={shown.untold} />
              <DifferencesPanel
                company={company}
                differences={shown.differences}
                stores={shown.stores}
                kind={kind}
                onKind={(next) => changeAddress({ kind: next })}
              />
            </Stack>
          )}
        </QueryView>
      ) : (
        <Text role="alert">{texts.reconcile.badPeriod}</Text>
      )}
    </>
  );
}

function PeriodPicker({ from, to, onChange }: Period & { readonly onChange: (changes: SearchTexts) => void }): ReactElement {
  const choose = (back: number): void => onChange({ ...monthOf(new Date(), back) });
  return (
    <Group gap="xs">
      <TextInput
        type="date"
        aria-label={texts.reconcile.from}
        value={from}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        aria-label={texts.reconcile.to}
        value={to}
        onChange={({ currentTarget }) => onChange({ to: currentTarget.value })}
      />
      <Button variant="default" onClick={() => choose(0)}>
        {texts.reconcile.thisMonth}
      </Button>
      <Button variant="default" onClick={() => choose(1)}>
        {texts.reconcile.lastMonth}
      </Button>
    </Group>
  );
}
