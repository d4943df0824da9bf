import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';

import { CUSTOM_FIELD_IDS, CUSTOM_FIELD_SOURCES, type CustomFieldId } from '../../../../shared/domain/config/config.ts';
import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { SentencesProps } from './policy-draft.ts';
import styles from './settings.module.css';

type Props = Pick<SentencesProps, 'onChange'> & { readonly policy: Pick<SentencesProps['policy'], 'customFields'> };

/** What of an order stands in the company's own fields of sales forms. */
export function CustomFieldSentences({ policy: { customFields }, onChange }: Props): ReactElement {
  const { settings } = texts;
  const choose = (field: CustomFieldId, value: string): void => {
    const from = CUSTOM_FIELD_SOURCES.find((source) => source === value);
    const others = customFields.filter((one) => one.field !== field);
    const wanted = from === undefined ? others : [...others, { field, from }];
    onChange({ customFields: wanted.toSorted((one, other) => one.field.localeCompare(other.field)) });
  };
  return (
    <Panel title={settings.customFields} hint={settings.customFieldsHint}>
      <div className={styles['sentences']}>
        {CUSTOM_FIELD_IDS.map((field) => (
          <NativeSelect
            key={field}
            maw={360}
            label={settings.customField(field)}
            value={customFields.find((one) => one.field === field)?.from ?? ''}
            data={[
              { value: '', label: settings.customFieldNothing },
              ...CUSTOM_FIELD_SOURCES.map((source) => ({ value: source, label: settings.customFieldOf[source] })),
            ]}
            onChange={({ currentTarget }) => choose(field, currentTarget.value)}
          />
        ))}
      </div>
    </Panel>
  );
}
