import { NumberInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { MOST_NEW_ORDERS } from '../../../../shared/domain/practice/actions.ts';
import { texts } from '../../lib/texts.ts';
import type { ActionFields, Offer } from './action-fields.ts';
import { OrderInputs } from './order-inputs.tsx';
import { RefusalInputs } from './refusal-inputs.tsx';

export interface ActionInputsProps {
  readonly offer: Offer;
  readonly fields: ActionFields;
  readonly onChange: (change: Partial<ActionFields>) => void;
}

/** What an action can be told: which order, how many, why. Nothing has to be entered. */
export function ActionInputs({ offer, fields, onChange }: ActionInputsProps): ReactElement | null {
  const { action, orders } = offer;
  if (action === 'orders-arrive') {
    return (
      <NumberInput
        label={texts.practice.count}
        w={110}
        min={1}
        max={MOST_NEW_ORDERS}
        clampBehavior="strict"
        allowDecimal={false}
        value={fields.count}
        onChange={(count) => onChange({ count: typeof count === 'number' ? count : 1 })}
      />
    );
  }
  if (action === 'books-refuse') {
    return <RefusalInputs fields={fields} onChange={onChange} />;
  }
  if (action === 'books-close') {
    return (
      <TextInput
        label={texts.practice.through}
        type="date"
        w={190}
        value={fields.through}
        onChange={({ currentTarget }) => onChange({ through: currentTarget.value })}
      />
    );
  }
  return orders === null ? null : <OrderInputs action={action} orders={orders} fields={fields} onChange={onChange} />;
}
