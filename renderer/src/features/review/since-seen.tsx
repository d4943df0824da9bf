import { Alert, Button, Group, Table, Text } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCommand } from '../../client/calls.ts';
import { useClient } from '../../client/client-context.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { notifyFailure } from '../../ui/notices.tsx';

type Seen = MethodOutput<'order.show'>['sinceSeen'];

interface SinceSeenProps {
  readonly company: string;
  readonly orderId: number;
  readonly sinceSeen: Seen;
}

/** What has changed since the order was looked at; opening it for the first time notes what there is to see. */
export function SinceSeen({ company, orderId, sinceSeen }: SinceSeenProps): ReactElement | null {
  const client = useClient();
  const again = useCommand('order.seen', {
    onDone: () => announce(texts.review.seenNow),
    onFailed: (failure) => notifyFailure(failure),
  });
  const isNew = sinceSeen === null;
  useEffect(() => {
    if (isNew) {
      // Where it fails, the next look notes it: nobody waits for this.
      void client.call('order.seen', { company, orderIds: [orderId] }, { commandId: crypto.randomUUID() });
    }
  }, [isNew, client, company, orderId]);
  if (sinceSeen === null || sinceSeen.changes.length === 0) {
    return null;
  }
  return (
    <Alert color="blue" variant="outline" py="xs" role="region" aria-label={texts.review.changedSinceSeen}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600}>
          {texts.review.changedSinceSeen}, <InstantText instant={sinceSeen.at} relative />
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          loading={again.isPending}
          onClick={() => void again.run({ company, orderIds: [orderId] })}
        >
          {texts.review.markSeen}
        </Button>
      </Group>
      <ChangeTable changes={sinceSeen.changes} />
    </Alert>
  );
}

function ChangeTable({ changes }: { readonly changes: NonNullable<Seen>['changes'] }): ReactElement {
  return (
    <Table aria-label={texts.review.changedSinceSeen} verticalSpacing={2} mt={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.review.changeField}</Table.Th>
          <Table.Th>{texts.review.changeBefore}</Table.Th>
          <Table.Th>{texts.review.changeNow}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ field, before, after }, index) => (
          <Table.Tr key={index}>
            <Table.Td>{texts.review.sourceField(field)}</Table.Td>
            <Table.Td>{before ?? texts.common.nothing}</Table.Td>
            <Table.Td fw={600}>{after ?? texts.common.nothing}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
