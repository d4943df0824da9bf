import { List } from '@mantine/core';
import type { ReactElement } from 'react';

interface Refused {
  readonly orderId: number;
  readonly code: string;
  readonly message: string;
}

const SHOWN = 8;

/** What was refused, each with its reason; the first few, because a notice is no list. */
export function RefusedList({ refused, all = false }: { readonly refused: readonly Refused[]; readonly all?: boolean }): ReactElement {
  const shown = all ? refused : refused.slice(0, SHOWN);
  return (
    <List size="sm">
      {shown.map(({ orderId, code, message }) => (
        <List.Item key={`${orderId} ${code}`}>{message}</List.Item>
      ))}
    </List>
  );
}
