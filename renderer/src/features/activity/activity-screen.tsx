import { Button, Group, NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';

import { RUN_KINDS, RUN_STATUSES } from '../../../../shared/domain/runs.ts';
import { useCall, usePages } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RunTable } from './run-table.tsx';
import { RunTimesPanel } from './run-times-panel.tsx';

const PAGE_SIZE = 50;

/** Which runs are shown: it stands in the address, so that it can be kept and passed on. */
function filterOf({ kind, status }: SearchTexts) {
  return { kind: RUN_KINDS.find((one) => one === kind), status: RUN_STATUSES.find((one) => one === status) };
}

/** Every run with what came of it, how long each took, and the one that is running with its progress. */
export function ActivityScreen(): ReactElement {
  const company = useCompany();
  const [filter, changeFilter] = useAddressState(filterOf);
  const isFiltered = filter.kind !== undefined || filter.status !== undefined;
  const pages = usePages('run.list', { company, limit: PAGE_SIZE, ...filter }, { keepPrevious: true });
  const running = useCall('run.current', { company }).data?.running ?? null;
  const runs = pages.data?.pages.flatMap((page) => page.runs) ?? [];
  return (
    <>
      <PageHeader title={texts.activity.title} />
      <RunTimesPanel company={company} kind={filter.kind} />
      <Group gap="xs" my="sm" role="search" aria-label={texts.activity.title}>
        <NativeSelect
          aria-label={texts.activity.run}
          value={filter.kind ?? ''}
          data={[{ value: '', label: texts.activity.everyKind }, ...optionsOf(RUN_KINDS, texts.activity.kinds)]}
          onChange={({ currentTarget }) => changeFilter({ kind: currentTarget.value })}
        />
        <NativeSelect
          aria-label={texts.activity.status}
          value={filter.status ?? ''}
          data={[{ value: '', label: texts.activity.everyStatus }, ...optionsOf(RUN_STATUSES, texts.activity.statuses)]}
          onChange={({ currentTarget }) => changeFilter({ status: currentTarget.value })}
        />
      </Group>
      <QueryView query={pages}>
        {() =>
          runs.length === 0 ? (
            <EmptyState
              title={isFiltered ? texts.activity.noneFoundTitle : texts.activity.emptyTitle}
              hint={isFiltered ? texts.activity.noneFoundHint : texts.activity.emptyHint}
            />
          ) : (
            <RunTable company={company} runs={runs} running={running} />
          )
        }
      </QueryView>
      {pages.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {texts.common.more}
          </Button>
        </Group>
      )}
    </>
  );
}

function optionsOf(values: readonly string[], names: Readonly<Record<string, string>>): readonly { value: string; label: string }[] {
  return values.map((value) => ({ value, label: names[value] ?? value }));
}
