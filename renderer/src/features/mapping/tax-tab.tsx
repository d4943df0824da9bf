import { NativeSelect, Stack, Table, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { ReferenceKind } from '../../../../shared/domain/books/reference.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { type ConfigChange, EffectDialog } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { optionsOf } from './options.ts';

type StoreRow = MethodOutput<'mapping.show'>['stores'][number];
type StorePolicy = StoreRow['policy'];

interface TaxTabProps {
  readonly company: string;
  readonly stores: readonly StoreRow[];
  readonly regime: MethodOutput<'mapping.show'>['taxRegime'];
}

/** What the books do about sales tax, and what each store's documents carry. */
export function TaxTab({ company, stores, regime }: TaxTabProps): ReactElement {
  const [changes, setChanges] = useState<readonly ConfigChange[]>([]);
  const close = (): void => setChanges([]);
  return (
    <Stack gap="sm">
      <RegimePanel regime={regime} />
      <Panel title={texts.mapping.taxByStore} hint={texts.mapping.taxHint}>
        {stores.length === 0 ? (
          <EmptyState title={texts.overview.noStores} hint={texts.overview.noStoresHint} />
        ) : (
          <Table aria-label={texts.mapping.taxByStore}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.mapping.store}</Table.Th>
                <Table.Th>{texts.mapping.tax}</Table.Th>
                <Table.Th>{texts.mapping.taxCode}</Table.Th>
                <Table.Th>{texts.mapping.zeroTaxCode}</Table.Th>
                <Table.Th>{texts.mapping.taxItem}</Table.Th>
                <Table.Th>{texts.mapping.prices}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {stores.map((store) => (
                <TaxRow
                  key={store.storeId}
                  company={company}
                  store={store}
                  onChange={(policy) => setChanges([{ kind: 'store', storeId: store.storeId, policy: { ...store.policy, ...policy } }])}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {changes.length > 0 && <EffectDialog company={company} changes={changes} onSaved={close} onClose={close} />}
    </Stack>
  );
}

function RegimePanel({ regime }: { readonly regime: TaxTabProps['regime'] }): ReactElement {
  return (
    <Panel title={texts.mapping.taxRegime}>
      {regime === null ? (
        <Text size="sm">{texts.mapping.taxUnknown}</Text>
      ) : (
        <>
          <Text size="sm" fw={600}>
            {texts.connections.taxRegimes[regime]}
          </Text>
          <Text size="sm" maw={760}>
            {texts.mapping.taxRegimeHints[regime]}
          </Text>
        </>
      )}
    </Panel>
  );
}

interface TaxRowProps {
  readonly company: string;
  readonly store: StoreRow;
  readonly onChange: (policy: Partial<StorePolicy>) => void;
}

/** What a treatment has no use for is not asked for. */
function TaxRow({ company, store, onChange }: TaxRowProps): ReactElement {
  const { storeName, policy } = store;
  const field = (key: 'taxCode' | 'zeroTaxCode' | 'taxItem', kind: ReferenceKind, isUsed: boolean): ReactElement =>
    isUsed ? (
      <RecordPicker
        company={company}
        kind={kind}
        width={150}
        label={texts.mapping.taxOf(texts.mapping[key], storeName)}
        value={recordText(policy[key])}
        onPick={({ name }) => onChange({ [key]: { name } })}
        onClear={() => onChange({ [key]: null })}
      />
    ) : (
      <Text c="dimmed">{texts.common.nothing}</Text>
    );
  return (
    <Table.Tr>
      <Table.Td>{storeName}</Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={texts.mapping.taxOf(texts.mapping.tax, storeName)}
          value={policy.tax}
          data={optionsOf(texts.mapping.taxes)}
          onChange={({ currentTarget }) => onChange({ tax: currentTarget.value as StorePolicy['tax'] })} // safe: the options are these values
        />
      </Table.Td>
      <Table.Td>{field('taxCode', 'tax-code', policy.tax === 'seller')}</Table.Td>
      <Table.Td>{field('zeroTaxCode', 'tax-code', policy.tax !== 'none')}</Table.Td>
      <Table.Td>{field('taxItem', 'item', policy.tax === 'liability-line')}</Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={texts.mapping.taxOf(texts.mapping.prices, storeName)}
          value={policy.prices}
          data={optionsOf(texts.mapping.pricesOf)}
          onChange={({ currentTarget }) => onChange({ prices: currentTarget.value as StorePolicy['prices'] })} // safe: the options are these values
        />
      </Table.Td>
    </Table.Tr>
  );
}
