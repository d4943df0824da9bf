import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodInput, MethodOutput } from '../../../shared/contract/client.ts';
import { useCall, useCommand } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import { FailureCard } from './failure-card.tsx';
import { MoneyTotals } from './money-text.tsx';
import { notify } from './notices.tsx';
import { QueryView } from './query-view.tsx';

export type ConfigChange = MethodInput<'mapping.save'>['changes'][number];

interface EffectDialogProps {
  readonly company: string;
  readonly changes: readonly ConfigChange[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Which waiting orders a change touches, before it is saved; saving plans them again at once. */
export function EffectDialog({ company, changes, onSaved, onClose }: EffectDialogProps): ReactElement {
  const input = { company, changes: [...changes] };
  const preview = useCall('mapping.preview', input);
  const save = useCommand('mapping.save', {
    onDone: ({ changed, becomesReady }) => {
      notify(texts.mapping.saved, texts.mapping.savedEffect(changed, becomesReady));
      onSaved();
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.mapping.effectTitle}>
      <Stack gap="sm">
        {save.error !== null && <FailureCard failure={save.error} title={texts.failures.commandTitle} />}
        <QueryView query={preview} lines={3}>
          {(effect) => <EffectText effect={effect} />}
        </QueryView>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button data-autofocus loading={save.isPending} disabled={preview.data === undefined} onClick={() => void save.run(input)}>
            {texts.common.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function EffectText({ effect }: { readonly effect: MethodOutput<'mapping.preview'> }): ReactElement {
  if (effect.changed === 0) {
    return <Text size="sm">{texts.mapping.effectNothing}</Text>;
  }
  return (
    <List size="sm">
      <List.Item>{texts.mapping.effectChanged(effect.changed)}</List.Item>
      <List.Item>{texts.mapping.effectReady(effect.becomesReady)}</List.Item>
      {effect.stillBlocked > 0 && <List.Item>{texts.mapping.effectBlocked(effect.stillBlocked)}</List.Item>}
      {effect.approvalsLapse > 0 && <List.Item>{texts.mapping.effectLapse(effect.approvalsLapse)}</List.Item>}
      {effect.readyTotals.length > 0 && (
        <List.Item>
          {texts.mapping.effectTotals}: <MoneyTotals totals={effect.readyTotals} />
        </List.Item>
      )}
    </List>
  );
}
