import { Badge, Button, Group, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { type ActionFields, FIRST_FIELDS, type Offer, type Wish, wishOf } from './action-fields.ts';
import { ActionInputs } from './action-inputs.tsx';
import styles from './practice.module.css';

interface ActionRowProps {
  readonly offer: Offer;
  readonly isOn: boolean;
  /** This action is being done now, or another one. */
  readonly isRunning: boolean;
  readonly isBusy: boolean;
  readonly onPerform: (wish: Wish) => void;
}

/** One thing that can happen: what it is called, what it trains, what it can be told, and its button. */
export function ActionRow({ offer, isOn, isRunning, isBusy, onPerform }: ActionRowProps): ReactElement {
  const [fields, setFields] = useState<ActionFields>(FIRST_FIELDS);
  const { practice } = texts;
  const { title, trains } = practice.actions[offer.action];
  const chosen = offer.orders?.some(({ orderId }) => orderId === fields.order) === true ? fields : { ...fields, order: null };
  return (
    <li className={styles['row']}>
      <div className={styles['what']}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={600}>
            {title}
          </Text>
          {isOn && (
            <Badge size="xs" color="orange" variant="outline" className={styles['on'] ?? ''}>
              {practice.isOn}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {practice.trains(trains)}
        </Text>
      </div>
      <div className={styles['told']}>
        <ActionInputs offer={offer} fields={fields} onChange={(change) => setFields({ ...fields, ...change })} />
      </div>
      <Button
        variant={offer.action === 'back-to-normal' ? 'filled' : 'default'}
        size="compact-sm"
        aria-label={practice.goNamed(title)}
        loading={isRunning}
        disabled={isBusy || offer.orders?.length === 0}
        onClick={() => onPerform(wishOf(offer.action, chosen))}
      >
        {practice.go}
      </Button>
    </li>
  );
}
