import { Select, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import type { Action, ActionFields, Offer } from './action-fields.ts';
import type { ActionInputsProps } from './action-inputs.tsx';

interface OrderInputsProps {
  readonly action: Action;
  readonly orders: NonNullable<Offer['orders']>;
  readonly fields: ActionFields;
  readonly onChange: ActionInputsProps['onChange'];
}

/** The order that an action is on, out of those that fit, and what else it needs to know. */
export function OrderInputs({ action, orders, fields, onChange }: OrderInputsProps): ReactElement {
  const { practice } = texts;
  if (orders.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {action.startsWith('colleague') ? practice.noDocument : practice.noOrder}
      </Text>
    );
  }
  return (
    <>
      <OrderSelect
        name={practice.orderOf(practice.actions[action].title)}
        // What is done where nothing is chosen.
        placeholder={nameOf(orders[0])}
        orders={orders}
        value={fields.order}
        onPick={(order) => onChange({ order })}
      />
      {action === 'change-amount' && (
        <TextInput
          label={practice.amount}
          w={110}
          inputMode="decimal"
          value={fields.amount}
          onChange={({ currentTarget }) => onChange({ amount: currentTarget.value })}
        />
      )}
      {action === 'combine-orders' && (
        <OrderSelect
          name={practice.intoIt}
          placeholder={practice.anyOther}
          orders={orders.filter(({ orderId }) => orderId !== fields.order)}
          value={fields.other}
          onPick={(other) => onChange({ other })}
        />
      )}
    </>
  );
}

interface OrderSelectProps {
  readonly name: string;
  readonly placeholder: string;
  readonly orders: NonNullable<Offer['orders']>;
  readonly value: number | null;
  readonly onPick: (orderId: number | null) => void;
}

function OrderSelect({ name, placeholder, orders, value, onPick }: OrderSelectProps): ReactElement {
  // An order that no longer fits is not kept.
  const chosen = orders.some(({ orderId }) => orderId === value) ? String(value) : null;
  return (
    <Select
      aria-label={name}
      w={240}
      searchable
      clearable
      limit={50}
      nothingFoundMessage={texts.practice.nothingFound}
      placeholder={placeholder}
      data={orders.map((order) => ({ value: String(order.orderId), label: nameOf(order) }))}
      value={chosen}
      onChange={(picked) => onPick(picked === null ? null : Number(picked))}
    />
  );
}

function nameOf(order: NonNullable<Offer['orders']>[number] | undefined): string {
  if (order === undefined) {
    return '';
  }
  return order.buyer === null ? order.orderNumber : `${order.orderNumber} · ${order.buyer}`;
}
