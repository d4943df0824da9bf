import { Button, Chip, Group, NativeSelect, Pill, TextInput } from '@mantine/core';
import type { FormEvent, ReactElement, RefObject } from 'react';

import { ORDER_STATES, type OrderState } from '../../../../shared/domain/posting/order-state.ts';
import { useDraft } from '../../lib/draft.ts';
import { findingName } from '../../lib/finding-names.ts';
import { formatCount } from '../../lib/format.ts';
import type { SearchTexts } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { type ReviewAddress, statesText, TO_REVIEW } from './review-address.ts';
import styles from './review.module.css';

interface FilterBarProps {
  readonly address: ReviewAddress;
  readonly counts: ReadonlyMap<OrderState, number>;
  readonly stores: readonly { readonly storeId: number; readonly storeName: string }[];
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onChange: (changes: SearchTexts) => void;
}

/** States in the order in which a person works through them. */
const CHIP_ORDER: readonly OrderState[] = [
  'ready',
  'blocked',
  'attention',
  'approved',
  'failed',
  'uncertain',
  'sending',
  'waiting',
  'posted',
  'terminal',
  'excluded',
  'voided',
];

/** All filters, each of which is in the address too. */
export function FilterBar(props: FilterBarProps): ReactElement {
  return (
    <div role="group" aria-label={texts.review.filters} className={styles['filters']}>
      <StateChips {...props} />
      <Group gap="xs" align="center">
        <SearchField {...props} />
        <NativeSelect
          aria-label={texts.review.store}
          value={props.address.filter.storeId === undefined ? '' : String(props.address.filter.storeId)}
          onChange={({ currentTarget }) => props.onChange({ store: currentTarget.value })}
          data={[
            { value: '', label: texts.review.allStores },
            ...props.stores.map(({ storeId, storeName }) => ({ value: String(storeId), label: storeName })),
          ]}
        />
        <TextInput
          type="date"
          aria-label={texts.review.from}
          value={props.address.filter.from ?? ''}
          onChange={({ currentTarget }) => props.onChange({ from: currentTarget.value })}
        />
        {texts.review.to}
        <TextInput
          type="date"
          aria-label={`${texts.review.from} … ${texts.review.to}`}
          value={props.address.filter.to ?? ''}
          onChange={({ currentTarget }) => props.onChange({ to: currentTarget.value })}
        />
        <Chip
          size="xs"
          variant="outline"
          checked={props.address.filter.changed === true}
          onChange={(isOn) => props.onChange({ changed: isOn ? 'yes' : undefined })}
        >
          {texts.review.changedOnly}
        </Chip>
        <RemovableFilters {...props} />
      </Group>
    </div>
  );
}

function StateChips({ address, counts, onChange }: FilterBarProps): ReactElement {
  const selected = address.states ?? [];
  const toggle = (state: OrderState): void => {
    const isOn = selected.includes(state);
    const next = isOn
      ? selected.filter((each) => each !== state)
      : ORDER_STATES.filter((each) => each === state || selected.includes(each));
    onChange({ states: statesText(next) });
  };
  const shown = CHIP_ORDER.filter((state) => (counts.get(state) ?? 0) > 0 || selected.includes(state));
  const isUsual = statesText(address.states) === undefined;
  return (
    <Group gap={6} role="group" aria-label={texts.review.states}>
      <Button
        size="compact-xs"
        variant={isUsual ? 'filled' : 'default'}
        aria-pressed={isUsual}
        onClick={() => onChange({ states: statesText(TO_REVIEW) })}
      >
        {texts.review.toReview}
      </Button>
      <Button
        size="compact-xs"
        variant={address.states === null ? 'filled' : 'default'}
        aria-pressed={address.states === null}
        onClick={() => onChange({ states: 'all' })}
      >
        {texts.common.all}
      </Button>
      {shown.map((state) => (
        <Chip key={state} size="xs" variant="outline" checked={selected.includes(state)} onChange={() => toggle(state)}>
          {texts.states[state].name} {formatCount(counts.get(state) ?? 0)}
        </Chip>
      ))}
    </Group>
  );
}

function SearchField({ address, searchField, onChange }: FilterBarProps): ReactElement {
  const [text, setText] = useDraft(address.filter.search ?? '', (search) => search);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange({ q: text.trim() });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        ref={searchField}
        w={220}
        type="search"
        aria-label={texts.review.search}
        placeholder={texts.review.searchPlaceholder}
        value={text}
        maxLength={200}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => onChange({ q: text.trim() })}
      />
    </form>
  );
}

function RemovableFilters({ address: { filter, states }, onChange }: FilterBarProps): ReactElement {
  const removable: readonly (readonly [key: string, label: string])[] = [
    ...(filter.search === undefined || filter.search === '' ? [] : [['q', texts.review.searchChip(filter.search)] as const]),
    ...(filter.code === undefined ? [] : [['code', texts.review.code(findingName(filter.code))] as const]),
  ];
  const hasAny =
    removable.length > 0 ||
    filter.storeId !== undefined ||
    filter.changed === true ||
    filter.from !== undefined ||
    filter.to !== undefined ||
    statesText(states) !== undefined;
  return (
    <>
      {removable.map(([key, label]) => (
        <Pill
          key={key}
          size="sm"
          withRemoveButton
          removeButtonProps={{ 'aria-label': texts.review.removeFilter(label), 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => onChange({ [key]: undefined })}
        >
          {label}
        </Pill>
      ))}
      {hasAny && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() =>
            onChange({
              q: undefined,
              code: undefined,
              changed: undefined,
              store: undefined,
              from: undefined,
              to: undefined,
              states: undefined,
            })
          }
        >
          {texts.review.clearFilters}
        </Button>
      )}
    </>
  );
}
