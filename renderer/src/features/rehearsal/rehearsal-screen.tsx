import { Alert, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlayerStop, IconTheater } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { addDays, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { useCompany, useCompanyZone } from '../../lib/company.ts';
import { formatCount, formatDate, todayIn } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StartCompany } from '../../ui/start-company.tsx';
import { CausesPanel } from './causes-panel.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { MadePanel } from './made-panel.tsx';
import { Outcome } from './outcome.tsx';
import styles from './rehearsal.module.css';

export type Rehearsed = MethodOutput<'rehearsal.show'>;

const PERIODS = ['30', '60', '90'] as const;
const periodOf = (search: SearchTexts): string => PERIODS.find((days) => days === search['days']) ?? '30';

/** What posting the last weeks would do: by account, by cause, by what would be made. Nothing is posted here. */
export function RehearsalScreen(): ReactElement {
  const company = useCompany();
  const [days, changeAddress] = useAddressState(periodOf);
  const today = parseBusinessDate(todayIn(useCompanyZone(), useNow()));
  const from = today === null ? null : addDays(today, 1 - Number(days));
  const shown = useCall('rehearsal.show', { company, from }, { keepPrevious: true });
  const overview = useCall('overview.show', { company });
  const rehearse = useCommand('rehearsal.run', {
    onDone: ({ ready, blocked }) =>
      notify(texts.rehearsal.done, texts.rehearsal.doneBody(texts.common.documents(ready.count), texts.common.documents(blocked.count))),
  });
  const run = (): void => void rehearse.run({ company, from });
  // Before the lists of the books are here nothing can be planned: that is no failure, it is the empty state.
  const isNew = shown.error?.code === 'books/mirror-missing' || (shown.data !== undefined && shown.data.rehearsedAt === null);
  return (
    <>
      <PageHeader title={texts.rehearsal.title} hint={<PeriodHint shown={shown.data} />}>
        <SegmentedControl
          size="xs"
          aria-label={texts.rehearsal.period}
          data={PERIODS.map((value) => ({ value, label: texts.rehearsal.periodOf[value] }))}
          value={days}
          onChange={(value) => changeAddress({ days: value === '30' ? undefined : value })}
        />
        <Button
          size="xs"
          variant={isNew ? 'filled' : 'default'}
          leftSection={<IconTheater size={15} aria-hidden />}
          loading={rehearse.isPending}
          onClick={run}
        >
          {isNew ? texts.rehearsal.run : texts.rehearsal.again}
        </Button>
        {overview.data?.isStarted === false && <StartCompany company={company} open={[]} hindrance={null} />}
      </PageHeader>
      <Stack gap="sm">
        {rehearse.isPending && <RunningRehearsal company={company} />}
        {rehearse.error !== null && <FailureCard failure={rehearse.error} title={texts.rehearsal.failed} onRetry={run} />}
        {isNew ? (
          <EmptyState title={texts.rehearsal.notYet} hint={texts.rehearsal.notYetHint} />
        ) : (
          <QueryView query={shown} lines={14}>
            {(rehearsed) => <RehearsalView company={company} rehearsed={rehearsed} />}
          </QueryView>
        )}
      </Stack>
    </>
  );
}

function PeriodHint({ shown }: { readonly shown: Rehearsed | undefined }): ReactElement {
  if (shown === undefined || shown.rehearsedAt === null) {
    return <>{texts.rehearsal.lead}</>;
  }
  return (
    <>
      {texts.rehearsal.between(formatDate(shown.from), formatDate(shown.to))}. {texts.rehearsal.rehearsedAt}{' '}
      <InstantText instant={shown.rehearsedAt} relative />.
    </>
  );
}

/** The same run as at the top of every screen, where the person looks, with its Stop. */
function RunningRehearsal({ company }: { readonly company: string }): ReactElement {
  const running = useCall('run.current', { company }).data?.running ?? null;
  const stop = useCommand('run.stop', { onFailed: (failure) => notifyFailure(failure) });
  const total = running?.total ?? null;
  const done = running === null ? '' : texts.companies.pulled(running.done, total);
  return (
    <Group gap="sm" wrap="nowrap" className={styles['running'] ?? ''}>
      <Text size="sm" role="status">
        {running?.label ?? texts.rehearsal.running} {done}
      </Text>
      <Progress.Root size="sm" flex={1}>
        <Progress.Section
          value={running === null || total === null || total === 0 ? 100 : (100 * running.done) / total}
          animated={total === null}
          aria-label={running?.label ?? texts.rehearsal.running}
          aria-valuetext={done}
        />
      </Progress.Root>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerStop size={13} aria-hidden />}
        disabled={stop.isPending || stop.isSuccess}
        onClick={() => void stop.run({ company })}
      >
        {stop.isSuccess ? texts.rehearsal.stopping : texts.rehearsal.stop}
      </Button>
    </Group>
  );
}

function RehearsalView({ company, rehearsed }: { readonly company: string; readonly rehearsed: Rehearsed }): ReactElement {
  const { beforeStart, startOn, ready, warned } = rehearsed;
  if (rehearsed.orders === 0) {
    return <EmptyState title={texts.rehearsal.noOrders} hint={texts.rehearsal.noOrdersHint} />;
  }
  return (
    <Stack gap="sm">
      <Outcome rehearsed={rehearsed} />
      {beforeStart.count > 0 && startOn !== null && (
        <Alert color="blue" variant="outline" py={6}>
          {texts.rehearsal.beforeStart(formatCount(beforeStart.count), formatDate(startOn))}
        </Alert>
      )}
      <div className={styles['halves']}>
        <LedgerPanel accounts={rehearsed.accounts} documents={rehearsed.documents} />
        <CausesPanel company={company} title={texts.rehearsal.causes} hint={texts.rehearsal.causesHint} causes={rehearsed.causes} />
      </div>
      {warned > 0 && ready.count > 0 && (
        <Text size="sm" c="dimmed">
          {texts.rehearsal.warned(formatCount(warned))}
        </Text>
      )}
      <div className={styles['thirds']}>
        <MadePanel title={texts.rehearsal.newCustomers(formatCount(rehearsed.newCustomers.count))} made={rehearsed.newCustomers} />
        <MadePanel title={texts.rehearsal.newItems(formatCount(rehearsed.newItems.count))} made={rehearsed.newItems} />
        {rehearsed.leftOut.length > 0 && (
          <CausesPanel company={company} title={texts.rehearsal.reasons} causes={rehearsed.leftOut} isQuiet />
        )}
      </div>
    </Stack>
  );
}
