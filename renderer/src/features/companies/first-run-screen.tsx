import { Container, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { LanguageChoice } from '../../ui/language-choice.tsx';
import { ClientDoor } from './client-door.tsx';
import styles from './companies.module.css';
import { KnownCompanies } from './known-companies.tsx';
import { PracticeDoor } from './practice-door.tsx';

/** Two doors: the practice company, or a client of one's own. Later it is where another company is added. */
export function FirstRunScreen(): ReactElement {
  const list = useCall('company.list', {});
  const companies = list.data?.companies ?? [];
  return (
    <Container component="main" size="md" py="xl">
      <Stack gap="lg">
        <header>
          <Title order={1} size="h2">
            {companies.length === 0 ? texts.frame.firstRunTitle : texts.frame.addCompany}
          </Title>
          {companies.length === 0 && (
            <Text c="dimmed" maw={640} mt={4}>
              {texts.frame.firstRunLead}
            </Text>
          )}
        </header>
        {list.error !== null && <FailureCard failure={list.error} onRetry={() => void list.refetch()} />}
        <div className={styles['doors']}>
          <PracticeDoor companies={companies} />
          <ClientDoor />
        </div>
        <KnownCompanies companies={companies} />
        <LanguageChoice />
      </Stack>
    </Container>
  );
}
