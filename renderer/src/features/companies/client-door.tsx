import { Button, Text, TextInput, Title } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { useNewClient } from '../../lib/use-new-client.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import styles from './companies.module.css';

/** Makes a client's company by its name and goes on with the checklist of its set-up. */
export function ClientDoor(): ReactElement {
  const { add, field, isMissing, submit } = useNewClient();
  return (
    <section className={styles['door']} aria-label={texts.frame.clientDoor}>
      <Title order={2} size="h3">
        {texts.frame.clientDoor}
      </Title>
      <Text size="sm">{texts.frame.clientLead}</Text>
      <Text size="sm" c="dimmed">
        {texts.frame.clientNeeds}
      </Text>
      <form onSubmit={submit} noValidate>
        {add.error !== null && <FailureCard failure={add.error} title={texts.companies.notMade} />}
        <TextInput
          size="sm"
          required
          label={texts.frame.clientName}
          description={texts.frame.clientNameHint}
          {...field}
          autoComplete="off"
          error={isMissing ? texts.companies.nameMissing : null}
        />
        <Button type="submit" size="sm" variant="default" loading={add.isPending}>
          {texts.frame.clientGo}
        </Button>
      </form>
    </section>
  );
}
