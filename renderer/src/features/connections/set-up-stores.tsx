import { Button, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodInput } from '../../../../shared/contract/client.ts';
import { useClient } from '../../client/client-context.ts';
import { texts } from '../../lib/texts.ts';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { announce } from '../../ui/live-region.tsx';
import { marketplaceOf, proposeStore, type StoreRow } from './propose-store.ts';
import { StoreLine } from './set-up-store-line.tsx';
import styles from './set-up.module.css';

type Policy = StoreRow['policy'];
type Change = MethodInput<'mapping.save'>['changes'][number];

/** Enough to hold every clearing account, and every customer that bears a marketplace's name. */
const RECORDS_SEEN = 100;

interface Drafts {
  readonly drafts: ReadonlyMap<number, Policy>;
  readonly policyOf: (store: StoreRow) => Policy;
  readonly change: (store: StoreRow, changed: Partial<Policy>) => void;
  readonly propose: () => Promise<void>;
  /** What saving would change. A store that was never set up is saved as it is shown, also where nothing was changed. */
  readonly wanted: readonly Change[];
  readonly forget: () => void;
}

function useDrafts(company: string, stores: readonly StoreRow[]): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<number, Policy>>(new Map());
  const namesIn = useNames(company);
  const policyOf = (store: StoreRow): Policy => drafts.get(store.storeId) ?? store.policy;
  return {
    drafts,
    policyOf,
    change: (store, changed) => setDrafts(new Map(drafts).set(store.storeId, { ...policyOf(store), ...changed })),
    propose: async () => {
      const marketplaces = [...new Set(stores.flatMap((store) => marketplaceOf(store) ?? []))];
      const names = { accounts: await namesIn('account', ['clearing']), customers: await namesIn('customer', marketplaces) };
      setDrafts(new Map(stores.map((store) => [store.storeId, proposeStore({ ...store, policy: policyOf(store) }, names)])));
      announce(texts.setUp.proposed);
    },
    wanted: stores
      .filter((store) => !store.configured || drafts.has(store.storeId))
      .map((store) => ({ kind: 'store', storeId: store.storeId, policy: policyOf(store) })),
    forget: () => setDrafts(new Map()),
  };
}

/** Names of active records whose name holds one of the words. What can't be read now is proposed by nobody. */
function useNames(company: string): (kind: 'account' | 'customer', words: readonly string[]) => Promise<readonly string[]> {
  const client = useClient();
  return async (kind, words) => {
    const answers = await Promise.all(words.map((text) => client.call('reference.search', { company, kind, text, limit: RECORDS_SEEN })));
    const records = answers.flatMap((answer) => (answer.ok ? answer.value.records : []));
    return records.filter(({ active }) => active).map(({ name }) => name);
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
        <Button variant="default" onClick={() => void propose()}>
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
        {[texts.setUp.include, texts.setUp.store, texts.setUp.document, texts.setUp.clearing, texts.setUp.customer, texts.setUp.tax].map(
          (name) => (
            <Table.Th key={name}>{name}</Table.Th>
          ),
        )}
      </Table.Tr>
    </Table.Thead>
  );
}
