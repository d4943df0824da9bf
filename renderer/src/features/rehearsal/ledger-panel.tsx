import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { Money } from '../../../../shared/domain/money/money.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyText, MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Rehearsed } from './rehearsal-screen.tsx';

type Accounts = Rehearsed['accounts'];

interface LedgerPanelProps {
  readonly accounts: Accounts;
  readonly documents: Rehearsed['documents'];
}

/** Debit and credit of everything that would be posted, as a trial balance is read, and the documents that do it. */
export function LedgerPanel({ accounts, documents }: LedgerPanelProps): ReactElement {
  return (
    <Panel title={texts.rehearsal.ledger}>
      {accounts.length === 0 ? (
        <EmptyState title={texts.rehearsal.nothingLands} hint={texts.rehearsal.nothingLandsHint} />
      ) : (
        <>
          <LedgerTable accounts={accounts} />
          <Text size="xs" c="dimmed" mt={4} mb="sm">
            {texts.rehearsal.ledgerHint}
          </Text>
          <DocumentsTable documents={documents} />
        </>
      )}
    </Panel>
  );
}

function LedgerTable({ accounts }: { readonly accounts: Accounts }): ReactElement {
  const currencies = [...new Set(accounts.map(({ debit }) => debit.currency))];
  const sumOf = (side: 'debit' | 'credit', currency: string): Money => ({
    minor: accounts.reduce((sum, account) => sum + (account[side].currency === currency ? account[side].minor : 0), 0),
    currency,
  });
  return (
    <Table aria-label={texts.rehearsal.ledger}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.rehearsal.account}</Table.Th>
          <Table.Th ta="right">{texts.rehearsal.debit}</Table.Th>
          <Table.Th ta="right">{texts.rehearsal.credit}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((account) => (
          <Table.Tr key={`${account.role} ${account.name ?? ''} ${account.debit.currency}`}>
            <Table.Td>
              <AccountName account={account} />
            </Table.Td>
            <Table.Td ta="right">{account.debit.minor !== 0 && <MoneyText amount={account.debit} />}</Table.Td>
            <Table.Td ta="right">{account.credit.minor !== 0 && <MoneyText amount={account.credit} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        {currencies.map((currency) => (
          <Table.Tr key={currency}>
            <Table.Th scope="row">{texts.rehearsal.total}</Table.Th>
            <Table.Th ta="right">
              <MoneyText amount={sumOf('debit', currency)} />
            </Table.Th>
            <Table.Th ta="right">
              <MoneyText amount={sumOf('credit', currency)} />
            </Table.Th>
          </Table.Tr>
        ))}
      </Table.Tfoot>
    </Table>
  );
}

function AccountName({ account: { role, name } }: { readonly account: Accounts[number] }): ReactElement {
  if (name === null) {
    return (
      <>
        {texts.rehearsal.accountNames[role]}{' '}
        <Text span size="xs" c="dimmed">
          {texts.rehearsal.chosenByBooks}
        </Text>
      </>
    );
  }
  return <>{role === 'item' ? texts.rehearsal.accountOfItem(name) : name}</>;
}

function DocumentsTable({ documents }: { readonly documents: Rehearsed['documents'] }): ReactElement {
  return (
    <Table aria-label={texts.rehearsal.documents}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.rehearsal.document}</Table.Th>
          <Table.Th ta="right">{texts.rehearsal.count}</Table.Th>
          <Table.Th ta="right">{texts.rehearsal.money}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {documents.map(({ kind, count, totals }) => (
          <Table.Tr key={kind}>
            <Table.Td>{texts.rehearsal.kinds[kind]}</Table.Td>
            <Table.Td ta="right">{formatCount(count)}</Table.Td>
            <Table.Td ta="right">
              <MoneyTotals totals={totals} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
