import { Button, Text, TextInput, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import styles from './companies.module.css';

/** The contract's limit for a company's name. */
const LONGEST_NAME = 100;

/** Makes a client's company by its name and goes on with the checklist of its set-up. */
export function ClientDoor(): ReactElement {
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const navigate = useNavigate();
  const add = useCommand('company.add', {
    onDone: ({ company }) => void navigate({ to: '/c/$company/set-up', params: { company: company.slug } } as never), // safe: a screen of router.tsx
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsMissing(name.trim() === '');
    if (name.trim() !== '' && !add.isPending) {
      void add.run({ name: name.trim(), practice: false, startsLater: true });
    }
  };
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
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          error={isMissing ? texts.companies.nameMissing : null}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setIsMissing(false);
          }}
        />
        <Button type="submit" size="sm" variant="default" loading={add.isPending}>
          {texts.frame.clientGo}
        </Button>
      </form>
    </section>
  );
}
