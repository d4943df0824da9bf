import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { BooksPanel } from './books-panel.tsx';
import styles from './connections.module.css';
import { PracticePanel } from './practice-panel.tsx';
import { RelayPanel } from './relay-panel.tsx';
import { SetUpPanel } from './set-up-panel.tsx';
import { SourcePanel } from './source-panel.tsx';
import { StoresPanel } from './stores-panel.tsx';

/** Both services: their state, how to connect them, and what a new company still needs. */
export function ConnectionsScreen(): ReactElement {
  const company = useCompany();
  const companies = useCall('company.list', {});
  const connections = useCall('connection.list', { company });
  const isPractice = companies.data?.companies.find(({ slug }) => slug === company)?.practice ?? false;
  // Until the list of companies is here, a practice company would be shown the forms for real keys.
  const query =
    companies.data === undefined
      ? { data: undefined, error: companies.error, isPending: companies.isPending, refetch: companies.refetch }
      : connections;
  return (
    <>
      <PageHeader title={texts.connections.title} hint={texts.connections.hint} />
      <QueryView query={query} lines={12}>
        {(shown) => <Connections company={company} shown={shown} isPractice={isPractice} />}
      </QueryView>
    </>
  );
}

interface ConnectionsProps {
  readonly company: string;
  readonly shown: MethodOutput<'connection.list'>;
  readonly isPractice: boolean;
}

function Connections({ company, shown, isPractice }: ConnectionsProps): ReactElement {
  return (
    <Stack gap="sm">
      {isPractice && <PracticePanel company={company} />}
      {!isPractice && <SetUpPanel company={company} />}
      <div className={styles['services']}>
        <SourcePanel company={company} connection={shown.source} isPractice={isPractice} />
        <BooksPanel company={company} connection={shown.books} isPractice={isPractice} />
      </div>
      <RelayPanel company={company} />
      <StoresPanel company={company} />
    </Stack>
  );
}
