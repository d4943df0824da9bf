import { Anchor, Button, Group, Stack, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { type ConfigChange, EffectDialog } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EditAndRemove } from './edit-and-remove.tsx';
import { SuggestionButtons } from './suggestion-buttons.tsx';
import { type CarrierRows, matchText, type MethodMapping, ShippingDialog } from './shipping-dialog.tsx';

type Waiting = MethodOutput<'mapping.inbox'>['shippingMethods'];
export type StoreRows = MethodOutput<'mapping.show'>['stores'];

interface ShippingTabProps {
  readonly company: string;
  readonly waiting: Waiting;
  readonly methods: readonly MethodMapping[];
  readonly stores: StoreRows;
  readonly carriers: CarrierRows;
}

const methodName = ({ requestedService, carrierCode, serviceCode }: Waiting[number]): string =>
  requestedService ?? serviceCode ?? carrierCode ?? texts.common.nothing;

/** The narrowest match that is sure to be this method: what the customer asked for, else carrier and service. */
function proposedMatch({ requestedService, carrierCode, serviceCode }: Waiting[number]): MethodMapping['match'] {
  if (requestedService !== null) {
    return { requestedService };
  }
  return { ...(carrierCode === null ? {} : { carrierCode }), ...(serviceCode === null ? {} : { serviceCode }) };
}

export function ShippingTab({ company, waiting, methods, stores, carriers }: ShippingTabProps): ReactElement {
  const [edited, setEdited] = useState<MethodMapping | null>(null);
  const [changes, setChanges] = useState<readonly ConfigChange[]>([]);
  const done = (): void => {
    setChanges([]);
    setEdited(null);
  };
  return (
    <Stack gap="sm">
      <WaitingMethods
        company={company}
        waiting={waiting}
        onMap={(match) => setEdited({ match, item: { name: '' } })}
        onAccept={(mapping) => setChanges([{ kind: 'shipping-method', mapping }])}
      />
      <Panel
        title={`${texts.mapping.existing} (${methods.length})`}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => setEdited({ match: {}, item: { name: '' } })}>
            {texts.mapping.newMethod}
          </Button>
        }
      >
        <MethodTable
          methods={methods}
          stores={stores}
          onEdit={setEdited}
          onRemove={(match) => setChanges([{ kind: 'remove-shipping-method', match }])}
        />
      </Panel>
      {edited !== null && changes.length === 0 && (
        <ShippingDialog
          company={company}
          mapping={edited}
          stores={stores}
          carriers={carriers}
          onClose={() => setEdited(null)}
          onDone={(mapping) => {
            const isSame =
              methods.some(({ match }) => match === edited.match) && JSON.stringify(edited.match) !== JSON.stringify(mapping.match);
            setChanges([
              ...(isSame ? [{ kind: 'remove-shipping-method' as const, match: edited.match }] : []),
              { kind: 'shipping-method', mapping },
            ]);
          }}
        />
      )}
      {changes.length > 0 && <EffectDialog company={company} changes={changes} onSaved={done} onClose={done} />}
    </Stack>
  );
}

interface WaitingMethodsProps {
  readonly company: string;
  readonly waiting: Waiting;
  readonly onMap: (match: MethodMapping['match']) => void;
  readonly onAccept: (mapping: MethodMapping) => void;
}

function WaitingMethods({ company, waiting, onMap, onAccept }: WaitingMethodsProps): ReactElement {
  if (waiting.length === 0) {
    return (
      <Panel title={texts.mapping.inbox}>
        <EmptyState title={texts.mapping.nothingWaits} hint={texts.mapping.nothingWaitsHint} />
      </Panel>
    );
  }
  return (
    <Panel title={texts.mapping.inbox} hint={texts.mapping.inboxHint}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.mapping.requestedService}</Table.Th>
            <Table.Th>{texts.mapping.carrier}</Table.Th>
            <Table.Th ta="right">{texts.mapping.orders}</Table.Th>
            <Table.Th ta="right">{texts.mapping.heldUp}</Table.Th>
            <Table.Th>{texts.mapping.suggestions}</Table.Th>
            <HiddenHeader width={180} name={texts.common.edit} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {waiting.map((method) => (
            <Table.Tr key={JSON.stringify([method.requestedService, method.carrierCode, method.serviceCode])}>
              <Table.Td>{method.requestedService ?? texts.common.nothing}</Table.Td>
              <Table.Td>
                {[method.carrierCode, method.serviceCode].filter((part) => part !== null).join(' · ') || texts.common.nothing}
              </Table.Td>
              <Table.Td ta="right">{formatCount(method.count)}</Table.Td>
              <Table.Td ta="right">
                <MoneyTotals totals={method.heldUp} />
              </Table.Td>
              <Table.Td>
                <SuggestionButtons
                  what={methodName(method)}
                  suggestions={method.suggestions}
                  chosen={undefined}
                  onChoose={(name) => onAccept({ match: proposedMatch(method), item: { name } })}
                />
              </Table.Td>
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  {method.exampleOrderIds[0] !== undefined && (
                    <Anchor
                      component={Link}
                      size="xs"
                      to={`/c/${company}/review`}
                      search={{ states: 'all', order: String(method.exampleOrderIds[0]) } as never}
                    >
                      {texts.mapping.example}
                    </Anchor>
                  )}
                  <Button size="compact-xs" onClick={() => onMap(proposedMatch(method))}>
                    {texts.mapping.useItem}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

interface MethodTableProps {
  readonly methods: readonly MethodMapping[];
  readonly stores: StoreRows;
  readonly onEdit: (mapping: MethodMapping) => void;
  readonly onRemove: (match: MethodMapping['match']) => void;
}

function MethodTable({ methods, stores, onEdit, onRemove }: MethodTableProps): ReactElement {
  if (methods.length === 0) {
    return <EmptyState title={texts.mapping.noExisting} hint={texts.mapping.nothingWaitsHint} />;
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.mapping.matchOn}</Table.Th>
          <Table.Th>{texts.mapping.item}</Table.Th>
          <HiddenHeader width={150} name={texts.common.edit} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {methods.map((mapping) => {
          const match = matchText(mapping.match, stores);
          return (
            <Table.Tr key={match}>
              <Table.Td>{match}</Table.Td>
              <Table.Td>
                {recordText(mapping.item)}
                {mapping.createWithAccount != null && ` (${texts.mapping.createAccount}: ${recordText(mapping.createWithAccount)})`}
              </Table.Td>
              <EditAndRemove name={match} onEdit={() => onEdit(mapping)} onRemove={() => onRemove(mapping.match)} />
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
