import { Alert, Button, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../../client/calls.ts';
import { texts } from '../../../lib/texts.ts';
import { InstantText } from '../../../ui/date-text.tsx';
import { FailureCard } from '../../../ui/failure-card.tsx';
import { LeaveDialog } from '../../../ui/leave-dialog.tsx';
import { notify } from '../../../ui/notices.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { PassphraseFields } from './passphrase-fields.tsx';
import { draftOf, isSamePlan, keptOf, MOST_KEPT, type PlanDraft, wantedPlan } from './plan-draft.ts';

type Shown = MethodOutput<'backup.plan'>;

/** The backup that Purser makes by itself, once a day. */
export function DailyPanel({ company, folder }: { readonly company: string; readonly folder: string }): ReactElement {
  const plan = useCall('backup.plan', { company });
  return (
    <Panel title={texts.backup.dailyTitle}>
      <QueryView query={plan} lines={4}>
        {(shown) => (
          <Stack gap="sm">
            {shown.failed !== null && <LastTry failed={shown.failed} />}
            <PlanForm key={JSON.stringify(shown.plan)} company={company} folder={folder} plan={shown.plan} />
            {shown.plan !== null && (
              <Text size="sm" c="dimmed">
                {shown.last === null ? (
                  texts.backup.noneYet
                ) : (
                  <>
                    {texts.backup.last} <InstantText instant={shown.last.writtenAt} />
                  </>
                )}
              </Text>
            )}
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
}

/** A backup that fails in silence is worse than none. */
function LastTry({ failed }: { readonly failed: NonNullable<Shown['failed']> }): ReactElement {
  return (
    <Alert color="red.9" variant="outline" title={texts.backup.failed} role="alert">
      <Text size="sm" c="var(--mantine-color-text)">
        {texts.told.fault(failed.code, failed.message, {})}
      </Text>
      <Text size="xs" c="dimmed">
        <InstantText instant={failed.at} />
      </Text>
    </Alert>
  );
}

interface PlanFormProps {
  readonly company: string;
  readonly folder: string;
  readonly plan: Shown['plan'];
}

function PlanForm({ company, folder, plan }: PlanFormProps): ReactElement {
  const [draft, setDraft] = useState(() => draftOf(plan));
  const save = useCommand('backup.savePlan', {
    onDone: (saved) =>
      saved.plan === null ? notify(texts.backup.ended, texts.backup.endedHint) : notify(texts.backup.saved, texts.backup.savedHint),
  });
  const wanted = wantedPlan(draft, plan);
  const isDirty = !isSamePlan(draft, plan);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isDirty && wanted !== 'not-yet' && !save.isPending) {
      void save.run({ company, plan: wanted });
    }
  };
  return (
    <form onSubmit={submit} aria-label={texts.backup.dailyTitle} noValidate>
      <Stack gap="sm">
        <Switch
          label={texts.backup.daily}
          description={texts.backup.dailyHint}
          checked={draft.isOn}
          onChange={({ currentTarget }) => setDraft({ ...draft, isOn: currentTarget.checked })}
        />
        {draft.isOn && <PlanFields folder={folder} isNew={plan === null} draft={draft} onChange={setDraft} />}
        {save.error !== null && <FailureCard failure={save.error} title={texts.failures.commandTitle} />}
        <Group>
          <Button type="submit" disabled={!isDirty || wanted === 'not-yet'} loading={save.isPending}>
            {texts.backup.save}
          </Button>
        </Group>
      </Stack>
      <LeaveDialog isDirty={isDirty} />
    </form>
  );
}

interface PlanFieldsProps {
  readonly folder: string;
  readonly isNew: boolean;
  readonly draft: PlanDraft;
  readonly onChange: (draft: PlanDraft) => void;
}

function PlanFields({ folder, isNew, draft, onChange }: PlanFieldsProps): ReactElement {
  return (
    <>
      <NumberInput
        size="sm"
        maw={320}
        label={texts.backup.keep}
        description={texts.backup.keepHint}
        min={1}
        max={MOST_KEPT}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        value={draft.keep}
        error={keptOf(draft) === null ? texts.backup.keepWrong : null}
        onChange={(keep) => onChange({ ...draft, keep })}
      />
      <TextInput
        size="sm"
        label={texts.backup.folder}
        description={texts.backup.folderHint(folder)}
        value={draft.folder}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => onChange({ ...draft, folder: currentTarget.value })}
      />
      <PassphraseFields
        draft={draft.phrase}
        label={isNew ? texts.backup.passphrase : texts.backup.newPassphrase}
        hint={isNew ? texts.backup.passphraseHint : texts.backup.newPassphraseHint}
        onChange={(phrase) => onChange({ ...draft, phrase })}
      />
    </>
  );
}
