import { List, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { texts } from '../lib/texts.ts';
import { MoneyText, MoneyTotals } from './money-text.tsx';

type Effect = MethodOutput<'mapping.preview'>;

const ACCOUNTS_SHOWN = 8;
const RECORDS_SHOWN = 6;

/** What a change makes of the waiting orders: how many, their money by account before and after, and what posting them makes. */
export function EffectView({ effect }: { readonly effect: Effect }): ReactElement {
  const { mapping } = texts;
  if (effect.changed === 0) {
    return <Text size="sm">{mapping.effectNothing}</Text>;
  }
  return (
    <>
      <List size="sm">
        <List.Item>{mapping.effectChanged(effect.changed)}</List.Item>
        <List.Item>{mapping.effectReady(effect.becomesReady)}</List.Item>
        {effect.becomesBlocked > 0 && <List.Item>{mapping.effectUnready(effect.becomesBlocked)}</List.Item>}
        {effect.failedHealed > 0 && <List.Item>{mapping.effectHealed(effect.failedHealed)}</List.Item>}
        {effect.stillBlocked > 0 && <List.Item>{mapping.effectBlocked(effect.stillBlocked)}</List.Item>}
        {effect.approvalsLapse > 0 && <List.Item>{mapping.effectLapse(effect.approvalsLapse)}</List.Item>}
        {effect.readyTotals.length > 0 && (
          <List.Item>
            {mapping.effectTotals}: <MoneyTotals totals={effect.readyTotals} />
          </List.Item>
        )}
      </List>
      <Accounts title={mapping.effectAccounts} accounts={effect.accounts} />
      <Accounts title={mapping.effectReceived} accounts={effect.received} />
      <NewRecords records={effect.newRecords} />
    </>
  );
}

function Accounts({ title, accounts }: { readonly title: string; readonly accounts: Effect['accounts'] }): ReactElement | null {
  if (accounts.length === 0) {
    return null;
  }
  return (
    <Table aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{title}</Table.Th>
          <Table.Th ta="right">{texts.mapping.effectBefore}</Table.Th>
          <Table.Th ta="right">{texts.mapping.effectAfter}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.slice(0, ACCOUNTS_SHOWN).map(({ accountName, before, after }) => (
          <Table.Tr key={`${accountName} ${before.currency}`}>
            <Table.Td>{accountName}</Table.Td>
            <Table.Td ta="right">
              <MoneyText amount={before} />
            </Table.Td>
            <Table.Td ta="right">
              <MoneyText amount={after} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      {accounts.length > ACCOUNTS_SHOWN && <Table.Caption>{texts.mapping.effectMore(accounts.length - ACCOUNTS_SHOWN)}</Table.Caption>}
    </Table>
  );
}

/** Saving is not yet the consent to make them: approving is, and shows them again. */
function NewRecords({ records }: { readonly records: Effect['newRecords'] }): ReactElement | null {
  if (records.length === 0) {
    return null;
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {texts.mapping.effectMakes}
      </Text>
      <List size="sm">
        {records.slice(0, RECORDS_SHOWN).map(({ kind, name, accountName }) => (
          <List.Item key={`${kind} ${name}`}>
            {kind === 'item' ? texts.mapping.effectMakesItem(name, accountName ?? '') : texts.mapping.effectMakesCustomer(name)}
          </List.Item>
        ))}
      </List>
      {records.length > RECORDS_SHOWN && (
        <Text size="xs" c="dimmed">
          {texts.mapping.effectMore(records.length - RECORDS_SHOWN)}
        </Text>
      )}
    </div>
  );
}
