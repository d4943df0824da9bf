import { Button, Stack, Table, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { formatCount } from '../../lib/format.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { type ConfigChange, EffectDialog } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EditAndRemove } from './edit-and-remove.tsx';
import { PaymentDialog, type PaymentMapping } from './payment-dialog.tsx';

type Seen = MethodOutput<'mapping.paymentMethods'>;
type StoreRows = MethodOutput<'mapping.show'>['stores'];

interface PaymentsTabProps {
  readonly company: string;
  readonly mappings: readonly PaymentMapping[];
  readonly stores: StoreRows;
}

const blank = (paymentMethod: string): PaymentMapping => ({ match: { paymentMethod }, method: null, account: null });

/** "PayPal · Harbor & Pine": what the mapping matches, for people. */
function matchText({ paymentMethod, store }: PaymentMapping['match'], stores: StoreRows): string {
  const storeName = stores.find(({ storeId }) => storeId === store)?.storeName ?? `${texts.mapping.store} ${store}`;
  return store === undefined ? paymentMethod : `${paymentMethod} · ${storeName}`;
}

/** Where the money goes that was paid in a certain way: what is in use first, then what is mapped. */
export function PaymentsTab({ company, mappings, stores }: PaymentsTabProps): ReactElement {
  const seen = useCall('mapping.paymentMethods', { company });
  const [edited, setEdited] = useState<PaymentMapping | null>(null);
  const [changes, setChanges] = useState<readonly ConfigChange[]>([]);
  const done = (): void => {
    setChanges([]);
    setEdited(null);
  };
  const isThere = edited !== null && mappings.includes(edited);
  return (
    <Stack gap="sm">
      <Text size="sm" maw={760}>
        {texts.mapping.paymentLead}
      </Text>
      <QueryView query={seen} lines={4}>
        {(found) => <SeenPanel seen={found} onMap={(paymentMethod) => setEdited(blank(paymentMethod))} />}
      </QueryView>
      <Panel
        title={`${texts.mapping.existing} (${mappings.length})`}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => setEdited(blank(''))}>
            {texts.mapping.newPayment}
          </Button>
        }
      >
        <MappingTable
          mappings={mappings}
          stores={stores}
          onEdit={setEdited}
          onRemove={(match) => setChanges([{ kind: 'remove-payment-method', match }])}
        />
      </Panel>
      {edited !== null && changes.length === 0 && (
        <PaymentDialog
          company={company}
          mapping={edited}
          stores={stores}
          known={seen.data?.seen.map(({ paymentMethod }) => paymentMethod) ?? []}
          onClose={() => setEdited(null)}
          onDone={(mapping) => {
            const isOther = isThere && JSON.stringify(edited.match) !== JSON.stringify(mapping.match);
            setChanges([
              ...(isOther ? [{ kind: 'remove-payment-method' as const, match: edited.match }] : []),
              { kind: 'payment-method', mapping },
            ]);
          }}
        />
      )}
      {changes.length > 0 && <EffectDialog company={company} changes={changes} onSaved={done} onClose={done} />}
    </Stack>
  );
}

function SeenPanel({
  seen: { seen, looked, untold },
  onMap,
}: {
  readonly seen: Seen;
  readonly onMap: (name: string) => void;
}): ReactElement {
  if (seen.length === 0) {
    return (
      <Panel title={texts.mapping.paymentsSeen}>
        <EmptyState title={texts.mapping.noneSeen} hint={texts.mapping.noneSeenHint} />
      </Panel>
    );
  }
  return (
    <Panel title={texts.mapping.paymentsSeen} hint={texts.mapping.paymentsSeenHint(looked, untold)}>
      <Table aria-label={texts.mapping.paymentsSeen}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.mapping.wayOfPaying}</Table.Th>
            <Table.Th ta="right">{texts.mapping.orders}</Table.Th>
            <Table.Th>{texts.mapping.paymentRecorded}</Table.Th>
            <HiddenHeader width={140} name={texts.common.edit} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {seen.map(({ paymentMethod, orders, unmapped }) => (
            <Table.Tr key={paymentMethod}>
              <Table.Td>{paymentMethod}</Table.Td>
              <Table.Td ta="right">{formatCount(orders)}</Table.Td>
              <Table.Td>{recordedText(orders, unmapped)}</Table.Td>
              <Table.Td ta="right">
                {unmapped > 0 && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={texts.mapping.mapPayment(paymentMethod)}
                    onClick={() => onMap(paymentMethod)}
                  >
                    {texts.mapping.map}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function recordedText(orders: number, unmapped: number): string {
  if (unmapped === 0) {
    return texts.mapping.paymentMapped;
  }
  return unmapped === orders ? texts.mapping.paymentByStore : texts.mapping.paymentPartly(unmapped);
}

interface MappingTableProps {
  readonly mappings: readonly PaymentMapping[];
  readonly stores: StoreRows;
  readonly onEdit: (mapping: PaymentMapping) => void;
  readonly onRemove: (match: PaymentMapping['match']) => void;
}

function MappingTable({ mappings, stores, onEdit, onRemove }: MappingTableProps): ReactElement {
  if (mappings.length === 0) {
    return <EmptyState title={texts.mapping.noPayments} hint={texts.mapping.noPaymentsHint} />;
  }
  return (
    <Table aria-label={texts.mapping.existing}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.mapping.matchOn}</Table.Th>
          <Table.Th>{texts.mapping.booksMethod}</Table.Th>
          <Table.Th>{texts.mapping.moneyAccount}</Table.Th>
          <HiddenHeader width={150} name={texts.common.edit} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {mappings.map((mapping) => {
          const match = matchText(mapping.match, stores);
          return (
            <Table.Tr key={match}>
              <Table.Td>{match}</Table.Td>
              <Table.Td>{recordText(mapping.method) || texts.mapping.asStore}</Table.Td>
              <Table.Td>{recordText(mapping.account) || texts.mapping.asStore}</Table.Td>
              <EditAndRemove name={match} onEdit={() => onEdit(mapping)} onRemove={() => onRemove(mapping.match)} />
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
