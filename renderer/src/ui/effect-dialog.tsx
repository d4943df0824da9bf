import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

import type { MethodInput, MethodOutput } from '../../../shared/contract/client.ts';
import { useCall, useCommand } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import { EffectView } from './effect-view.tsx';
import { FailureCard } from './failure-card.tsx';
import { useFocusReturn } from './focus-return.ts';
import { useFocusWhen } from './focus-when.ts';
import { notify, notifyFailure } from './notices.tsx';

export type ConfigChange = MethodInput<'mapping.save'>['changes'][number];

interface EffectDialogProps {
  readonly company: string;
  readonly changes: readonly ConfigChange[];
  /** What is said above the effect, such as the differences to the version that is gone back to. */
  readonly children?: ReactNode;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Which waiting orders a change touches, before it is saved; saving plans them again at once. */
export function EffectDialog({ company, changes, children, onSaved, onClose }: EffectDialogProps): ReactElement {
  useFocusReturn();
  const input = { company, changes: [...changes] };
  const preview = useCall('mapping.preview', input);
  const tell = useSavedNotice(company);
  const save = useCommand('mapping.save', {
    onDone: (saved) => {
      tell(texts.mapping.saved, saved);
      onSaved();
    },
  });
  const saveButton = useFocusWhen(preview.data !== undefined);
  const failure = save.error ?? (preview.data === undefined ? preview.error : null);
  return (
    <Modal opened onClose={onClose} title={texts.mapping.effectTitle} size="lg">
      <Stack gap="sm">
        {failure !== null && (
          <FailureCard
            failure={failure}
            title={texts.failures.commandTitle}
            {...(save.error === null ? { onRetry: () => void preview.refetch() } : {})}
          />
        )}
        {children}
        <ChangeList changes={changes} />
        {preview.data === undefined && failure === null && <Counting />}
        {preview.data !== undefined && <EffectView effect={preview.data} />}
        <Group justify="flex-end">
          <Button data-autofocus variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button ref={saveButton} loading={save.isPending} disabled={preview.data === undefined} onClick={() => void save.run(input)}>
            {texts.common.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** While the waiting orders are planned; Cancel stops it. */
export function Counting({ label = texts.mapping.effectCounting }: { readonly label?: string }): ReactElement {
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{label}</Text>
      <Progress value={100} animated aria-label={label} />
    </Stack>
  );
}

/** Says what a save did, and takes it back as long as nobody has saved anything since. */
export function useSavedNotice(company: string): (title: string, saved: MethodOutput<'mapping.save'>) => void {
  const undo = useCommand('mapping.save', {
    onDone: () => notify(texts.mapping.undone, texts.mapping.undoneBody),
    onFailed: (failure) => notifyFailure(failure),
  });
  return (title, { changed, becomesReady, version, versionBefore }) => {
    const takeBack = {
      label: texts.mapping.undo,
      run: () => void undo.run({ company, changes: [{ kind: 'version', version: versionBefore }], ifVersion: version, isUndo: true }),
    };
    notify(title, texts.mapping.savedEffect(changed, becomesReady), version === versionBefore ? null : takeBack);
  };
}

/** Most are read; beyond it the number says how many there are. */
const SHOWN = 8;

/** Which mappings are accepted, where there are several: one is what the person just chose. */
function ChangeList({ changes }: { readonly changes: readonly ConfigChange[] }): ReactElement | null {
  const products = changes.flatMap((change) =>
    change.kind === 'product' && 'name' in change.mapping.item ? [{ sku: change.mapping.sku, item: change.mapping.item.name }] : [],
  );
  if (products.length < 2) {
    return null;
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {texts.mapping.effectChanges(products.length)}
      </Text>
      {products.slice(0, SHOWN).map(({ sku, item }) => (
        <Text key={sku} size="xs">
          {texts.mapping.goesTo(sku, item)}
        </Text>
      ))}
      {products.length > SHOWN && (
        <Text size="xs" c="dimmed">
          {texts.mapping.effectMore(products.length - SHOWN)}
        </Text>
      )}
    </div>
  );
}
