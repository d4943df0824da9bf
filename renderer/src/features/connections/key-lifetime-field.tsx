import { Group, Radio, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { KEY_LIFETIMES, keyEndsOn, type KeyLifetime } from '../../../../shared/domain/connections/key-expiry.ts';
import { parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { useCompanyZone } from '../../lib/company.ts';
import { formatDate, todayIn } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { texts } from '../../lib/texts.ts';

/** What a person knows of a key's end. Null: nothing. `isOver`: by what was said it has ended already. */
export interface KeyEnd {
  readonly expiresOn: string | null;
  readonly isOver: boolean;
}

interface KeyLifetimeFieldProps {
  readonly onChange: (end: KeyEnd) => void;
}

const CHOICES = [...KEY_LIFETIMES.map(String), 'unknown'] as const;

/** Asks how long the key lasts and since when, because ShipStation's answers do not tell. */
export function KeyLifetimeField({ onChange }: KeyLifetimeFieldProps): ReactElement {
  const today = todayIn(useCompanyZone(), useNow());
  const [lifetime, setLifetime] = useState<KeyLifetime | null>(null);
  /** Null: today, whatever day that is by then. */
  const [chosenDay, setChosenDay] = useState<string | null>(null);
  const madeOn = chosenDay ?? today;
  const end = endOf(lifetime, madeOn, today);
  const choose = (nextLifetime: KeyLifetime | null, nextDay: string | null): void => {
    setLifetime(nextLifetime);
    setChosenDay(nextDay);
    onChange(endOf(nextLifetime, nextDay ?? today, today));
  };
  const { connections } = texts;
  return (
    <div>
      <Radio.Group
        size="sm"
        label={connections.lifetime}
        description={connections.lifetimeHint}
        value={lifetime === null ? 'unknown' : String(lifetime)}
        onChange={(value) => choose(KEY_LIFETIMES.find((months) => String(months) === value) ?? null, chosenDay)}
      >
        <Group gap="md" mt={6}>
          {CHOICES.map((value) => (
            // Safe: the texts have one for each choice.
            <Radio key={value} value={value} label={connections.lifetimes[value as keyof typeof connections.lifetimes]} />
          ))}
        </Group>
      </Radio.Group>
      {lifetime !== null && (
        <Group gap="sm" mt={8} align="end">
          <TextInput
            size="sm"
            type="date"
            label={connections.madeOn}
            max={today}
            value={madeOn}
            onChange={({ currentTarget }) => choose(lifetime, currentTarget.value)}
          />
          <Text size="sm" role="status" pb={6}>
            {endText(end)}
          </Text>
        </Group>
      )}
    </div>
  );
}

function endText({ expiresOn, isOver }: KeyEnd): string {
  if (isOver) {
    return texts.connections.endsInPast;
  }
  return expiresOn === null ? '' : texts.connections.endsOn(formatDate(expiresOn));
}

function endOf(lifetime: KeyLifetime | null, madeOn: string, today: string): KeyEnd {
  const made = parseBusinessDate(madeOn);
  if (lifetime === null || made === null) {
    return { expiresOn: null, isOver: false };
  }
  const expiresOn = keyEndsOn(made, lifetime);
  return { expiresOn, isOver: expiresOn < today };
}
