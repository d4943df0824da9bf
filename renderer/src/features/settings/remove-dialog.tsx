import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { notify } from '../../ui/notices.tsx';

interface RemoveDialogProps {
  readonly company: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Removing a company asks for its short name in writing, because nothing brings it back. */
export function RemoveDialog({ company, name, onClose }: RemoveDialogProps): ReactElement {
  useFocusReturn();
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const others = useCall('company.list', {}).data?.companies.filter(({ slug }) => slug !== company) ?? [];
  const isConfirmed = typed.trim() === company;
  const [left, setLeft] = useState<readonly string[]>([]);
  const leave = (): void => {
    const [next] = others;
    // Safe: both are routes of router.tsx.
    void navigate({ to: next === undefined ? '/companies/new' : `/c/${next.slug}/overview`, replace: true } as never);
  };
  const remove = useCommand('company.remove', {
    onDone: ({ relay }) => {
      const remains = leftTexts(relay);
      setLeft(remains);
      notify(texts.settings.removed(name));
      if (remains.length === 0) {
        leave();
      }
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isConfirmed && !remove.isPending) {
      void remove.run({ company, confirm: typed.trim() });
    }
  };
  if (left.length > 0) {
    return <LeftDialog name={name} left={left} onClose={leave} />;
  }
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

function leftTexts(relay: MethodOutput<'company.remove'>['relay']): readonly string[] {
  if (relay === null) {
    return [];
  }
  return [
    ...(relay.subscriptionsGone ? [] : [texts.settings.leftSubscriptions(relay.address)]),
    ...(relay.mailboxGone ? [] : [texts.settings.leftMailbox(relay.address)]),
  ];
}

interface LeftDialogProps {
  readonly name: string;
  readonly left: readonly string[];
  readonly onClose: () => void;
}

/** What a person must take away by hand: it stays until it was read, because nothing tells of it again. */
function LeftDialog({ name, left, onClose }: LeftDialogProps): ReactElement {
  return (
    <Modal opened onClose={onClose} title={texts.settings.removed(name)}>
      <Stack gap="sm">
        <Text size="sm">{texts.settings.leftLead}</Text>
        <List size="sm">
          {left.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {texts.common.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
