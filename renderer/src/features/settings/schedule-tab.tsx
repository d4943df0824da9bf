import { Button, Checkbox, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import { WEEKDAYS } from '../../../../shared/domain/config/schedule.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import { NextPull, PauseControl, type ShownSchedule } from '../../ui/next-pull.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { draftOf, type ScheduleDraft, scheduleFaults, scheduleOf, scheduleSentence } from './schedule-draft.ts';
import { Sentence } from './sentence.tsx';
import styles from './settings.module.css';

/** When the company is pulled in the background, as sentences, and where that stands now. */
export function ScheduleTab({ company }: { readonly company: string }): ReactElement {
  const schedule = useCall('schedule.show', { company });
  return (
    <QueryView query={schedule} lines={8}>
      {(shown) => (
        <div className={styles['policy']}>
          <ScheduleForm company={company} shown={shown} />
          <Panel title={texts.schedule.now}>
            <Group gap="md">
              <Text size="sm" component="div">
                <NextPull shown={shown} />
              </Text>
              <PauseControl company={company} shown={shown} />
            </Group>
          </Panel>
        </div>
      )}
    </QueryView>
  );
}

/** Only what was changed is held here: what somebody else saves meanwhile shows where nothing was touched. */
function ScheduleForm({ company, shown }: { readonly company: string; readonly shown: ShownSchedule }): ReactElement {
  const [changes, setChanges] = useState<Partial<ScheduleDraft>>({});
  const saved = draftOf(shown.schedule);
  const draft: ScheduleDraft = { ...saved, ...changes };
  const faults = scheduleFaults(draft);
  const isValid = !faults.every && !faults.days;
  const isDirty = !isValid || JSON.stringify(scheduleOf(draft)) !== JSON.stringify(scheduleOf(saved));
  const save = useCommand('schedule.save', {
    onDone: () => {
      notify(texts.schedule.saved, scheduleSentence(draft, shown.timeZone));
      setChanges({});
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isValid && isDirty) {
      void save.run({ company, schedule: scheduleOf(draft) });
    }
  };
  return (
    <form onSubmit={submit} aria-label={texts.settings.tabs.schedule} noValidate>
      <Panel title={texts.schedule.title}>
        <ScheduleSentences draft={draft} faults={faults} onChange={(more) => setChanges({ ...changes, ...more })} />
        {isValid && (
          <Text size="sm" mt="md" fw={600}>
            {scheduleSentence(draft, shown.timeZone)}
          </Text>
        )}
        {save.error !== null && <FailureCard failure={save.error} title={texts.failures.commandTitle} />}
      </Panel>
      <div className={styles['bar']}>
        <Button type="submit" disabled={!isDirty || !isValid} loading={save.isPending}>
          {texts.schedule.save}
        </Button>
        <Button variant="default" disabled={!isDirty} onClick={() => setChanges({})}>
          {texts.schedule.discard}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {isDirty ? texts.schedule.unsaved : texts.schedule.unchanged}
        </Text>
      </div>
      <LeaveDialog isDirty={isDirty} />
    </form>
  );
}

interface ScheduleSentencesProps {
  readonly draft: ScheduleDraft;
  readonly faults: ReturnType<typeof scheduleFaults>;
  readonly onChange: (changes: Partial<ScheduleDraft>) => void;
}

function ScheduleSentences({ draft, faults, onChange }: ScheduleSentencesProps): ReactElement {
  const { schedule } = texts;
  return (
    <div className={styles['sentences']}>
      <Text size="sm" c="dimmed">
        {schedule.lead}
      </Text>
      <NumberInput
        size="sm"
        label={schedule.every}
        description={schedule.everyHint}
        maw={320}
        min={2}
        max={1440}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        value={draft.everyMinutes}
        error={faults.every ? schedule.everyWrong : null}
        onChange={(everyMinutes) => onChange({ everyMinutes })}
      />
      <Sentence
        begin={schedule.hours}
        ends={schedule.hoursOf}
        value={draft.isWithinHours ? 'within' : 'any'}
        onChange={(value) => onChange({ isWithinHours: value === 'within' })}
        details={{ within: <HoursFields draft={draft} faults={faults} onChange={onChange} /> }}
      />
    </div>
  );
}

function HoursFields({ draft, faults, onChange }: ScheduleSentencesProps): ReactElement {
  const { schedule } = texts;
  return (
    <>
      <Checkbox.Group
        size="sm"
        label={schedule.days}
        value={[...draft.days]}
        error={faults.days ? schedule.daysMissing : null}
        onChange={(chosen) => onChange({ days: WEEKDAYS.filter((day) => chosen.includes(day)) })}
      >
        <Group gap="sm" mt={6}>
          {WEEKDAYS.map((day) => (
            <Checkbox key={day} value={day} label={schedule.dayNames[day]} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group gap="sm">
        <TimeField label={schedule.from} value={draft.from} onChange={(from) => onChange({ from })} />
        <TimeField label={schedule.to} value={draft.to} onChange={(to) => onChange({ to })} />
      </Group>
    </>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

/** A cleared field keeps the time that it had: there is no schedule without one. */
function TimeField({ label, value, onChange }: TimeFieldProps): ReactElement {
  return (
    <TextInput
      size="sm"
      type="time"
      label={label}
      value={value}
      onChange={({ currentTarget }) => currentTarget.value !== '' && onChange(currentTarget.value)}
    />
  );
}
