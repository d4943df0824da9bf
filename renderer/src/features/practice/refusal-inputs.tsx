import { NativeSelect, NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { PRACTICE_REFUSALS } from '../../../../shared/domain/practice/actions.ts';
import { texts } from '../../lib/texts.ts';
import type { ActionInputsProps } from './action-inputs.tsx';

/** The most that go into one call: more would not be seen as one trouble. */
const MOST_REFUSED = 30;

/** Why the books refuse, and how many invoices. */
export function RefusalInputs({ fields, onChange }: Omit<ActionInputsProps, 'offer'>): ReactElement {
  const { practice } = texts;
  return (
    <>
      <NativeSelect
        label={practice.reason}
        w={250}
        value={fields.reason}
        data={PRACTICE_REFUSALS.map((reason) => ({ value: reason, label: practice.refusals[reason] }))}
        onChange={({ currentTarget }) => {
          const reason = PRACTICE_REFUSALS.find((known) => known === currentTarget.value);
          onChange(reason === undefined ? {} : { reason });
        }}
      />
      <NumberInput
        label={practice.times}
        w={130}
        min={1}
        max={MOST_REFUSED}
        clampBehavior="strict"
        allowDecimal={false}
        value={fields.times}
        onChange={(times) => onChange({ times: typeof times === 'number' ? times : 1 })}
      />
    </>
  );
}
