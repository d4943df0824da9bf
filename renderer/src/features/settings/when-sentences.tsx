import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { SentencesProps } from './policy-draft.ts';
import { Sentence } from './sentence.tsx';
import styles from './settings.module.css';

/** Which orders become documents, from when on, and on which day those are dated. */
export function WhenSentences({ policy, faults, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  return (
    <Panel title={settings.when}>
      <div className={styles['sentences']}>
        <TextInput
          size="sm"
          type="date"
          label={settings.startOn}
          description={settings.startOnHint}
          maw={320}
          value={policy.startOn ?? ''}
          onChange={({ currentTarget }) => onChange({ startOn: currentTarget.value === '' ? null : currentTarget.value })}
        />
        <ZoneField timeZone={policy.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
        <Sentence
          begin={settings.postWhen}
          ends={settings.postWhenOf}
          value={policy.postWhen}
          onChange={(postWhen) => onChange({ postWhen })}
        />
        <Sentence
          begin={settings.date}
          ends={settings.dateOf}
          hint={settings.dateHint}
          value={policy.date}
          onChange={(date) => onChange({ date })}
        />
        <Sentence
          begin={settings.zeroTotals}
          ends={settings.zeroTotalsOf}
          value={policy.zeroTotals}
          onChange={(zeroTotals) => onChange({ zeroTotals })}
        />
        <TextInput
          size="sm"
          label={settings.prefix}
          description={settings.prefixHint}
          maw={320}
          maxLength={10}
          value={policy.documentNumberPrefix}
          error={faults.prefix ? settings.prefixWrong : null}
          onChange={({ currentTarget }) => onChange({ documentNumberPrefix: currentTarget.value })}
        />
      </div>
    </Panel>
  );
}

/** Every zone that this browser knows, with the saved one in case the browser does not. */
function timeZones(current: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
}

function ZoneField({ timeZone, onChange }: { readonly timeZone: string; readonly onChange: (timeZone: string) => void }): ReactElement {
  return (
    <Select
      size="sm"
      label={texts.settings.timeZone}
      description={texts.settings.timeZoneHint}
      maw={320}
      searchable
      allowDeselect={false}
      nothingFoundMessage={texts.settings.timeZoneUnknown}
      limit={60}
      data={timeZones(timeZone)}
      value={timeZone}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}
