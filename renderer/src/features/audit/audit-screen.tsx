import { Alert, Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, usePages } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';

const PAGE_SIZE = 100;

export type AuditFilter = NonNullable<MethodInput<'audit.list'>['filter']>;

/** Days of the address are whole days of UTC, as the entries' own times. */
function filterOf(search: SearchTexts): AuditFilter {
  const orderId = search['orderId'];
  return {
    ...(orderId !== undefined && /^\d{1,15}$/.test(orderId) ? { orderId: Number(orderId) } : {}),
    ...(search['kind'] === undefined ? {} : { kind: search['kind'].slice(0, 60) }),
    ...(search['actor'] === undefined ? {} : { actor: search['actor'].slice(0, 100) }),
    ...(search['q'] === undefined ? {} : { search: search['q'].slice(0, 200) }),
    ...(isDate(search['from']) ? { from: `${search['from']}T00:00:00.000Z` } : {}),
    ...(isDate(search['to']) ? { to: `${search['to']}T23:59:59.999Z` } : {}),
  };
}

const isDate = (text: string | undefined): boolean => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Everything that was done, by whom, in full; and whether the chain still holds. */
export function AuditScreen(): ReactElement {
  const company = useCompany();
  const [filter, changeAddress] = useAddressState(filterOf);
  const pages = usePages('audit.list', { company, filter, limit: PAGE_SIZE }, { keepPrevious: true });
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <AuditHeader company={company} />
      <AuditFilters filter={filter} onChange={changeAddress} />
      <QueryView query={pages}>
        {() =>
          entries.length === 0 ? (
            <EmptyState title={texts.audit.emptyTitle} hint={texts.audit.emptyHint} />
          ) : (
            <AuditTable
              company={company}
              entries={entries}
              hasMore={pages.hasNextPage}
              isLoadingMore={pages.isFetchingNextPage}
              onMore={() => void pages.fetchNextPage()}
            />
          )
        }
      </QueryView>
    </>
  );
}

function AuditHeader({ company }: { readonly company: string }): ReactElement {
  const [isAsked, setIsAsked] = useState(false);
  const verdict = useCall('audit.verify', { company }, { enabled: isAsked });
  const verify = (): void => (isAsked ? void verdict.refetch() : setIsAsked(true));
  return (
    <>
      <PageHeader title={texts.audit.title} hint={texts.audit.hint}>
        <Button variant="default" leftSection={<IconShieldCheck size={14} aria-hidden />} loading={verdict.isFetching} onClick={verify}>
          {texts.audit.verify}
        </Button>
      </PageHeader>
      {verdict.error !== null && <FailureCard failure={verdict.error} onRetry={verify} />}
      {verdict.data !== undefined && (
        <Alert role="status" variant="outline" color={verdict.data.ok ? 'green' : 'red'} mb="sm" py="xs">
          {verdictText(verdict.data)}
        </Alert>
      )}
    </>
  );
}

function verdictText({ ok, entries, firstBroken }: MethodOutput<'audit.verify'>): string {
  if (ok) {
    return texts.audit.intact(entries);
  }
  return firstBroken === null ? texts.audit.brokenUnknown : texts.audit.broken(firstBroken);
}
