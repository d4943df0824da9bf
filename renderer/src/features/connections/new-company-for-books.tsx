import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { useNewClient } from '../../lib/use-new-client.ts';
import { FailureCard } from '../../ui/failure-card.tsx';

/** The consent was for other books: makes a company of their own for them, where the same keys ask for the consent once more. */
export function NewCompanyForBooks(): ReactElement {
  const { connections, companies, frame } = texts;
  const { add, field, isMissing, submit } = useNewClient();
  return (
    <form onSubmit={submit} noValidate autoComplete="off" aria-label={connections.newCompany}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{connections.anotherCompany}</Text>
        {add.error !== null && <FailureCard failure={add.error} title={companies.notMade} />}
        <Group gap="xs" align="flex-end">
          <TextInput label={frame.clientName} {...field} error={isMissing ? companies.nameMissing : null} />
          <Button type="submit" loading={add.isPending}>
            {connections.newCompany}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
