import { Group, Text, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import styles from './mapping.module.css';
import { StoreForm } from './store-form.tsx';

type StoreRow = MethodOutput<'mapping.show'>['stores'][number];

interface StoresTabProps {
  readonly company: string;
  readonly waiting: MethodOutput<'mapping.inbox'>['stores'];
  readonly stores: readonly StoreRow[];
}

const storeOf = (search: SearchTexts): number | null => (search['store'] === undefined ? null : Number(search['store']));

/** Stores at the left, those that hold up money first; how the chosen one is posted at the right. */
export function StoresTab({ company, waiting, stores }: StoresTabProps): ReactElement {
  const [storeId, changeAddress] = useAddressState(storeOf);
  const rank = (store: StoreRow): number => waiting.findIndex((held) => held.storeId === store.storeId);
  const sorted = stores.toSorted(
    (a, b) => (rank(b) >= 0 ? 1 : 0) - (rank(a) >= 0 ? 1 : 0) || rank(a) - rank(b) || a.storeName.localeCompare(b.storeName),
  );
  const open = sorted.find((store) => store.storeId === storeId) ?? sorted[0];
  if (open === undefined) {
    return <EmptyState title={texts.overview.noStores} hint={texts.overview.noStoresHint} />;
  }
  return (
    <div className={styles['stores']}>
      <Panel title={texts.mapping.storesList}>
        <ul className={styles['storeList']}>
          {sorted.map((store) => (
            <li key={store.storeId}>
              <UnstyledButton
                className={styles['store']}
                aria-current={store.storeId === open.storeId}
                onClick={() => changeAddress({ store: String(store.storeId) })}
              >
                <StoreLine store={store} heldUp={waiting.find((held) => held.storeId === store.storeId)?.heldUp ?? []} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Panel>
      <StoreForm key={open.storeId} company={company} store={open} />
    </div>
  );
}

function StoreLine({
  store,
  heldUp,
}: {
  readonly store: StoreRow;
  readonly heldUp: MethodOutput<'mapping.inbox'>['stores'][number]['heldUp'];
}): ReactElement {
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {store.storeName}
        </Text>
        <Text size="xs" component="span">
          <StoreState store={store} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {store.marketplaceName}
        {heldUp.length > 0 && (
          <>
            {' '}
            {texts.mapping.heldUp} <MoneyTotals totals={heldUp} />
          </>
        )}
      </Text>
    </>
  );
}

function StoreState({ store: { configured, policy } }: { readonly store: StoreRow }): ReactElement {
  if (!configured) {
    return <ToneBadge tone="warn">{texts.mapping.notConfigured}</ToneBadge>;
  }
  return policy.include ? (
    <ToneBadge tone="good">{texts.mapping.configured}</ToneBadge>
  ) : (
    <ToneBadge tone="quiet">{texts.mapping.leftOut}</ToneBadge>
  );
}
