import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import type { KeyReading } from '../../../../shared/domain/connections/source-keys.ts';
import { texts } from '../../lib/texts.ts';
import styles from './connections.module.css';

/** What is said of the keys while they are entered; `warn` is a key of V2, which works with less. */
export interface KeyNotes {
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad';
  readonly text: string;
}

const ICONS = { quiet: IconInfoCircle, good: IconCheck, warn: IconAlertTriangle, bad: IconAlertTriangle } as const;

/** The line under the fields: always there, so that a screen reader hears it change. */
export function KeyNote({ note: { tone, text } }: { readonly note: KeyNotes }): ReactElement {
  const Icon = ICONS[tone];
  return (
    <div className={styles['note']} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {text !== '' && (
        <>
          <Icon size={16} aria-hidden />
          <span>{text}</span>
        </>
      )}
    </div>
  );
}

/** What was entered so far, in words. One half alone is no mistake yet: the other comes next. */
export function noteOf(reading: KeyReading): KeyNotes {
  const { keyReadings } = texts.connections;
  if (reading.kind === 'keys') {
    if (reading.keys.version === 'v1') {
      return { tone: 'good', text: keyReadings.pair };
    }
    return { tone: 'warn', text: reading.isTest ? `${keyReadings.single} ${keyReadings.test}` : keyReadings.single };
  }
  if (reading.kind === 'nothing') {
    return { tone: 'quiet', text: '' };
  }
  const isHalf = reading.kind === 'secret-missing' || reading.kind === 'key-missing';
  return isHalf ? { tone: 'quiet', text: keyReadings.half } : { tone: 'bad', text: texts.told.keyMistake(reading.kind, reading.message) };
}
