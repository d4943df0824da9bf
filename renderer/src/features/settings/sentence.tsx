import { Radio } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

import type { RecordName } from '../../../../shared/domain/config/config.ts';
import { recordText } from '../../lib/record-name.ts';
import { RecordPicker } from '../../ui/record-picker.tsx';
import styles from './settings.module.css';

interface SentenceProps<Value extends string> {
  /** How the sentence begins. */
  readonly begin: string;
  /** The ways in which it can end. */
  readonly ends: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly hint?: string;
  /** What the chosen end needs to know. */
  readonly details?: Partial<Readonly<Record<Value, ReactNode>>>;
}

/** One rule of the policy: a sentence with several ends, of which one holds. */
export function Sentence<Value extends string>({ begin, ends, value, onChange, hint, details = {} }: SentenceProps<Value>): ReactElement {
  // Safe: the texts' keys are the values.
  const values = Object.keys(ends) as Value[];
  return (
    <Radio.Group
      size="sm"
      label={`${begin} …`}
      description={hint}
      value={value}
      onChange={(next) => {
        const chosen = values.find((candidate) => candidate === next);
        if (chosen !== undefined) {
          onChange(chosen);
        }
      }}
    >
      {values.map((end) => (
        <div key={end}>
          <Radio mt={9} value={end} label={`… ${ends[end]}`} />
          {end === value && details[end] !== undefined && <div className={styles['under']}>{details[end]}</div>}
        </div>
      ))}
    </Radio.Group>
  );
}

interface RecordSentenceProps {
  readonly company: string;
  readonly kind: 'account' | 'item';
  readonly label: string;
  readonly hint: string;
  readonly value: RecordName | null;
  readonly onChange: (value: RecordName | null) => void;
}

/** A rule that names a record of the books; kept by name, as the config file has it. */
export function RecordSentence({ company, kind, label, hint, value, onChange }: RecordSentenceProps): ReactElement {
  return (
    <RecordPicker
      company={company}
      kind={kind}
      label={label}
      description={hint}
      isLabelShown
      width="100%"
      value={recordText(value)}
      onPick={({ name }) => onChange({ name })}
      onClear={() => onChange(null)}
    />
  );
}
