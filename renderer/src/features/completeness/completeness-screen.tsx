import { Alert, Button, Stack } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DaysPanel } from './days-panel.tsx';
import { GonePanel } from './gone-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ParkedPanel } from './parked-panel.tsx';
import { StoresPanel } from './stores-panel.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

/** The proof that nothing was missed: what ShipStation lists and what is here, counted side by side. */
export function CompletenessScreen(): ReactElement {
  const company = useCompany();
  const completeness = useCall('completeness.show', { company });
  const running = useCall('run.current', { company }).data?.running ?? null;
  const sweep = useCommand('completeness.sweep', {
    onDone: ({ compared, missing }) => notify(texts.completeness.checked, texts.completeness.result(compared, missing)),
    onFailed: (failure) => notifyFailure(failure),
  });
  const isChecking = sweep.isPending || running?.kind === 'sweep';
  return (
    <>
      <PageHeader title={texts.completeness.title} hint={texts.completeness.hint}>
        <Button leftSection={<IconListCheck size={14} aria-hidden />} loading={isChecking} onClick={() => void sweep.run({ company })}>
          {texts.completeness.checkNow}
        </Button>
      </PageHeader>
      <QueryView query={completeness} lines={10}>
        {(shown) => <Completeness company={company} shown={shown} isChecking={isChecking} />}
      </QueryView>
    </>
  );
}

interface CompletenessProps {
  readonly company: string;
  readonly shown: MethodOutput<'completeness.show'>;
  readonly isChecking: boolean;
}

function Completeness({ company, shown, isChecking }: CompletenessProps): ReactElement {
  const { latest } = shown;
  return (
    <Stack gap="sm">
      {isChecking && (
        <Alert variant="outline" py={6} role="status">
          {texts.completeness.underWay}
        </Alert>
      )}
      {latest === null ? (
        <EmptyState title={texts.completeness.emptyTitle} hint={texts.completeness.emptyHint} />
      ) : (
        <>
          <VerdictPanel company={company} shown={shown} latest={latest} />
          <StoresPanel stores={shown.stores} days={latest.byStoreAndDay} />
        </>
      )}
      <ParkedPanel company={company} />
      <GonePanel company={company} gone={shown.gone} goneCount={shown.goneCount} />
      {latest !== null && <DaysPanel days={latest.byStoreAndDay} />}
      {shown.history.length > 0 && <HistoryPanel history={shown.history} />}
    </Stack>
  );
}
