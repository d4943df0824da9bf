import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';

interface RemoveDialogProps {
  readonly company: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Removing a company asks for its short name in writing, because nothing brings it back. */
export function RemoveDialog({ company, name, onClose }: RemoveDialogProps): ReactElement {
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const others = useCall('company.list', {}).data?.companies.filter(({ slug }) => slug !== company) ?? [];
  const isConfirmed = typed.trim() === company;
  const remove = useCommand('company.remove', {
    onDone: () => {
      notify(texts.settings.removed(name));
      const [next] = others;
      // Safe: both are routes of router.tsx.
      void navigate({ to: next === undefined ? '/companies/new' : `/c/${next.slug}/overview`, replace: true } as never);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isConfirmed && !remove.isPending) {
      void remove.run({ company, confirm: typed.trim() });
    }
  };
  return (
    <Modal opened onClose={onClose} title={texts.settings.removeTitle}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">{texts.settings.removeLead(name)}</Text>
          <Text size="sm" fw={600}>
            {texts.settings.removeWarning}
          </Text>
          {remove.error !== null && <FailureCard failure={remove.error} title={texts.failures.commandTitle} />}
          <TextInput
            data-autofocus
            label={texts.settings.removeLabel}
            description={texts.settings.removeConfirm(company)}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" color="red.9" disabled={!isConfirmed} loading={remove.isPending}>
              {texts.settings.removeButton}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
