import { Alert, Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, usePages } from '../../client/calls.ts';
import { useCompany, useCompanyZone } from '../../lib/company.ts';
import { useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { type AuditFilter, auditAddressOf, auditFilterOf } from './audit-address.ts';
import { AuditExport } from './audit-export.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';

const PAGE_SIZE = 100;

/** Everything that was done, by whom, in full; and whether the chain still holds. */
export function AuditScreen(): ReactElement {
  const company = useCompany();
  const zone = useCompanyZone();
  const [address, changeAddress] = useAddressState(auditAddressOf);
  const filter = useMemo(() => auditFilterOf(address, zone), [address, zone]);
  const pages = usePages('audit.list', { company, filter, limit: PAGE_SIZE }, { keepPrevious: true });
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <AuditHeader company={company} filter={filter} />
      <AuditFilters company={company} address={address} onChange={changeAddress} />
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

function AuditHeader({ company, filter }: { readonly company: string; readonly filter: AuditFilter }): ReactElement {
  const [isAsked, setIsAsked] = useState(false);
  const verdict = useCall('audit.verify', { company }, { enabled: isAsked });
  const verify = (): void => (isAsked ? void verdict.refetch() : setIsAsked(true));
  return (
    <>
      <PageHeader title={texts.audit.title} hint={texts.audit.hint}>
        <AuditExport company={company} filter={filter} />
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
