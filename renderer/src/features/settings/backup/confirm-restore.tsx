import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useEffect, useState } from 'react';

import type { MethodOutput } from '../../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../../client/calls.ts';
import { formatCount } from '../../../lib/format.ts';
import { texts } from '../../../lib/texts.ts';
import { InstantText } from '../../../ui/date-text.tsx';
import { FailureCard } from '../../../ui/failure-card.tsx';
import { useFocusWhen } from '../../../ui/focus-when.ts';
import { notifyFailure } from '../../../ui/notices.tsx';
import styles from '../settings.module.css';
import { ProgressLine } from './progress-line.tsx';

type Contents = MethodOutput<'backup.open'>;

interface ConfirmRestoreProps {
  readonly file: string;
  readonly passphrase: string;
  readonly contents: Contents;
  readonly onRestored: (restored: MethodOutput<'backup.restore'>) => void;
  /** It can't be left while it is on. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
}

/** What the backup is of, what becomes of what is here, and the word for it. */
export function ConfirmRestore({ file, passphrase, contents, onRestored, onBusy, onClose }: ConfirmRestoreProps): ReactElement {
  const { here } = contents;
  const [name, setName] = useState(contents.name);
  const [typed, setTyped] = useState('');
  const restore = useCommand('backup.restore', { onDone: onRestored });
  const { isPending } = restore;
  useEffect(() => onBusy(isPending), [isPending, onBusy]);
  const isReady = here === null ? name.trim() !== '' : typed.trim() === here;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !restore.isPending) {
      const how = here === null ? { name: name.trim() } : { replace: { company: here, confirm: typed.trim() } };
      void restore.run({ file, passphrase, ...how });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <ContentsFacts contents={contents} />
        {here === null ? <NewCompany name={name} onChange={setName} /> : <InPlace here={here} typed={typed} onChange={setTyped} />}
        <Text size="sm">{texts.backup.lookup}</Text>
        {restore.error !== null && <FailureCard failure={restore.error} title={texts.backup.restoreFailed} />}
        {restore.isPending && <RestoringProgress />}
        <Group justify="flex-end">
          <Button variant="default" disabled={restore.isPending} onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" disabled={!isReady} loading={restore.isPending} {...(here === null ? {} : { color: 'red.9' })}>
            {texts.backup.restoreNow}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ContentsFacts({ contents: { name, practice, madeAt, version } }: { readonly contents: Contents }): ReactElement {
  return (
    <dl className={styles['facts']}>
      <dt>{texts.backup.openedCompany}</dt>
      <dd>{texts.backup.opened(name, practice)}</dd>
      <dt>{texts.backup.openedAt}</dt>
      <dd>
        <InstantText instant={madeAt} />
      </dd>
      <dt>{texts.backup.openedVersion}</dt>
      <dd>{version}</dd>
    </dl>
  );
}

function NewCompany({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }): ReactElement {
  const field = useFocusWhen<HTMLInputElement>(true);
  return (
    <>
      <Text size="sm">{texts.backup.newLead}</Text>
      <Text size="sm" fw={600}>
        {texts.backup.stopOther}
      </Text>
      <TextInput
        ref={field}
        size="sm"
        label={texts.backup.companyName}
        value={name}
        maxLength={100}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </>
  );
}

interface InPlaceProps {
  readonly here: string;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
}

function InPlace({ here, typed, onChange }: InPlaceProps): ReactElement {
  const name = useCall('company.list', {}).data?.companies.find(({ slug }) => slug === here)?.name ?? here;
  const field = useFocusWhen<HTMLInputElement>(true);
  return (
    <>
      <Text size="sm" fw={600}>
        {texts.backup.replaceLead(name)}
      </Text>
      <TextInput
        ref={field}
        size="sm"
        label={texts.backup.confirm}
        description={texts.backup.confirmHint(here)}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </>
  );
}

function RestoringProgress(): ReactElement {
  const restoring = useCall('backup.restoring', {}, { anew: true }).data?.restoring ?? null;
  const stop = useCommand('backup.stopRestore', { onFailed: (failure) => notifyFailure(failure) });
  const share = restoring === null || restoring.total === 0 ? null : restoring.done / restoring.total;
  return (
    <ProgressLine
      label={texts.backup.restoring}
      done={share === null ? '' : texts.backup.percent(formatCount(Math.floor(100 * share)))}
      share={share}
      canStop={restoring?.isStoppable ?? false}
      isStopping={stop.isPending || stop.data?.stopping === true}
      onStop={() => void stop.run({})}
    />
  );
}
