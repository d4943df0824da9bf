import { Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { SentencesProps } from './policy-draft.ts';
import { Sentence } from './sentence.tsx';
import styles from './settings.module.css';

/** The one rule that lets something be posted unseen, with everything that must hold for it. */
export function AutoPostSentence({ policy, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  return (
    <Panel title={settings.auto}>
      <Sentence
        begin={settings.autoPost}
        ends={settings.autoPostOf}
        value={policy.autoPost ? 'on' : 'off'}
        onChange={(value) => onChange({ autoPost: value === 'on' })}
      />
      <Text size="sm" mt="sm">
        {settings.autoTitle}
      </Text>
      <ul className={styles['conditions']}>
        {settings.autoConditions.map((condition) => (
          <li key={condition}>{condition}</li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {settings.autoRest}
      </Text>
    </Panel>
  );
}
