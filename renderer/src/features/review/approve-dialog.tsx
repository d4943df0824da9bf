import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { useFocusWhen } from '../../ui/focus-when.ts';
import { MoneyText, MoneyTotals } from '../../ui/money-text.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { NewRecords } from './new-records.tsx';
import type { OrderFilter } from './review-address.ts';

interface ApproveDialogProps {
  readonly company: string;
  /** Null means all that are ready under the filter. */
  readonly orderIds: readonly number[] | null;
  readonly filter: OrderFilter;
  readonly isBusy: boolean;
  /** With the mark of what the dialog has shown. */
  readonly onConfirm: (seen: string) => void;
  readonly onClose: () => void;
}

type Effect = MethodOutput<'order.approvalEffect'>;

/** Says how many documents and how much lands on which account, before anything is approved. */
export function ApproveDialog({ company, orderIds, filter, isBusy, onConfirm, onClose }: ApproveDialogProps): ReactElement {
  useFocusReturn();
  const effect = useCall('order.approvalEffect', {
    company,
    orderIds: orderIds === null ? null : [...orderIds],
    filter: orderIds === null ? filter : {},
  });
  const count = effect.data?.count ?? 0;
  const confirm = useFocusWhen(count > 0);
  return (
    <Modal opened onClose={onClose} title={texts.review.effectTitle} size="lg">
      <Stack gap="sm">
        <QueryView query={effect}>{(shown) => <EffectView effect={shown} />}</QueryView>
        <Group justify="flex-end">
          <Button data-autofocus variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button ref={confirm} disabled={count === 0} loading={isBusy} onClick={() => onConfirm(effect.data?.seen ?? '')}>
            {texts.review.effectConfirm(count)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function EffectView({ effect }: { readonly effect: Effect }): ReactElement {
  if (effect.count === 0) {
    return <Text size="sm">{texts.review.effectNone}</Text>;
  }
  return (
    <Stack gap="xs">
      <Text size="sm">
        {texts.review.effectLead(effect.count)} {texts.review.effectTotal}: <MoneyTotals totals={effect.totals} strong />
      </Text>
      <AccountsTable accounts={effect.accounts} />
      <NewRecords effect={effect} />
    </Stack>
  );
}

export function AccountsTable({ accounts }: { readonly accounts: Effect['accounts'] }): ReactElement {
  return (
    <Table aria-label={texts.review.effectAccounts}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.review.account}</Table.Th>
          <Table.Th ta="right">{texts.review.lineCount}</Table.Th>
          <Table.Th ta="right">{texts.review.amount}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map(({ accountName, amount, lines }) => (
          <Table.Tr key={`${accountName} ${amount.currency}`}>
            <Table.Td>{accountName}</Table.Td>
            <Table.Td ta="right">{formatCount(lines)}</Table.Td>
            <Table.Td ta="right">
              <MoneyText amount={amount} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
