import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Trouble } from './action-fields.ts';
import styles from './practice.module.css';

interface TroublesPanelProps {
  readonly troubles: readonly Trouble[];
  readonly isClearing: boolean;
  readonly onClear: () => void;
}

/** Which troubles are switched on, as sentences, and the way out of all of them. */
export function TroublesPanel({ troubles, isClearing, onClear }: TroublesPanelProps): ReactElement {
  const { practice } = texts;
  return (
    <Panel
      title={practice.troubles}
      actions={
        troubles.length > 0 && (
          <Button size="compact-sm" loading={isClearing} onClick={onClear}>
            {practice.clearing}
          </Button>
        )
      }
    >
      {troubles.length === 0 ? (
        <Text size="sm" c="dimmed">
          {practice.noTroubles}
        </Text>
      ) : (
        <ul className={styles['troubles']}>
          {troubles.map((trouble, index) => (
            <li key={`${trouble.trouble} ${index}`}>
              <IconAlertTriangle size={15} aria-hidden />
              <Text size="sm" component="span">
                {practice.trouble(trouble)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
