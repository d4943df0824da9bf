import { Button, Group, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The month `back` months before that of `today` (YYYY-MM-DD), as whole days. */
export function monthOf(today: string, back: number): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - back, 1));
  const last = new Date(Date.UTC(year, month - back, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

interface PeriodPickerProps extends Period {
  readonly today: string;
  readonly onChange: (changes: Partial<Period>) => void;
}

export function PeriodPicker({ from, to, today, onChange }: PeriodPickerProps): ReactElement {
  const month = (back: number, name: string): ReactElement => {
    const period = monthOf(today, back);
    const isChosen = period.from === from && period.to === to;
    return (
      <Button variant={isChosen ? 'light' : 'default'} aria-pressed={isChosen} onClick={() => onChange(period)}>
        {name}
      </Button>
    );
  };
  return (
    <Group gap="xs">
      <TextInput
        type="date"
        aria-label={texts.reconcile.from}
        value={from}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        aria-label={texts.reconcile.to}
        value={to}
        onChange={({ currentTarget }) => onChange({ to: currentTarget.value })}
      />
      {month(0, texts.reconcile.thisMonth)}
      {month(1, texts.reconcile.lastMonth)}
    </Group>
  );
}
