import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';

/** The contract's limit for a company's name. */
const LONGEST_NAME = 100;

/** The consent was for other books: makes a company of their own for them, where the same keys ask for the consent once more. */
export function NewCompanyForBooks(): ReactElement {
  const { connections, companies, frame } = texts;
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
    <form onSubmit={submit} noValidate autoComplete="off" aria-label={connections.newCompany}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{connections.anotherCompany}</Text>
        {add.error !== null && <FailureCard failure={add.error} title={companies.notMade} />}
        <Group gap="xs" align="flex-end">
          <TextInput
            label={frame.clientName}
            value={name}
            maxLength={LONGEST_NAME}
            error={isMissing ? companies.nameMissing : null}
            onChange={({ currentTarget }) => {
              setName(currentTarget.value);
              setIsMissing(false);
            }}
          />
          <Button type="submit" loading={add.isPending}>
            {connections.newCompany}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
