import { Container } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { useCall } from '../client/calls.ts';
import { useCompany } from '../lib/company.ts';
import { readLastCompany } from '../lib/last-company.ts';
import { QueryView } from '../ui/query-view.tsx';

/** Opens the company that was open last, else the first one; without any, the first run's two doors. */
export function EntryScreen(): ReactElement {
  const companies = useCall('company.list', {});
  return (
    <Container size="sm" pt="xl">
      <QueryView query={companies}>
        {(list) => {
          const last = readLastCompany();
          const opened = list.companies.find(({ slug }) => slug === last) ?? list.companies[0];
          return opened === undefined ? (
            <Navigate to="/companies/new" replace />
          ) : (
            <Navigate
              to={`/c/$company/${isBeingSetUp(opened) ? 'set-up' : 'overview'}`}
              params={{ company: opened.slug } as never}
              replace
            />
          );
        }}
      </QueryView>
    </Container>
  );
}

/** Who left a set-up goes on where it was; a practice company has none. */
const isBeingSetUp = ({ attention, practice }: MethodOutput<'company.list'>['companies'][number]): boolean =>
  attention === 'setup' && !practice;

/** A company's bare address is its overview. */
export function CompanyEntry(): ReactElement {
  const company = useCompany();
  return <Navigate to="/c/$company/overview" params={{ company } as never} replace />;
}
