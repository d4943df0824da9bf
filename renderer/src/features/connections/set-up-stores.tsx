import { Button, Checkbox, NativeSelect, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodInput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { announce } from '../../ui/live-region.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { proposeStore, type StoreRow } from './propose-store.ts';
import styles from './set-up.module.css';

type Policy = StoreRow['policy'];
type Change = MethodInput<'mapping.save'>['changes'][number];

/** Enough to hold every clearing account. */
const ACCOUNTS_SEEN = 100;

interface Drafts {
  readonly drafts: ReadonlyMap<number, Policy>;
  readonly policyOf: (store: StoreRow) => Policy;
  readonly change: (store: StoreRow, changed: Partial<Policy>) => void;
  readonly propose: () => void;
  /** What saving would change. A store that was never set up is saved as it is shown, also where nothing was changed. */
  readonly wanted: readonly Change[];
  readonly forget: () => void;
}

function useDrafts(company: string, stores: readonly StoreRow[]): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<number, Policy>>(new Map());
  const accounts = useCall('reference.search', { company, kind: 'account', text: 'clearing', limit: ACCOUNTS_SEEN }).data?.records ?? [];
  const policyOf = (store: StoreRow): Policy => drafts.get(store.storeId) ?? store.policy;
  return {
    drafts,
    policyOf,
    change: (store, changed) => setDrafts(new Map(drafts).set(store.storeId, { ...policyOf(store), ...changed })),
    propose: () => {
      const names = accounts.map(({ name }) => name);
      setDrafts(new Map(stores.map((store) => [store.storeId, proposeStore({ ...store, policy: policyOf(store) }, names)])));
      announce(texts.setUp.proposed);
    },
    wanted: stores
      .filter((store) => !store.configured || drafts.has(store.storeId))
      .map((store) => ({ kind: 'store', storeId: store.storeId, policy: policyOf(store) })),
    forget: () => setDrafts(new Map()),
  };
}

/** Which stores take part, what their orders become and who owes their tax: one row each, one effect to look at, one save. */
export function StoresStep({ company, stores }: { readonly company: string; readonly stores: readonly StoreRow[] }): ReactElement {
  const { drafts, policyOf, change, propose, wanted, forget } = useDrafts(company, stores);
  const [changes, setChanges] = useState<readonly Change[] | null>(null);
  if (stores.length === 0) {
    return <EmptyState title={texts.overview.noStores} hint={texts.setUp.steps.stores.none} />;
  }
  return (
    <>
      <div className={styles['actions']}>
        <Button variant="default" onClick={propose}>
          {texts.setUp.propose}
        </Button>
        {drafts.size > 0 && (
          <Text size="sm" c="dimmed">
            {texts.setUp.proposed}
          </Text>
        )}
      </div>
      <div className={styles['stores']}>
        <Table aria-label={texts.setUp.steps.stores.name} verticalSpacing={4}>
          <StoresHead />
          <Table.Tbody>
            {stores.map((store) => (
              <StoreLine
                key={store.storeId}
                company={company}
                store={store}
                policy={policyOf(store)}
                onChange={(changed) => change(store, changed)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <div className={styles['actions']}>
        <Button disabled={wanted.length === 0} onClick={() => setChanges(wanted)}>
          {texts.setUp.reviewChange}
        </Button>
        <Button component={Link} to={`/c/${company}/mapping`} search={{ tab: 'stores' } as never} variant="subtle">
          {texts.setUp.moreOfStores}
        </Button>
      </div>
      {changes !== null && (
        <EffectDialog
          company={company}
          changes={changes}
          onSaved={() => {
            setChanges(null);
            forget();
          }}
          onClose={() => setChanges(null)}
        />
      )}
    </>
  );
}

function StoresHead(): ReactElement {
  return (
    <Table.Thead>
      <Table.Tr>
        {[texts.setUp.include, texts.setUp.store, texts.setUp.document, texts.setUp.clearing, texts.setUp.tax].map((name) => (
          <Table.Th key={name}>{name}</Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

interface StoreLineProps {
  readonly company: string;
  readonly store: StoreRow;
  readonly policy: Policy;
  readonly onChange: (changed: Partial<Policy>) => void;
}

function StoreLine({ company, store: { storeName, marketplaceName }, policy, onChange }: StoreLineProps): ReactElement {
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={texts.setUp.includeStore(storeName)}
          checked={policy.include}
          onChange={({ currentTarget }) => onChange({ include: currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        {storeName} <Channel name={marketplaceName === storeName ? null : marketplaceName} />
      </Table.Td>
      <Table.Td>
        <Choice
          label={texts.setUp.documentOf(storeName)}
          isOff={!policy.include}
          names={texts.setUp.documents}
          value={policy.document}
          onChange={(document) => onChange({ document })}
        />
      </Table.Td>
      <Table.Td>
        {policy.include && policy.document !== 'invoice' && (
          <RecordPicker
            company={company}
            kind="account"
            label={texts.setUp.clearingOf(storeName)}
            width={200}
            value={recordText(policy.clearingAccount)}
            onPick={({ name }) => onChange({ clearingAccount: { name } })}
          />
        )}
      </Table.Td>
      <Table.Td>
        <Choice
          label={texts.setUp.taxOf(storeName)}
          isOff={!policy.include}
          names={texts.setUp.taxes}
          value={policy.tax}
          onChange={(tax) => onChange({ tax })}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function Channel({ name }: { readonly name: string | null }): ReactElement {
  return (
    <Text size="xs" c="dimmed">
      {name}
    </Text>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly isOff: boolean;
  /** The options, from the catalogue. */
  readonly names: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, isOff, names, value, onChange }: ChoiceProps<Value>): ReactElement {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      disabled={isOff}
      value={value}
      // Safe: the catalogue has exactly these keys.
      data={(Object.keys(names) as Value[]).map((each) => ({ value: each, label: names[each] }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value as Value)} // safe: the options are these values
    />
  );
}
